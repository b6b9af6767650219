"""HTML as a browser would read it: the elements, their attributes, and the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr", "input", "img"}


@dataclass
class Read:
    """What a piece of HTML holds. `problems` says where its tags do not nest."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: str = ""
    problems: list[str] = field(default_factory=list)

    def all(self, tag: str = "", **attributes: str) -> list[dict[str, str]]:
        """The attributes of every element of a tag; `class_` is one of its classes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            given
            for name, given in self.elements
            if tag in ("", name) and all(value in given.get(key, "").split() for key, value in wanted.items())
        ]

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.read.problems.append(tag)

    def handle_data(self, data: str) -> None:
        self.read.words += data


def read(html: str) -> Read:
    """Parse a piece of HTML."""
    reader = _Reader()
    reader.feed(str(html))  # markup would escape what the parser slices out of it
    reader.close()
    reader.read.problems += reader.open
    return reader.read
