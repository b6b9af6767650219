"""The events of a web page's parser, as the blocks of its main text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from bot.ingest.manuscript import Block, Role
from bot.ingest.readers.html_head import PageHead
from bot.ingest.readers.plain import raised, tidied

LINE = "data-brief-line"
"""The attribute that tells a tag's line."""

_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
_AROUND = frozenset(
    "aside audio button canvas datalist dialog footer iframe math nav noscript object script select style "
    "svg template textarea video".split()
)
_AROUND_ROLES = frozenset(
    "banner complementary contentinfo doc-endnotes doc-footnote doc-toc navigation search".split()
)
_AROUND_CLASSES = frozenset({"footnotes", "endnotes"})
_CELL_END = " | "


class Place(IntEnum):
    """Where on a page a block stands; the highest that a page has is its main text."""

    BODY = 0
    ARTICLE = 1
    MAIN = 2


@dataclass(slots=True)
class PageText:
    """Hears the events of lxml's parser: `start`, `end`, `data`, `comment` and `close` are its names."""

    head: PageHead = field(default_factory=PageHead)
    _blocks: list[tuple[Place, Block]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _marks: list[tuple[str, int]] = field(default_factory=list)  # tags that may hold a note's mark
    _line: int = 1
    _level: int = 0  # of the heading that is open
    _fresh_item: bool = False  # an item's first text is its bullet, what follows are paragraphs
    _open: Counter[str] = field(default_factory=Counter)
    _depth_around: int = 0  # how deep in an element that is no part of the text

    def main(self) -> list[Block]:
        """The blocks of the main text: of <main>, or else of <article>, or else of the whole body."""
        highest = max((place for place, _ in self._blocks), default=Place.BODY)
        return [block for place, block in self._blocks if place is highest]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._depth_around or self._is_around(tag, attributes):
            self._depth_around += 1
            return
        self._open[tag] += 1
        self.head.hear(tag, attributes)
        if tag in _BLOCKS:
            self._flush()
            self._begin(tag)
        elif tag == "br" and self._parts and self._parts[-1] == "\n":
            self._flush()  # two breaks are how pages without paragraphs part them
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "sup" or (tag == "a" and attributes.get("href", "").startswith("#")):
            self._marks.append((tag, len(self._parts)))
        if (line := attributes.get(LINE, "")).isdecimal() and not self._parts:
            self._line = int(line)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._depth_around:
            self._depth_around -= 1
            return
        self._open[tag] -= 1
        if tag in _BLOCKS:
            self._flush()
            self._level = 0
            self._fresh_item = self._fresh_item and tag != "li"
        elif tag in {"td", "th"}:
            self._parts.append(_CELL_END)
        elif self._marks and self._marks[-1][0] == tag:
            self._drop_mark(self._marks.pop()[1])

    def data(self, text: str) -> None:
        """Text, or a piece of it."""
        if self._open["title"]:
            self.head.title_parts.append(text)
        elif not self._depth_around:
            self._parts.append(text)

    def comment(self, text: str) -> None:
        """A comment, which is no part of the text."""

    def close(self) -> None:
        """The page ends, perhaps in the middle of an element."""
        self._flush()

    def _is_around(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in _AROUND or "hidden" in attributes or attributes.get("role", "") in _AROUND_ROLES:
            return True
        if tag == "header":  # a page's holds its menus, an article's its title
            return self._place() is Place.BODY
        return not _AROUND_CLASSES.isdisjoint(attributes.get("class", "").split())

    def _begin(self, tag: str) -> None:
        if tag == "li":
            self._fresh_item = True
        elif tag[0] == "h" and tag[1:].isdecimal():
            self._level = int(tag[1:])

    def _drop_mark(self, start: int) -> None:
        before = "".join(self._parts[max(0, start - 3) : start])
        self._parts[start:] = [raised("".join(self._parts[start:]), before)]

    def _place(self) -> Place:
        if self._open["main"] > 0:
            return Place.MAIN
        return Place.ARTICLE if self._open["article"] > 0 else Place.BODY

    def _flush(self) -> None:
        """End the block that is open."""
        text = tidied("".join(self._parts)).strip(_CELL_END)
        self._parts.clear()
        self._marks.clear()
        if not text:
            return
        role = Role.HEADING if self._level else Role.BULLET if self._fresh_item else Role.PARAGRAPH
        block = Block(role, text, f"line {self._line}", self._line, self._level)
        self._blocks.append((self._place(), block))
        self._fresh_item = False
