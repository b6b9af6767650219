"""One report's folder of YAML files to a `Report`, or to every problem in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.library import checks
from bot.library.draft import ReportDraft, SectionDraft
from bot.library.explain import explain
from bot.library.model import RecommendationsFile, Report, ReportFile, SectionFile
from bot.library.problems import Position, Problem
from bot.library.slug import MAX_LENGTH, is_slug
from bot.library.yaml_source import Document, read_document

REPORT_FILE = "report.yaml"
RECOMMENDATIONS_FILE = "recommendations.yaml"
SECTIONS_FOLDER = "sections"

_SECTION_FILE = re.compile(r"\d{2,4}-(?P<slug>.+)\.yaml")

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ReportReading:
    """What one report's folder says: the report, or the problems that keep it from being one.

    `drafts` are the problems that its parts are not finished; a draft can be read and looked at.
    """

    id: str
    report: Report | None
    problems: tuple[Problem, ...] = ()
    drafts: tuple[Problem, ...] = ()


def read_report(folder: Path) -> ReportReading:
    """Read one report's folder."""
    problems = list[Problem]()
    draft = _read_report(folder, problems)
    name = folder.resolve().name
    if draft is None:
        return ReportReading(name, None, tuple(problems), tuple(_says_draft(folder)))
    problems += checks.problems_of(draft)
    if problems:
        return ReportReading(name, None, tuple(problems), tuple(_says_draft(folder)))
    return ReportReading(name, draft.build(), (), tuple(map(_is_draft, draft.drafts)))


def read_draft(folder: Path) -> ReportDraft | None:
    """What can be read of a report, each part with its place; None where its `report.yaml` cannot."""
    return _read_report(folder, [])


def _is_draft(document: Document) -> Problem:
    hint = "go over it, rewrite the summary in your own words, then delete this line"
    return Problem(document.at_key(("draft",)), "draft", "is a draft", hint)


def _says_draft(folder: Path) -> Iterator[Problem]:
    """Files that say `draft: true`, in a folder too broken to be read as a report."""
    for path in (folder / REPORT_FILE, folder / RECOMMENDATIONS_FILE, *_section_files(folder)):
        if path.is_file() and (document := read_document(path)).said("draft") == "true":
            yield _is_draft(document)


def _section_files(folder: Path) -> Iterator[Path]:
    for path in sorted((folder / SECTIONS_FOLDER).glob("*")):
        if not path.name.startswith(".") and path.suffix in {".yaml", ".yml"}:
            yield path


def _read_report(folder: Path, problems: list[Problem]) -> ReportDraft | None:
    folder_name = folder.resolve().name
    if not is_slug(folder_name):
        hint = f"use small letters, digits and single hyphens, at most {MAX_LENGTH}: us-pakistan-reengagement"
        problems.append(Problem(Position(folder), "bad-name", f"'{folder_name}' is no report id", hint))
    main = folder / REPORT_FILE
    if not main.exists():
        hint = f"a report's folder has a {REPORT_FILE} with its title and dates"
        problems.append(Problem(Position(main), "missing-file", "is not there", hint))
        return None
    document = read_document(main)
    report = _validate(document, ReportFile, problems)
    sections, unread = _read_sections(folder, problems)
    listed = _read_optional(folder / RECOMMENDATIONS_FILE, problems)
    problems.extend(_stray_files(folder))
    if report is None:
        return None
    return ReportDraft(folder_name, document, report, tuple(sections), *listed, frozenset(unread))


def _read_optional(path: Path, problems: list[Problem]) -> tuple[Document | None, RecommendationsFile | None]:
    if not path.exists():
        return None, None
    document = read_document(path)
    return document, _validate(document, RecommendationsFile, problems)


def _read_sections(folder: Path, problems: list[Problem]) -> tuple[list[SectionDraft], list[str]]:
    """The sections, and the slugs of those whose files have problems."""
    read, unread = list[SectionDraft](), list[str]()
    for path in _section_files(folder):
        name = _SECTION_FILE.fullmatch(path.name)
        if name is None or not is_slug(name["slug"]):
            hint = f"name it by its order and slug of at most {MAX_LENGTH} letters: 07-china-factor.yaml"
            problems.append(Problem(Position(path), "bad-name", "is no name for a section's file", hint))
            continue
        document = read_document(path)
        section = _validate(document, SectionFile, problems)
        if section is None:
            unread.append(name["slug"])
        else:
            read.append(SectionDraft(name["slug"], document, section))
    return read, unread


def _stray_files(folder: Path) -> Iterator[Problem]:
    """YAML files that no one would read: most likely a section in the wrong place."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in {REPORT_FILE, RECOMMENDATIONS_FILE} and not path.name.startswith("."):
            hint = f"sections go into {SECTIONS_FOLDER}/, as 01-slug.yaml"
            yield Problem(Position(path), "stray-file", "is not read from here", hint)


def _validate(document: Document, model: type[_Model], problems: list[Problem]) -> _Model | None:
    if document.problems:
        problems.extend(document.problems)
        return None
    try:
        return model.model_validate(document.value if document.value is not None else {})
    except ValidationError as error:
        problems.extend(explain(error, document, model))
        return None
