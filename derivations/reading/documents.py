"""Files as segments: Markdown, LaTeX and notebooks, with what they include."""

from __future__ import annotations

import codecs
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from derivations.reading import notebooks
from derivations.reading.macros import harvested
from derivations.reading.segments import markdown, tex
from derivations.reading.segments.scanner import Inclusion
from derivations.reading.source import DocumentError, Macro, Segment, Source, Span, Text

LARGEST = 4_000_000  # bytes of one file
LARGEST_WHOLE = 8_000_000  # bytes of a document with all that it includes
MOST_FILES = 200
MOST_NOTES = 500
DEEPEST = 10  # files included by files
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Document:
    """A document as segments in reading order, the macros that it defines, and what to tell its author."""

    source: Source
    segments: tuple[Segment, ...]
    macros: dict[str, Macro]
    notes: tuple[tuple[str, Span], ...] = ()


def scanned(path: str, data: bytes, read: Callable[[str], bytes] | None = None) -> Document:
    """A file as segments; its ending says the format, Markdown if it says none. DocumentError when it is no text.

    `read` gives the bytes of a file that the document includes, by its name there; it may raise OSError or
    DocumentError, which becomes a note.
    """
    source = Source(path, decoded(path, data))
    scan = _Scan(path, read, len(data))
    ending = path.rsplit(".", 1)[-1].lower() if "." in path else ""
    if ending == "tex":
        scan.latex(source, (_plain(posixpath.basename(path)),))
    else:
        for text in notebooks.cells(source) if ending == "ipynb" else [whole(source)]:
            found, notes = markdown.segments(text)
            scan.segments += [item for item in found if isinstance(item, Segment)]
            scan.notes += notes
            scan.macros |= harvested(text)
    return Document(source, tuple(scan.segments), scan.macros, tuple(scan.notes[:MOST_NOTES]))


def whole(source: Source) -> Text:
    """All of a file as a piece of text."""
    return Text(source, source.text, range(len(source.text) + 1))


def decoded(path: str, data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark; DocumentError for anything else."""
    if len(data) > LARGEST:
        raise DocumentError(f"{path}: {len(data)} bytes; the limit is {LARGEST}")
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        line = data.count(b"\n", 0, place) + 1
        raise DocumentError(f"{path}: byte {place} (line {line}) is not {encoding.upper()}: {error.reason}") from error
    if "\0" in text:
        place = text.index("\0")
        raise DocumentError(f"{path}: a NUL character in line {text.count(chr(10), 0, place) + 1}: not a text file")
    return text


def beside(path: Path) -> Callable[[str], bytes]:
    """Reads the files that a document names, from its own folder and no other place. DocumentError, OSError."""
    folder = path.resolve().parent

    def read(name: str) -> bytes:
        if "\0" in name or Path(name).is_absolute() or name.startswith("~"):
            raise DocumentError(f"{name!r} is not a name within the document's folder")
        try:
            found = next((p for p in (folder / f"{name}.tex", folder / name) if p.is_file()), folder / name).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise DocumentError(f"{name!r} cannot be looked up: {error}") from error
        if not found.is_relative_to(folder):
            raise DocumentError(f"{name!r} lies outside the document's folder")
        if not found.is_file():
            raise DocumentError(f"there is no file {name!r} in the document's folder")
        if found.stat().st_size > LARGEST:
            raise DocumentError(f"{name!r} is larger than {LARGEST} bytes")
        return found.read_bytes()

    return read


class _Scan:
    """A document in LaTeX and the files that it includes, as one."""

    def __init__(self, path: str, read: Callable[[str], bytes] | None, size: int) -> None:
        self.folder, self.read, self.size, self.files = posixpath.dirname(path), read, size, 1
        self.segments: list[Segment] = []
        self.macros: dict[str, Macro] = {}
        self.notes: list[tuple[str, Span]] = []

    def latex(self, source: Source, names: tuple[str, ...], preamble: bool = False) -> None:
        """A file, included by those of the names."""
        text = whole(source)
        self.macros |= harvested(text)
        found, notes = tex.segments(text, self.macros)
        self.notes += notes
        for item in found:
            if isinstance(item, Inclusion):
                self._include(item, source, names, preamble or item.preamble)
            elif not preamble or item.kind == "let":
                self.segments.append(item)

    def _include(self, item: Inclusion, source: Source, names: tuple[str, ...], preamble: bool) -> None:
        try:
            included = self._file(item.name, source, names)
        except (DocumentError, OSError) as error:
            self.notes.append((f"{item.name} is left out: {error}", item.span))
            return
        self.latex(included, (*names, _plain(item.name)), preamble)

    def _file(self, name: str, source: Source, names: tuple[str, ...]) -> Source:
        if self.read is None:
            raise DocumentError("other files are not read here")
        if _plain(name) in names:
            raise DocumentError("it includes itself")
        if len(names) > DEEPEST:
            raise DocumentError(f"files are included more than {DEEPEST} deep")
        if self.files >= MOST_FILES:
            raise DocumentError(f"more than {MOST_FILES} files")
        self.files += 1
        data = self.read(name)
        self.size += len(data)
        if self.size > LARGEST_WHOLE:
            raise DocumentError(f"the whole document is larger than {LARGEST_WHOLE} bytes")
        path = posixpath.normpath(posixpath.join(self.folder, f"{_plain(name)}{_ending(name)}"))
        return Source(path, decoded(path, data))


def _plain(name: str) -> str:
    """A name without the ending that LaTeX adds by itself."""
    return posixpath.normpath(name).removesuffix(".tex")


def _ending(name: str) -> str:
    return "" if posixpath.splitext(_plain(name))[1] else ".tex"
