"""The text of a Word document's body, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from bot.ingest.manuscript import Block, Progress, Role
from bot.ingest.readers.docx_styles import Styles
from bot.ingest.readers.plain import raised, tidied

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_PARAGRAPH, _ROW, _CELL, _RUN, _BOX = map(qn, ("w:p", "w:tr", "w:tc", "w:r", "w:txbxContent"))
_TEXT = qn("w:t")
_SIGNS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({qn("w:del"), qn("w:moveFrom"), _FALLBACK})
"""Text that was taken away or moved, and what a text box says once more for older programs."""


def blocks_of(body: Element, styles: Styles, progress: Progress) -> list[Block]:
    """The blocks of a body. A locator counts all paragraphs as they stand in the file, also empty ones."""
    numbers = {paragraph: at for at, paragraph in enumerate(body.iter(_PARAGRAPH), start=1)}
    blocks = []
    for text, paragraph in _texts(body):
        number = numbers[paragraph]
        progress(number, len(numbers))
        if text and not styles.is_contents(paragraph):
            level = styles.level(paragraph)
            blocks.append(Block(_role(paragraph, styles, level), text, f"paragraph {number}", level=level))
    return blocks


def _role(paragraph: Element, styles: Styles, level: int) -> Role:
    if styles.is_title(paragraph):
        return Role.TITLE
    if level:
        return Role.HEADING
    return Role.BULLET if styles.is_item(paragraph) else Role.PARAGRAPH


def _texts(parent: Element) -> Iterator[tuple[str, Element]]:
    """The text of each paragraph, and of each row of a table with its first paragraph."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield tidied(_text(child)), child
            for box in _boxes(child):
                yield from _texts(box)
        elif child.tag == _ROW and len(child.findall(_CELL)) > 1:
            yield from _row(child)
        elif child.tag not in _LEFT_OUT:
            yield from _texts(child)


def _row(row: Element) -> Iterator[tuple[str, Element]]:
    cells = [" ".join(text for text, _ in _texts(cell) if text) for cell in row.findall(_CELL)]
    first = next(row.iter(_PARAGRAPH), None)
    if first is not None:
        yield " | ".join(filter(None, cells)), first


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that are anchored in a paragraph."""
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _boxes(child)


def _text(paragraph: Element) -> str:
    """The text of a paragraph as it stands once all tracked changes are accepted, without marks of notes."""
    text = ""
    for run in _runs(paragraph):
        said = "".join((part.text or "") if part.tag == _TEXT else _SIGNS.get(part.tag, "") for part in run)
        text += raised(said, text[-10:]) if _is_raised(run) else said
    return text


def _runs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == _RUN:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _runs(child)


def _is_raised(run: Element) -> bool:
    align = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return align is not None and align.get(qn("w:val")) == "superscript"
