"""The table of commands that the lexer takes away, renames, or reads the argument of as it is written."""

from __future__ import annotations

import re


def _words(text: str) -> set[str]:
    return set(text.split())


TEXTS = _words(
    "\\text \\mbox \\hbox \\textrm \\textbf \\textit \\textnormal \\textsf \\texttt \\textsc \\textup \\textsl \\emph "
    "\\intertext \\shortintertext"
)
STYLED = re.compile(
    r"\\(?:(?:math|text)(?:rm|sf|bf|it|tt|up|normal)|text|rm|sf|bf|it)(?![A-Za-z])\s*"
)  # fonts of a name
OPERATORS = {"\\operatorname", "\\mathop", "\\operatornamewithlimits"}
REFERENCES = {"\\eqref", "\\ref", "\\cref", "\\Cref", "\\cite", "\\autoref"}
DROPPED_GROUPS = _words(
    "\\hspace \\vspace \\phantom \\hphantom \\vphantom \\label \\tag \\color \\textcolor \\footnote \\raisebox"
)
DROPPED = {"\\ ", "\\\n", "\\\t", "\\\r"} | _words(
    "\\, \\; \\! \\: \\> \\/ \\- \\@ \\displaystyle \\textstyle \\scriptstyle \\scriptscriptstyle \\limits \\nolimits "
    "\\mathstrut \\strut \\nonumber \\notag \\cancel \\bcancel \\xcancel \\boxed \\fbox \\framebox \\smash \\mathclap "
    "\\mathllap \\mathrlap \\ensuremath \\thinspace \\medspace \\thickspace \\negthinspace \\enspace \\hfill \\hfil "
    "\\allowdisplaybreaks \\noindent \\relax \\hline \\null \\smallskip \\medskip \\bigskip \\centering \\protect "
    "\\mathord \\mathbin \\mathrel \\mathopen \\mathclose \\mathinner \\mathpunct \\unboldmath \\par \\small \\large "
    "\\normalsize \\footnotesize \\Large \\nobreak \\break \\goodbreak \\pagebreak"
)
SAME = {
    "\\vert": "|",
    "\\Vert": "\\|",
    "\\lbrace": "\\{",
    "\\rbrace": "\\}",
    "\\lbrack": "[",
    "\\rbrack": "]",
    "\\colon": ":",
    "\\newline": "\\\\",
    "\\tabularnewline": "\\\\",
    "\\cr": "\\\\",
    "\\lt": "<",
    "\\gt": ">",
    "\\sp": "^",
    "\\sb": "_",
}
SIZES = {f"\\{name}{end}" for name in ("big", "Big", "bigg", "Bigg") for end in ("", "l", "r", "m")}
FITTED = {"\\left", "\\right", "\\middle"} | SIZES
OPENING = {"|": "\\lvert", "\\|": "\\lVert", "<": "\\langle"}
CLOSING = {"|": "\\rvert", "\\|": "\\rVert", ">": "\\rangle"}
BRACED = {"\\underbrace": "_", "\\overbrace": "^", "\\underbracket": "_", "\\overbracket": "^"}
