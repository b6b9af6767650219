"""YAML text to plain values, with the line and column of each.

The subset that editors need, and no more: every scalar is text (so `no`, `1.10` and `2024-01-02`
stay what was written, and the models decide what they mean), an empty one is None, and anchors,
aliases and tags are refused, which also disarms documents that expand when read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.library.problems import Position, Problem

MAX_BYTES = 1024 * 1024
"""Size of the largest file that is read."""

MAX_DEPTH = 20
"""How deep lists and mappings may nest."""

Value = str | None | list["Value"] | dict[str, "Value"]
Trail = tuple[str | int, ...]
"""Keys and list indexes that lead from the top of a document to a value."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_NULLS = frozenset({"", "~", "null"})


@dataclass(slots=True)
class Document:
    """What a YAML file says and where it says it."""

    path: Path
    value: Value = None
    values: dict[Trail, Position] = field(default_factory=dict)
    keys: dict[Trail, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, trail: Trail) -> Position:
        """Where the value at `trail` begins; for one that is not there, where its parent does."""
        while trail and trail not in self.values:
            trail = trail[:-1]
        return self.values.get(trail, Position(self.path))

    def said(self, key: str) -> Value:
        """What a key at the top of the document says, None where it has no such key."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def at_key(self, trail: Trail) -> Position:
        """Where the key of the mapping entry at `trail` stands."""
        return self.keys.get(trail) or self.at(trail)


def read_document(path: Path) -> Document:
    """Read a YAML file. Whatever is wrong is in `problems`; this never raises for bad input."""
    document = Document(path)
    text = _read_text(document)
    if text is not None:
        parse_into(document, text)
    return document


def parse_into(document: Document, text: str) -> None:
    """Fill `document` from YAML text."""
    builder = _Builder(document)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Position(document.path, mark.line + 1, mark.column + 1) if mark else Position(document.path)
        what = " ".join(part for part in (error.context, error.problem) if part)
        hint = "quote text that has ': ' or ' #' in it, and indent with spaces"
        document.problems.append(Problem(at, "broken-yaml", what or "not YAML", hint))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"character U+{ord(str(error.character)[:1]):04X} may not stand in YAML"
        document.problems.append(
            Problem(Position(document.path, line), "broken-yaml", what, "delete it and type it anew")
        )
    except _RefusedError as refused:
        document.problems.append(refused.problem)


def _read_text(document: Document) -> str | None:
    path = document.path
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        document.problems.append(_whole_file(path, "unreadable", f"cannot be read: {error.strerror}"))
        return None
    if len(data) > MAX_BYTES:
        what = "larger than 1 MiB"
        document.problems.append(_whole_file(path, "too-large", what, "split it into several sections"))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        at = Position(path, line, column)
        what = f"byte 0x{data[error.start]:02X} is not UTF-8"
        document.problems.append(Problem(at, "not-utf8", what, "save the file with UTF-8 encoding"))
        return None


def _whole_file(path: Path, code: str, message: str, hint: str = "") -> Problem:
    return Problem(Position(path), code, message, hint)


class _RefusedError(Exception):
    """The document holds something that cannot be read around; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    container: list[Value] | dict[str, Value]
    trail: Trail
    key: str | None = None  # of the mapping entry whose value comes next


class _Builder:
    """Takes a parser's events one by one; a stack of its own, so no input can exhaust Python's."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Open] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        assert mark is not None  # both of PyYAML's parsers mark every event
        at = Position(self.document.path, mark.line + 1, mark.column + 1)
        for problem in self._refusals(event, at):
            raise _RefusedError(problem)
        match event:
            case yaml.ScalarEvent():
                self._scalar(event, at)
            case yaml.SequenceStartEvent():
                self._open([], at)
            case yaml.MappingStartEvent():
                self._open({}, at)
            case yaml.CollectionEndEvent():
                self.stack.pop()

    def _refusals(self, event: yaml.Event, at: Position) -> Iterator[Problem]:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Problem(
                at, "anchor", "anchors (&) and aliases (*) are not read", "write the text out, or quote it"
            )
        elif (tag := getattr(event, "tag", None)) not in (None, "!"):
            yield Problem(at, "tag", f"tags ({tag}) are not read", "quote text that begins with '!'")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                yield Problem(at, "second-document", "a second document begins here", "delete the '---' line")
        elif isinstance(event, yaml.CollectionStartEvent) and len(self.stack) >= MAX_DEPTH:
            yield Problem(at, "too-deep", f"nested more than {MAX_DEPTH} deep")

    def _scalar(self, event: yaml.ScalarEvent, at: Position) -> None:
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.container, dict) and top.key is None:
            self._key(top, event.value, at)
        else:
            plain = not event.style and event.value in _PLAIN_NULLS
            self._place(None if plain else event.value, at)

    def _key(self, top: _Open, key: str, at: Position) -> None:
        trail = (*top.trail, key)
        if trail in self.document.keys:
            first = self.document.keys[trail].line
            hint = f"the first stands on line {first}; keep one"
            self.document.problems.append(Problem(at, "duplicate-key", f"'{key}' is here twice", hint))
        else:
            self.document.keys[trail] = at
        top.key = key

    def _open(self, container: list[Value] | dict[str, Value], at: Position) -> None:
        if self.stack and isinstance(self.stack[-1].container, dict) and self.stack[-1].key is None:
            raise _RefusedError(Problem(at, "broken-yaml", "a key must be plain text", "quote it"))
        self.stack.append(_Open(container, self._place(container, at)))

    def _place(self, value: Value, at: Position) -> Trail:
        if not self.stack:
            self.document.value = value
            trail: Trail = ()
        else:
            trail = self._attach(self.stack[-1], value)
        self.document.values[trail] = at
        return trail

    @staticmethod
    def _attach(top: _Open, value: Value) -> Trail:
        if isinstance(top.container, list):
            top.container.append(value)
            return (*top.trail, len(top.container) - 1)
        assert top.key is not None  # `_open` and `_scalar` see to it
        trail = (*top.trail, top.key)
        top.container.setdefault(top.key, value)
        top.key = None
        return trail
