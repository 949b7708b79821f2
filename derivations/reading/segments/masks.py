"""What of a LaTeX text is not read: comments, verbatim text, false branches, the preamble, definitions."""

from __future__ import annotations

import re

from derivations.reading.macros import definitions, without_comments

_SKIPPED = "verbatim|Verbatim|lstlisting|minted|comment|tikzpicture|filecontents|thebibliography"
_OUT = re.compile(
    rf"\\begin\{{(?P<block>{_SKIPPED})\*?\}}|\\verb\*?(?P<verb>[^A-Za-z\s*])|(?P<false>\\iffalse)(?![A-Za-z])"
    r"|(?P<comment>%[^\n]*)|\\.",
    re.DOTALL,
)
_CONDITION = re.compile(r"\\(?:(?P<if>if(?!f(?![A-Za-z]))[A-Za-z@]*)|(?P<fi>fi)|(?P<else>else))(?![A-Za-z])|\\.")
_LET = re.compile(r"%+[ \t]*let[ \t]+(?P<declaration>[^\s=][^\n]*?)[ \t\r]*$")


class Mask:
    """What of a LaTeX text is not read: comments, verbatim text, false branches, the preamble, definitions."""

    def __init__(self, text: str) -> None:
        self.text, self.body = text, (0, len(text))
        self.out: list[tuple[int, int]] = []
        self.codes: list[tuple[int, int]] = []  # what stands in \\verb|…|
        self.declarations: list[tuple[int, int]] = []

    def masked(self) -> str:
        """The text with all that as NUL characters; declarations in comments are remembered."""
        self._comments()
        shown = self._without(self.out)
        begin, end = shown.find("\\begin{document}"), shown.find("\\end{document}")
        if begin >= 0:
            self.body = (begin + len("\\begin{document}"), end if end > begin else len(shown))
        defined = [(start, stop) for start, stop, _ in definitions(without_comments(shown))]
        return self._without(sorted([*self.out, *defined]))

    def _comments(self) -> None:
        place = 0
        while mark := _OUT.search(self.text, place):
            place = mark.end()
            if mark["comment"] is not None:
                if let := _LET.match(mark["comment"]):
                    first = mark.start() + let.start("declaration")
                    self.declarations.append((first, first + len(let["declaration"])))
            elif mark["block"]:
                place = self._after(f"\\end{{{mark['block']}", place)
                place = self._after("}", place)
            elif mark["verb"]:
                line_end = self.text.find("\n", place, place + 400)
                place = self.text.find(mark["verb"], place, line_end if line_end >= 0 else place + 400) + 1 or place
                self.codes.append((mark.end(), max(place - 1, mark.end())))
            elif mark["false"]:
                place = self._after_condition(place)
            else:
                continue
            self.out.append((mark.start(), place))

    def _after(self, words: str, place: int) -> int:
        found = self.text.find(words, place)
        return found + len(words) if found >= 0 else len(self.text)

    def _after_condition(self, place: int) -> int:
        depth = 1
        for mark in _CONDITION.finditer(self.text, place):
            depth += 1 if mark["if"] else -1 if mark["fi"] or (mark["else"] and depth == 1) else 0
            if depth == 0:
                return mark.end()
        return len(self.text)

    def _without(self, out: list[tuple[int, int]]) -> str:
        pieces, place = [], 0
        for start, end in out:
            if end > place:
                start = max(start, place)
                pieces += [self.text[place:start], "\0" * (end - start)]
                place = end
        return "".join([*pieces, self.text[place:]])
