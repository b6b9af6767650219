"""`brief new`: a report or a section to begin with."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import content_folder
from bot.errors import BriefbotError

if TYPE_CHECKING:
    from bot.library.dates import ReportDate
    from bot.library.problems import Problem

app = typer.Typer(help="Begin a report or a section: valid files, marked as drafts.", no_args_is_help=True)

_Content = Annotated[Path | None, typer.Option("--content", help="The library's folder.")]
_Title = Annotated[str, typer.Argument(metavar="TITLE", help="Its title, in quotes.")]


@app.command()
def report(
    title: _Title,
    report_id: Annotated[str, typer.Option("--id", help="The report's id; otherwise from its title.")] = "",
    published: Annotated[str, typer.Option(help="Its date; otherwise this year.")] = "",
    recommendations: Annotated[
        bool, typer.Option("--recommendations", help="With a file for recommendations.")
    ] = False,
    content: _Content = None,
) -> None:
    """Begin a report: a folder with its file and a first section."""
    from bot.cli.schema_files import write_schemas
    from bot.library.report_reader import RECOMMENDATIONS_FILE, REPORT_FILE, SECTIONS_FOLDER
    from bot.library.schema import FOLDER
    from bot.library.skeletons import (
        FIRST_SECTION,
        recommendations_skeleton,
        report_skeleton,
        section_skeleton,
        short_title_of,
    )
    from bot.library.slug import MAX_LENGTH, is_slug

    root = content_folder(content)
    title = _printable(title)
    name = report_id or _slug(short_title_of(title))
    if not is_slug(name):
        raise BriefbotError(
            f"'{name}' is no report id: small letters, digits and single hyphens, at most {MAX_LENGTH}"
        )
    if (root / REPORT_FILE).exists():
        raise BriefbotError(f"{root} is a report: name the folder that holds the reports with --content")
    folder = root / name
    if folder.exists():
        raise BriefbotError(f"{folder} is there already: give the new report another --id")
    files = {
        REPORT_FILE: report_skeleton(title, _date(published)),
        f"{SECTIONS_FOLDER}/01-{FIRST_SECTION}.yaml": section_skeleton(
            "Introduction", [1] if recommendations else []
        ),
    }
    if recommendations:
        files[RECOMMENDATIONS_FILE] = recommendations_skeleton(FIRST_SECTION)
    _write_report(folder, files)
    write_schemas(root / FOLDER)
    typer.echo(f"Written to {folder}, as a draft: it is not served yet.")
    typer.echo(f"  brief edit {folder.name}    the title, the dates, the glossary")
    typer.echo(f"  brief edit {folder.name}/{FIRST_SECTION}    the first section")
    typer.echo(f'  brief new section {folder.name} "TITLE"    the next one')


@app.command()
def section(
    report_id: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id.")],
    title: _Title,
    slug: Annotated[str, typer.Option("--id", help="The section's slug; otherwise from its title.")] = "",
    after: Annotated[str, typer.Option("--after", metavar="SLUG", help="The section that it follows.")] = "",
    content: _Content = None,
) -> None:
    """Begin a section of a report: after the last one, or after the one named."""
    from bot.library.report_reader import SECTIONS_FOLDER
    from bot.library.section_files import name_after
    from bot.library.skeletons import section_skeleton

    folder = _report_folder(content_folder(content), report_id)
    title = _printable(title)
    slug = slug or _slug(title)
    names = [path.name for path in (folder / SECTIONS_FOLDER).glob("*.yaml")]
    path = folder / SECTIONS_FOLDER / name_after(names, after, slug)
    _write_section(path, section_skeleton(title))
    typer.echo(f"Written to {path}, as a draft.")
    typer.echo(f"  brief edit {folder.name}/{slug}")


def _write_report(folder: Path, files: dict[str, str]) -> None:
    """Write a report's folder whole, or nothing of it."""
    from bot.library.report_reader import read_report

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as place:
            made = Path(place) / folder.name
            for name, text in files.items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            _refuse(read_report(made).problems, folder)
            made.rename(folder)
    except OSError as error:
        raise BriefbotError(f"{folder} cannot be written: {error.strerror or error}") from error


def _write_section(path: Path, text: str) -> None:
    """Write a section's file whole, if it brings no problem into its report."""
    from bot.library.report_reader import read_report

    report = path.parent.parent
    try:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=report.parent) as place:
            copy = Path(shutil.copytree(report, Path(place) / report.name))
            before = {problem.message for problem in read_report(copy).problems}
            made = copy / path.relative_to(report)
            made.parent.mkdir(exist_ok=True)
            made.write_text(text, encoding="utf-8")
            _refuse([each for each in read_report(copy).problems if each.message not in before], path)
            path.parent.mkdir(exist_ok=True)
            made.rename(path)
    except OSError as error:
        raise BriefbotError(f"{path} cannot be written: {error.strerror or error}") from error


def _refuse(problems: tuple[Problem, ...] | list[Problem], path: Path) -> None:
    if problems:
        raise BriefbotError(
            f"{path} would have a problem: {problems[0].message}; choose another title, or give an --id"
        )


def _report_folder(root: Path, report_id: str) -> Path:
    """The folder of a report, be it readable or not."""
    from bot.library.problems import did_you_mean
    from bot.library.reader import report_folders

    folders, problem = report_folders(root)
    if problem:
        raise BriefbotError(str(problem))
    known = {folder.resolve().name: folder for folder in folders}
    if report_id not in known:
        raise BriefbotError(f"There is no report '{report_id}'; {did_you_mean(report_id, known)}")
    return known[report_id]


def _printable(title: str) -> str:
    from bot.ingest.text import printable

    if printed := printable(title):
        return printed
    raise BriefbotError("The title is empty: write it in quotes after the command")


def _slug(title: str) -> str:
    from bot.library.section_files import slug_of_title

    if slug := slug_of_title(title):
        return slug
    raise BriefbotError(f"'{title}' gives no id: name one of small letters, digits and hyphens with --id")


def _date(text: str) -> ReportDate:
    from bot.clock import today
    from bot.library.dates import ReportDate

    try:
        return ReportDate.parse(text) if text else ReportDate(today().year)
    except ValueError as error:
        raise BriefbotError(f"--published {text}: {error}") from None
