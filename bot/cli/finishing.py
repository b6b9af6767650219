"""`brief edit ID`: a file of a report in the editor's own program, checked when that is closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.console import Console

from bot.cli.excerpts import show_problems
from bot.errors import BriefbotError
from bot.library.model import RECOMMENDATIONS_SLUG
from bot.library.places import places_of
from bot.library.problems import Position, Problem, did_you_mean
from bot.library.reader import report_folders
from bot.library.report_reader import (
    RECOMMENDATIONS_FILE,
    REPORT_FILE,
    SECTIONS_FOLDER,
    ReportReading,
    read_draft,
    read_report,
)
from bot.library.section_files import slugs_of_files
from bot.library.yaml_source import read_document

_TERM, _RECOMMENDATION = re.compile("terms/.+"), re.compile(r"r\d+")


def place_of(root: Path, item: str) -> Position:
    """Where an item of the library in `root` stands, by its id; or a file of a report, by its path.

    What cannot be read is found by the name of its file.

    Raises:
        BriefbotError: there is no such item.

    """
    if Path(item).is_file():
        return _checked(Path(item))
    found, problem = report_folders(root)
    folders = {folder.resolve().name: folder for folder in found}
    report, _, part = item.strip("/").partition("/")
    if report in folders:
        return _place_in(folders[report], part)
    if (Path(item) / REPORT_FILE).is_file():
        return Position(Path(item) / REPORT_FILE)
    raise BriefbotError(str(problem)) if problem else _nothing(f"'{item}'", did_you_mean(report, folders))


def _checked(file: Path) -> Position:
    if file.suffix not in {".yaml", ".yml"} or not (folder_of(file) / REPORT_FILE).exists():
        raise BriefbotError(f"{file} is no YAML file of a report")
    return Position(file)


def _place_in(folder: Path, part: str) -> Position:
    """The place of a part of a report; of the report itself where `part` is ""."""
    draft, name = read_draft(folder), folder.resolve().name
    item = f"{name}/{part}" if part else name
    places = places_of(draft) if draft else {}
    if item in places:
        path, trail = places[item]
        return read_document(path).at(trail) if trail else Position(path)
    files = _files_of(folder)
    holder = part
    if draft is None and _TERM.fullmatch(part):
        holder = ""
    elif (draft is None or draft.recommendations is None) and _RECOMMENDATION.fullmatch(part):
        holder = RECOMMENDATIONS_SLUG
    if holder in files:
        return Position(files[holder])
    parts = {known.removeprefix(f"{name}/") for known in places if known != name}
    if not _TERM.fullmatch(part):  # a glossary may be long
        parts = {known for known in parts if not _TERM.fullmatch(known)}
    raise _nothing(f"'{part}' in {name}", did_you_mean(part, parts | (files.keys() - {""})))


def _files_of(folder: Path) -> dict[str, Path]:
    """The files of a report by what they hold, be they readable or not; "" is the report itself."""
    sections = folder / SECTIONS_FOLDER
    names = slugs_of_files(path.name for path in sections.glob("*.y*ml"))
    files = {slug: sections / name for slug, name in names.items()} | {"": folder / REPORT_FILE}
    listed = folder / RECOMMENDATIONS_FILE
    return files | ({RECOMMENDATIONS_SLUG: listed} if listed.exists() else {})


def _nothing(item: str, hint: str) -> BriefbotError:
    return BriefbotError(f"There is no {item}" + (f"; {hint}" if hint else ""))


def folder_of(file: Path) -> Path:
    """The folder of the report that a file belongs to."""
    folder = file.parent if file.parent.name else file.absolute().parent
    return folder.parent if folder.name == SECTIONS_FOLDER else folder


def finish(
    at: Position, edit: Callable[[Position], None], again: Callable[[], bool], console: Console
) -> bool:
    """Edit a file until its report has no problem or its editor leaves it; whether it has none.

    `edit` opens a place and returns when the editor has done with it, `again` asks whether to go on.
    """
    folder = folder_of(at.path)
    before = read_report(folder).problems
    at = _first(before, at)
    while True:
        edit(at)
        reading = read_report(folder)
        show_problems(reading.problems, console)
        if not reading.problems:
            console.print(_done(reading), soft_wrap=True, highlight=False, markup=False)
            return True
        if not again():
            return False
        at = _first(reading.problems, at)


def _first(problems: Iterable[Problem], at: Position) -> Position:
    """The first problem of the file that is edited, otherwise the place as before."""
    return min((each.at for each in problems if each.at.path == at.path), default=at)


def _done(reading: ReportReading) -> str:
    """What is left to do: a draft is no mistake."""
    if not reading.drafts:
        return f"{reading.id}: no problems."
    left = "\n".join(f"  {draft.at.path}" for draft in reading.drafts)
    return f"{reading.id}: no problems. Drafts, until their line 'draft: true' is deleted:\n{left}"
