"""`brief ingest FILE`: a draft report from a document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import content_folder, reading_progress
from bot.errors import DocumentError

if TYPE_CHECKING:
    from rich.console import Console

    from bot.ingest.drafting import Draft

app = typer.Typer()

_LONG = 20
"""Pages, or lines, from which on a bar shows how far the reading is."""


@app.command()
def ingest(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .pdf, .docx, .html, .md or .txt document.")],
    report_id: Annotated[str, typer.Option("--id", help="The report's id; otherwise from its title.")] = "",
    title: Annotated[str, typer.Option(help="Its title, where the document does not say it.")] = "",
    published: Annotated[str, typer.Option(help="Its date: YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    replace_draft: Annotated[bool, typer.Option("--replace", help="In place of an earlier draft.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be found.")] = False,
    content: Annotated[Path | None, typer.Option("--content", help="The library's folder.")] = None,
) -> None:
    """Write a draft report from a document, for an editor to finish."""
    from rich.console import Console

    from bot.cli.schema_files import write_schemas
    from bot.clock import today
    from bot.ingest.drafting import draft_of
    from bot.ingest.opening import read
    from bot.ingest.writing import write_draft
    from bot.library.schema import FOLDER

    root = content_folder(content)
    with reading_progress("the document", _LONG) as progress:
        manuscript = read(file, progress)
    manuscript = replace(
        manuscript,
        title=title or manuscript.title,
        published=_date(published) or manuscript.published,
        blocks=tuple(block for block in manuscript.blocks if not title or block.role != "title"),
    )
    draft = draft_of(manuscript, today())
    name = _id(report_id, draft.report.short_title, file)
    console = Console(soft_wrap=True)
    if not dry_run:
        write_draft(draft, root / name, replace=replace_draft)
        write_schemas(root / FOLDER)
    _show(draft, name, console)
    if dry_run:
        console.print("Nothing was written.")
    else:
        console.print(f"\nWritten to {root / name}, as a draft: it is not served yet.", markup=False)
        first = next(iter(draft.sections))
        console.print(f"  brief edit {name}            the title, the dates, the terms", markup=False)
        console.print(f"  brief edit {name}/{first}    a section: one after the other", markup=False)
        console.print(f"  brief check {root / name}    what is left to do", markup=False)


def _id(chosen: str, title: str, file: Path) -> str:
    """The report's id: the one chosen, or one from its title or the file's name."""
    from bot.ingest.names import short_slug

    proposed = short_slug(chosen or title) or short_slug(file.stem)
    if chosen and proposed != chosen:
        example = proposed or "small-ferries"
        raise DocumentError(f"--id {chosen}: write it in small letters, digits and hyphens, as in {example}")
    if not proposed:
        raise DocumentError(f"{file} has no title that an id can be made of: give one with --id")
    return proposed


def _date(text: str) -> str:
    from bot.library.dates import ReportDate

    try:
        return ReportDate.parse(text).iso if text else ""
    except ValueError as error:
        raise DocumentError(f"--published {text}: {error}") from None


def _show(draft: Draft, name: str, console: Console) -> None:
    """What was found, so that an editor sees at once what is missing."""
    from rich.table import Table
    from rich.text import Text

    report = draft.report
    console.print(Text(f"{report.title}", style="bold"))
    console.print(f"published {report.published} (check it), id {name}", style="dim", highlight=False)
    table = Table()
    table.add_column("section")
    table.add_column("where")
    for column in ("points", "figures", "recommendations"):
        table.add_column(column, justify="right")
    for section in draft.sections.values():
        counts = (len(section.points), len(section.figures), len(section.recommendations))
        where = Text(section.source.locator or "")
        table.add_row(Text(section.title), where, *(str(count) if count else "–" for count in counts))
    console.print(table)
    listed = len(draft.recommendations.recommendations) if draft.recommendations else 0
    figures = sum(len(section.figures) for section in draft.sections.values())
    counted = f"{len(draft.sections)} sections, {figures} figures, {listed} recommendations"
    console.print(f"{counted}, {len(report.terms)} terms", highlight=False)
