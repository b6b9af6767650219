"""Folders of YAML to a `Library`, or to every problem in them at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import LibraryError
from bot.library import checks
from bot.library.draft import ReportDraft, SectionDraft
from bot.library.explain import explain
from bot.library.model import RecommendationsFile, ReportFile, SectionFile
from bot.library.problems import Position, Problem
from bot.library.slug import MAX_LENGTH
from bot.library.snapshot import Library
from bot.library.yaml_source import Document, read_document

REPORT_FILE = "report.yaml"
RECOMMENDATIONS_FILE = "recommendations.yaml"
SECTIONS_FOLDER = "sections"

_REPORT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SECTION_FILE = re.compile(r"(?P<order>\d{2,4})-(?P<slug>[a-z0-9]+(-[a-z0-9]+)*)\.yaml")

_Model = TypeVar("_Model", bound=BaseModel)


def load_library(root: Path) -> Library:
    """Read a library folder, or a single report's folder.

    Raises:
        LibraryError: anything is wrong with it; every problem is in the error.

    """
    library, problems = read_library(root)
    if library is None:
        raise LibraryError(problems)
    return library


def read_library(root: Path) -> tuple[Library | None, list[Problem]]:
    """Read a library folder; the library is None when there are problems."""
    drafts, problems = [], list[Problem]()
    for folder in _report_folders(root, problems):
        draft = _read_report(folder, problems)
        if draft is not None:
            drafts.append(draft)
    if not drafts and not problems:
        hint = f"a report is a folder with a {REPORT_FILE}; set BRIEF_CONTENT to the folder that holds them"
        problems.append(Problem(Position(root), "no-reports", "no report here", hint))
    for draft in drafts:
        problems.extend(checks.problems_of(draft))
    if problems:
        return None, sorted(set(problems))
    reports = sorted((draft.build() for draft in drafts), key=lambda report: report.id)
    reports.sort(key=lambda report: report.published.last_day, reverse=True)
    return Library(tuple(reports)), []


def _report_folders(root: Path, problems: list[Problem]) -> Iterator[Path]:
    if not root.is_dir():
        hint = "name the folder that holds the reports"
        problems.append(Problem(Position(root), "no-folder", "there is no such folder", hint))
    elif (root / REPORT_FILE).exists():
        yield root
    else:
        yield from sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))


def _read_report(folder: Path, problems: list[Problem]) -> ReportDraft | None:
    folder_name = folder.resolve().name
    if not _REPORT_ID.fullmatch(folder_name) or len(folder_name) > MAX_LENGTH:
        hint = f"use small letters, digits and single hyphens, at most {MAX_LENGTH}: us-pakistan-reengagement"
        problems.append(Problem(Position(folder), "bad-name", f"'{folder_name}' is no report id", hint))
    main = folder / REPORT_FILE
    if not main.exists():
        hint = f"a report's folder has a {REPORT_FILE} with its title and dates"
        problems.append(Problem(Position(main), "missing-file", "is not there", hint))
        return None
    document = read_document(main)
    report = _validate(document, ReportFile, problems)
    sections = list(_read_sections(folder, problems))
    listed = _read_optional(folder / RECOMMENDATIONS_FILE, problems)
    problems.extend(_stray_files(folder))
    if report is None:
        return None
    return ReportDraft(folder_name, document, report, tuple(sections), *listed)


def _read_optional(path: Path, problems: list[Problem]) -> tuple[Document | None, RecommendationsFile | None]:
    if not path.exists():
        return None, None
    document = read_document(path)
    return document, _validate(document, RecommendationsFile, problems)


def _read_sections(folder: Path, problems: list[Problem]) -> Iterator[SectionDraft]:
    for path in sorted((folder / SECTIONS_FOLDER).glob("*")):
        if path.name.startswith(".") or path.suffix not in {".yaml", ".yml"}:
            continue
        name = _SECTION_FILE.fullmatch(path.name)
        if name is None or len(name["slug"]) > MAX_LENGTH:
            hint = f"name it by its order and slug of at most {MAX_LENGTH} letters: 07-china-factor.yaml"
            problems.append(Problem(Position(path), "bad-name", "is no name for a section's file", hint))
            continue
        document = read_document(path)
        section = _validate(document, SectionFile, problems)
        if section is not None:
            yield SectionDraft(name["slug"], document, section)


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
