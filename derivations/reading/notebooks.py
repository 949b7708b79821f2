"""Jupyter notebooks: their Markdown cells as pieces of text, each character with its place in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from derivations.reading.source import DocumentError, Source, Text

_TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*"|[\[\]{}]|[^\s"\[\]{}:,]+', re.DOTALL)
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # a NUL, or half of a surrogate pair


@dataclass(frozen=True)
class _Raw:
    """A JSON string, by where its inside begins and ends in the file."""

    start: int
    end: int


def cells(source: Source) -> list[Text]:
    """The Markdown cells of a notebook, in order. DocumentError when the file is no notebook."""
    try:
        json.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{source.path}: not a notebook: {error}") from error
    given = _cells(_located(source.text))
    if given is None:
        raise DocumentError(f"{source.path}: not a notebook: it has no list of cells")
    return [_text(source, strings) for strings in _markdown(source, given) if strings]


def _located(text: str) -> Any:
    """A JSON value whose strings are given by their places; other plain values are left out."""
    top: list[Any] = []
    opened: list[tuple[Any, list[str]]] = [(top, [])]  # a container, and the key that awaits its value
    for token in _TOKEN.finditer(text):
        container, keys = opened[-1]
        if token[0] in "]}":
            opened.pop()
        elif token[0][0] == '"' and isinstance(container, dict) and not keys:
            keys.append(json.loads(token[0]))
        else:
            value = _value(token)
            if isinstance(container, dict):
                container[keys.pop()] = value
            else:
                container.append(value)
            if isinstance(value, (dict, list)):
                opened.append((value, []))
    return top[0] if top else None


def _value(token: re.Match[str]) -> Any:
    match token[0][0]:
        case "{":
            return {}
        case "[":
            return []
        case '"':
            return _Raw(token.start() + 1, token.end() - 1)
    return None


def _cells(notebook: Any) -> list[Any] | None:
    """The list of cells, in version 4 of the format or in version 3."""
    if not isinstance(notebook, dict):
        return None
    if isinstance(notebook.get("cells"), list):
        return list(notebook["cells"])
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _markdown(source: Source, given: list[Any]) -> Iterator[list[_Raw]]:
    """The strings of each Markdown cell; a heading of version 3 counts as one."""
    for cell in given:
        kind = cell.get("cell_type") if isinstance(cell, dict) else None
        if isinstance(kind, _Raw) and source.text[kind.start : kind.end] in ("markdown", "heading"):
            written = cell.get("source")
            strings = written if isinstance(written, list) else [written]
            yield [string for string in strings if isinstance(string, _Raw)]


def _text(source: Source, strings: list[_Raw]) -> Text:
    characters: list[str] = []
    offsets: list[int] = []
    for string in strings:
        raw = source.text[string.start : string.end]
        if "\\" not in raw:
            characters.append(raw)
            offsets += range(string.start, string.end)
            continue
        for character in _CHARACTER.finditer(raw):
            written = character[0]
            characters.append(json.loads(f'"{written}"') if written[0] == "\\" else written)
            offsets.append(string.start + character.start())
    return Text(source, _NO_TEXT.sub("\ufffd", "".join(characters)), [*offsets, strings[-1].end])
