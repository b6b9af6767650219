"""The files of a draft report: YAML as an editor would write it, with what is left to do above it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

import yaml
from pydantic import BaseModel

from bot.errors import DocumentError
from bot.ingest.drafting import Draft
from bot.library.report_reader import RECOMMENDATIONS_FILE, REPORT_FILE, SECTIONS_FOLDER, read_report
from bot.library.schema import modeline
from bot.library.yaml_source import MAX_BYTES, read_document

_WIDTH = 108
_LONG = 90
"""Letters from which on a text is set in lines of its own."""

_REPORT = (
    "Check the title and the dates; say how people name the report (aliases), and explain its terms",
    "in your own words. Then delete the line 'draft: true'.",
)
_SECTION = (
    "Proposed from the document, in its words. Put the summary and the points in your own, check each",
    "figure against the source, add the names people use (aliases). Then delete the line 'draft: true'.",
)
_RECOMMENDATIONS = (
    "Proposed from the document, in its words. Make each action one imperative sentence, name who acts",
    "and the sections it belongs to (areas). Then delete the line 'draft: true'.",
)


def files_of(draft: Draft) -> dict[str, str]:
    """The text of each file, by its path in the report's folder."""
    digits = max(2, len(str(len(draft.sections))))
    files = {REPORT_FILE: _file(draft.report, "report", 1, _REPORT)}
    for number, (slug, section) in enumerate(draft.sections.items(), start=1):
        files[f"{SECTIONS_FOLDER}/{number:0{digits}}-{slug}.yaml"] = _file(section, "section", 2, _SECTION)
    if draft.recommendations is not None:
        files[RECOMMENDATIONS_FILE] = _file(draft.recommendations, "recommendations", 1, _RECOMMENDATIONS)
    return files


Move = Callable[[Path, Path], object]
"""Gives a folder another name."""


def write_draft(draft: Draft, folder: Path, *, replace: bool = False, move: Move = Path.rename) -> None:
    """Write a draft's folder whole, or nothing of it.

    `replace` an earlier draft; what an editor has finished is never replaced.

    Raises:
        DocumentError: there is such a folder already, or no folder can be written there.

    """
    if folder.exists():
        _check_replaceable(folder, replace=replace)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ingest-", dir=folder.parent) as place:
            made = Path(place) / folder.name
            _write(made, files_of(draft))
            _check(made)
            _put_in_place(made, folder, Path(place) / "before", move)
    except OSError as error:
        raise DocumentError(f"{folder} cannot be written: {error.strerror or error}") from error


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def _put_in_place(made: Path, folder: Path, before: Path, move: Move) -> None:
    """Give a finished folder its name; an earlier one makes room for it, and comes back if that fails."""
    if not folder.exists():
        move(made, folder)
        return
    move(folder, before)  # it goes with the temporary folder that it is in now
    try:
        move(made, folder)
    except OSError:
        before.rename(folder)
        raise


def _check(folder: Path) -> None:
    """A draft that could not be read back would be of no use to anybody."""
    if problems := read_report(folder).problems:
        if any(problem.code == "too-large" for problem in problems):
            raise DocumentError(
                f"a section of it is larger than {MAX_BYTES // 1024} KiB: give the document headings,"
                " or split it"
            )
        raise DocumentError(f"the document cannot be made into a report: {problems[0].message}")


def _check_replaceable(folder: Path, *, replace: bool) -> None:
    if not replace:
        raise DocumentError(f"{folder} is there already: give another --id, or --replace an earlier draft")
    files = [path for path in (folder, *folder.rglob("*")) if path.is_file()]
    finished = [path for path in files if read_document(path).said("draft") != "true"]
    if finished:
        raise DocumentError(
            f"{finished[0]} is no draft any more: what an editor has finished is not replaced;"
            " give another --id, or delete the folder yourself"
        )


def _file(model: BaseModel, schema: str, depth: int, advice: tuple[str, ...]) -> str:
    head = [modeline(schema, depth), *(f"# {line}" for line in advice)]
    return "\n".join([*head, *_mapping(_plain(model), 0)]) + "\n"


def _plain(model: BaseModel) -> dict[str, Any]:
    """A model as its file says it: without what may be left out, but with lists for an editor to fill."""
    said = model.model_dump(mode="json", exclude_none=True)
    for_editors = {"draft", "aliases", "figures", "recommendations"}
    return {key: value for key, value in said.items() if value not in ([], False) or key in for_editors}


def _mapping(values: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{' ' * indent}{key}:", value, indent)


def _entry(start: str, value: Any, indent: int) -> Iterator[str]:
    """A key or a dash, and its value after it or below it."""
    inner = indent + 2
    if isinstance(value, dict):
        yield start
        yield from _mapping(value, inner)
    elif isinstance(value, list) and not value:
        yield f"{start} []"
    elif isinstance(value, list) and all(_is_short(each) for each in value):
        yield f"{start} [{', '.join(_scalar(each, in_list=True) for each in value)}]"
    elif isinstance(value, list):
        yield start
        for each in value:
            yield from _item(each, inner)
    elif isinstance(value, str) and len(value) > _LONG:
        yield f"{start} >-"
        yield from (" " * inner + line for line in _wrapped(value, _WIDTH - inner))
    else:
        yield f"{start} {_scalar(value)}"


def _item(value: Any, indent: int) -> Iterator[str]:
    """An entry of a list that has a line for each."""
    dash = " " * indent + "-"
    if not isinstance(value, dict):
        yield from _entry(dash, value, indent)
        return
    first, *rest = _mapping(value, indent + 2)
    yield f"{dash} {first.lstrip()}"
    yield from rest


def _is_short(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and len(value) <= _LONG // 3)


def _scalar(value: Any, *, in_list: bool = False) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    shown = yaml.safe_dump(
        [value] if in_list else value, default_flow_style=in_list, allow_unicode=True, width=10**9
    )
    shown = shown.strip().removesuffix("\n...")
    return shown[1:-1] if in_list else shown


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)
