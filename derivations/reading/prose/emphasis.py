"""Words as they are read aloud: without what sets them in bold or italics."""

from __future__ import annotations

import re

_MARKS = re.compile(r"(?<![\\\w$])[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}(?![\w$])")  # around words, in Markdown
_COMMANDS = re.compile(r"\\(?:emph|textbf|textit|textsl|underline|uline)\s*\{([^{}]*)\}")


def plain_words(text: str) -> str:
    """A text without marks of emphasis."""
    return _MARKS.sub("", _COMMANDS.sub(r"\1", text))
