"""What a report says in its own words, text by text, each with its place in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from bot.library.draft import ReportDraft
from bot.library.model import Figure
from bot.library.problems import Position
from bot.library.yaml_source import Document, Trail

_WORD = re.compile(r"\S+")
_HEADER = re.compile(r"[|>][^\n]*\n")


class Kind(StrEnum):
    """How a text says what it says."""

    SENTENCES = "sentences"
    NAME = "name"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a report, white space folded; `trail` leads to it in its file."""

    text: str
    kind: Kind
    document: Document
    trail: Trail

    def at(self, offset: int = 0) -> Position:
        """Where the letter at `offset` stands, as exactly as the file can tell."""
        begins = self.document.at(self.trail)
        return _place(_text_of(self.document), begins, self.text, offset) or begins


def passages_of(draft: ReportDraft) -> Iterator[Passage]:
    """Every text of a report that its source must bear out: all but titles, headings, aliases and units."""
    for index, term in enumerate(draft.report.terms):
        fields = ((Kind.NAME, "term", term.term), (Kind.NAME, "name", term.name or ""))
        for kind, key, text in (*fields, (Kind.SENTENCES, "definition", term.definition)):
            yield Passage(text, kind, draft.document, ("terms", index, key))
    for draft_section in draft.sections:
        document, section = draft_section.document, draft_section.section
        yield Passage(section.summary, Kind.SENTENCES, document, ("summary",))
        for index, point in enumerate(section.points):
            yield Passage(point, Kind.SENTENCES, document, ("points", index))
        for index, figure in enumerate(section.figures):
            yield from _figure(figure, document, ("figures", index))
    yield from _recommendations(draft)


def _figure(figure: Figure, document: Document, trail: Trail) -> Iterator[Passage]:
    quantity = f"{figure.value} {figure.unit}"  # "14" of the unit "percent" is not the number 14
    yield Passage(quantity, Kind.QUANTITY, document, (*trail, "value"))
    yield Passage(figure.what, Kind.SENTENCES, document, (*trail, "what"))
    yield Passage(figure.as_of, Kind.QUANTITY, document, (*trail, "as_of"))


def _recommendations(draft: ReportDraft) -> Iterator[Passage]:
    document, listed = draft.recommendations_document, draft.recommendations
    if document is None or listed is None:
        return
    yield Passage(listed.summary, Kind.SENTENCES, document, ("summary",))
    for index, item in enumerate(listed.recommendations):
        trail: Trail = ("recommendations", index)
        yield Passage(item.action, Kind.SENTENCES, document, (*trail, "action"))
        yield Passage(item.detail, Kind.SENTENCES, document, (*trail, "detail"))
        for key, names in (("actors", item.actors), ("instruments", item.instruments)):
            for number, name in enumerate(names):
                yield Passage(name, Kind.NAME, document, (*trail, key, number))


def _text_of(document: Document) -> str:
    """A file's text, or "" where it has gone since it was read."""
    try:
        return document.path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _place(file: str, begins: Position, text: str, offset: int) -> Position | None:
    """The place in a file of a letter of a text that begins there, None where the file spells it otherwise.

    Folding leaves the words of a text as they are, so the same one of them, counted, is looked for.
    """
    words = list(_WORD.finditer(text))
    number = next((number for number, word in enumerate(words) if offset < word.end()), None)
    lines = file.splitlines(keepends=True)
    if number is None or begins.line > len(lines):
        return None
    start = sum(map(len, lines[: begins.line - 1])) + begins.column - 1
    if header := _HEADER.match(file, start):
        start = header.end()
    elif file[start : start + 1] in {"'", '"'}:
        start += 1
    found = next(islice(_WORD.finditer(file, start), number, None), None)
    if found is None or not found[0].startswith(words[number][0]):
        return None
    at = found.start() + max(offset - words[number].start(), 0)
    return replace(begins, line=file.count("\n", 0, at) + 1, column=at - file.rfind("\n", 0, at))
