"""Documents of every format that can be read, made from one report."""

from __future__ import annotations

import html
import re
import textwrap
from pathlib import Path

import docx
from docx.text.paragraph import Paragraph

from bot.ingest.manuscript import Role
from tests.ingest.ferries import Part, Report
from tests.ingest.wrapping import SOFT_HYPHEN, wrapped

_MARK = re.compile(r"\{(\d)\}")


def plain(text: str) -> str:
    """Text as a reader should give it: unbroken and without marks of notes."""
    return _MARK.sub("", text.replace(SOFT_HYPHEN, ""))


def write_docx(path: Path, report: Report) -> Path:
    """A Word document with built-in styles, a running header and raised marks."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = report.running_header
    document.add_heading(report.title, level=0)
    document.add_paragraph(report.date)
    for part in report.parts:
        if part.role is Role.HEADING:
            document.add_heading(part.text, level=1)
        else:
            style = "List Bullet" if part.role is Role.BULLET else None
            _add_runs(document.add_paragraph(style=style), part.text)
    document.core_properties.title = report.title
    document.save(str(path))
    return path


def _add_runs(paragraph: Paragraph, text: str) -> None:
    for at, piece in enumerate(_MARK.split(text)):
        paragraph.add_run(piece).font.superscript = bool(at % 2)


def write_html(path: Path, report: Report) -> Path:
    """A web page with menus around its main text."""
    body = "\n".join(_html_of(part) for part in report.parts)
    path.write_text(
        f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{html.escape(report.title)} | Harbour Papers</title>
<style>p {{ margin: 0 }}</style></head>
<body><header><nav><ul><li>Home</li><li>Papers</li></ul></nav></header>
<main><h1>{html.escape(report.title)}</h1>
<p>{report.date}</p>
{body}
</main><footer><p>Printed on paper that floats.</p></footer></body></html>
""",
        encoding="utf-8",
    )
    return path


def _html_of(part: Part) -> str:
    tag = {Role.HEADING: "h2", Role.BULLET: "li"}.get(part.role, "p")
    text = _MARK.sub(r'<sup><a href="#n\1">\1</a></sup>', html.escape(part.text))
    return f"<{tag}>{text}</{tag}>"


def write_md(path: Path, report: Report) -> Path:
    """Markdown with front matter and footnotes."""
    body = "\n\n".join(textwrap.fill(_md_of(part), 80, break_on_hyphens=False) for part in report.parts)
    path.write_text(
        f'---\ntitle: "{report.title}"\ndate: 2024-05\nlang: en\n---\n\n# {report.title}\n\n{report.date}\n\n'
        f"{body}\n\n[^1]: Crews say so.\n[^2]: Measured in March.\n",
        encoding="utf-8",
    )
    return path


def _md_of(part: Part) -> str:
    sign = {Role.HEADING: "## ", Role.BULLET: "- "}.get(part.role, "")
    return sign + _MARK.sub(r"[^\1]", part.text.replace(SOFT_HYPHEN, ""))


def write_txt(path: Path, report: Report) -> Path:
    """Plain text in lines of 72 letters, some of which end in a broken word."""
    parts = [_txt_of(part) for part in report.parts]
    path.write_text("\n\n".join([report.title, report.date, *parts]) + "\n", encoding="utf-8")
    return path


def _txt_of(part: Part) -> str:
    lines = wrapped(("• " if part.role is Role.BULLET else "") + _MARK.sub("", part.text), 72, len)
    return "\n".join(lines)
