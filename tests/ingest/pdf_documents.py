"""PDFs made for tests: a report as it is typeset, and what a reader must refuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from PIL import Image

from bot.ingest.manuscript import Role
from tests.ingest.ferries import Part, Report
from tests.ingest.wrapping import wrapped

_PAGE = (380.0, 310.0)  # points
_SQUARE = (420.0, 420.0)
_MARGIN = 44.0
_FOOT = 44.0
_GUTTER = 16.0
_MARK = re.compile(r"\{(\d)\}")


@dataclass(frozen=True, slots=True)
class _Type:
    """A font with its size and leading, and the space before a part that is set in it, in points."""

    family: str
    style: str
    size: float
    leading: float
    before: float


_TITLE = _Type("helvetica", "B", 20, 24, 0)
_TYPES = {
    Role.HEADING: _Type("helvetica", "B", 12, 15, 10),
    Role.PARAGRAPH: _Type("times", "", 9.5, 11.5, 4),
    Role.BULLET: _Type("times", "", 9.5, 11.5, 3),
}


def write_pdf(path: Path, report: Report, columns: int = 1, title: str | None = None) -> Path:
    """A typeset report: the title across the page, the text in columns, a running header, page numbers."""
    typesetter = _Typesetter(report, columns)
    typesetter.pdf.set_title(report.title if title is None else title)
    typesetter.across(report.title, _TITLE)
    typesetter.across(report.date, _TYPES[Role.PARAGRAPH])
    for part in report.parts:
        typesetter.set(part)
    typesetter.pdf.output(str(path))
    return path


class _Typesetter:
    """Places lines from top to foot of one column after the other."""

    def __init__(self, report: Report, columns: int) -> None:
        self.pdf = _sheet()
        self._report = report
        self._columns = columns
        self._column, self._top, self._y = 0, _MARGIN, _MARGIN
        self._width = (_PAGE[0] - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns
        self._turn_page()

    def across(self, text: str, letters: _Type) -> None:
        """Set text across all columns, before there is any text in them."""
        self._use(letters)
        for line in wrapped(text, _PAGE[0] - 2 * _MARGIN, self.pdf.get_string_width):
            self.pdf.text(_MARGIN, self._y + letters.size, line)
            self._y += letters.leading
        self._y += 6
        self._top = self._y

    def set(self, part: Part) -> None:
        """Set a part in the column that has room."""
        letters = _TYPES[part.role]
        self._use(letters)
        indent = 10.0 if part.role is Role.BULLET else 0.0
        self._y += letters.before
        for at, line in enumerate(wrapped(part.text, self._width - indent, self._measure)):
            if self._y + letters.leading > _PAGE[1] - _FOOT:
                self._turn_column()
                self._use(letters)
            if indent and at == 0:
                self.pdf.text(self._x, self._y + letters.size, "\u2022")
            self._line(self._x + indent, self._y + letters.size, line, letters)
            self._y += letters.leading

    @property
    def _x(self) -> float:
        return _MARGIN + self._column * (self._width + _GUTTER)

    def _use(self, letters: _Type) -> None:
        self.pdf.set_font(letters.family, letters.style, letters.size)

    def _measure(self, text: str) -> float:
        return float(self.pdf.get_string_width(_MARK.sub("", text)))

    def _line(self, x: float, y: float, line: str, letters: _Type) -> None:
        """A line, the marks of notes in it small and raised."""
        for at, piece in enumerate(_MARK.split(line)):
            self.pdf.set_font_size(letters.size * (0.6 if at % 2 else 1))
            self.pdf.text(x, y - (0.35 * letters.size if at % 2 else 0), piece)
            x += self.pdf.get_string_width(piece)
        self.pdf.set_font_size(letters.size)

    def _turn_column(self) -> None:
        self._column += 1
        self._y = self._top
        if self._column == self._columns:
            self._turn_page()

    def _turn_page(self) -> None:
        self.pdf.add_page()
        self._column, self._top = 0, _MARGIN
        self._y = self._top
        self.pdf.set_font("helvetica", "", 7.5)
        if self.pdf.page_no() > 1:
            self.pdf.text(_MARGIN, 22, self._report.running_header)
        self.pdf.text(_PAGE[0] / 2, _PAGE[1] - 14, str(self.pdf.page_no()))


def _sheet(size: tuple[float, float] = _PAGE) -> FPDF:
    pdf = FPDF(unit="pt", format=size)
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_auto_page_break(auto=False)
    return pdf


@dataclass(frozen=True, slots=True)
class Set:
    """Text at a place of a page, in points from its upper left corner."""

    text: str
    x: float
    y: float
    size: float = 10.0
    bold: bool = False
    angle: float = 0.0


def write_pages(path: Path, *pages: Sequence[Set], lines_apart: float = 12.0, labels: str = "") -> Path:
    """A PDF with text at given places, one line below the other where a text has several.

    `labels` is how pages are numbered in it, as fpdf2 has it.
    """
    pdf = _sheet(_SQUARE)
    for page in pages:
        if labels:
            pdf.add_page(label_style=labels)
        else:
            pdf.add_page()
        for text in page:
            pdf.set_font("times", "B" if text.bold else "", text.size)
            with pdf.rotation(text.angle, text.x, text.y):
                for at, line in enumerate(text.text.splitlines()):
                    pdf.text(text.x, text.y + at * lines_apart, line)
    pdf.output(str(path))
    return path


def raw_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """The bytes of a PDF that holds these objects, numbered from 1; the first is its catalog."""
    content, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
        + b"trailer\n<</Size %d /Root 1 0 R %b>>\n" % (len(objects) + 1, trailer)
        + b"startxref\n%d\n%%%%EOF\n" % len(content)
    )


def write_scan(path: Path) -> Path:
    """A PDF whose only page is a picture."""
    pdf = _sheet()
    pdf.add_page()
    pdf.image(Image.new("L", (60, 80), color=200), 0, 0, *_PAGE)
    pdf.output(str(path))
    return path


def write_locked(path: Path, password: str = "anchor") -> Path:  # noqa: S107  # made up
    """A PDF that opens with a password; with an empty one it opens, and is protected from changes."""
    pdf = _sheet()
    pdf.set_encryption(owner_password="keel", user_password=password)
    pdf.add_page()
    pdf.set_font("times", "", 10)
    pdf.text(_MARGIN, _MARGIN, "The tide table of the inner harbour.")
    pdf.output(str(path))
    return path
