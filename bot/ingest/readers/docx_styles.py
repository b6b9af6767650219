"""The styles of a Word document: which paragraphs are headings, titles or items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_HEADING = re.compile(r"heading ([1-9])")
_BODY_LEVEL = 9  # as Word counts outline levels from 0, this one is the text's
_MOST_ANCESTORS = 20


class Styles:
    """Tells what a paragraph is by its own settings, its style, and the styles that this one is based on.

    Names of built-in styles are English in every file, whatever language Word speaks.
    """

    def __init__(self, styles: Element) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._default = next(
            (
                style_id
                for style_id, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}
            ),
            None,
        )

    def level(self, paragraph: Element) -> int:
        """The level of a heading, from 1; 0 for a paragraph that is none."""
        for properties, name in self._layers(paragraph):
            outline = _value(properties, "w:outlineLvl")
            if outline.isdecimal():
                return int(outline) + 1 if int(outline) < _BODY_LEVEL else 0
            if match := _HEADING.fullmatch(name):
                return int(match[1])
        return 0

    def is_title(self, paragraph: Element) -> bool:
        """Whether it is the document's title."""
        return self._is_named(paragraph, "title")

    def is_contents(self, paragraph: Element) -> bool:
        """Whether it belongs to the table of contents."""
        return self._is_named(paragraph, "toc ", "table of figures")

    def is_item(self, paragraph: Element) -> bool:
        """Whether it is an item of a list, with a bullet or a number."""
        for properties, name in self._layers(paragraph):
            numbering = properties.find(qn("w:numPr")) if properties is not None else None
            if numbering is not None:
                return _value(numbering, "w:numId") != "0"  # 0 takes the numbering of the style away
            if name.startswith(("list bullet", "list number")):
                return True
        return False

    def _is_named(self, paragraph: Element, *starts: str) -> bool:
        return any(name.startswith(starts) for _, name in self._layers(paragraph))

    def _layers(self, paragraph: Element) -> Iterator[tuple[Element | None, str]]:
        """The settings that apply, the nearest first, each with its style's name in small letters."""
        properties = paragraph.find(qn("w:pPr"))
        yield properties, ""
        style_id = _value(properties, "w:pStyle") or self._default
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style.find(qn("w:pPr")), _value(style, "w:name").casefold()
            style_id = _value(style, "w:basedOn")


def _value(parent: Element | None, tag: str) -> str:
    """The value that a setting has, "" where it is not set."""
    child = parent.find(qn(tag)) if parent is not None else None
    return (child.get(qn("w:val")) or "") if child is not None else ""
