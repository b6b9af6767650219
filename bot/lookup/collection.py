"""A public collection of topics and labelled queries, as a library: what lookup is judged on.

A folder holds `corpus.jsonl` ({id, title, aliases, text, [parent]}), `queries.jsonl` ({id, text, kind,
oos, [history], [scope], [skip]}) and `qrels.jsonl` ({qid, did, rel}).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import QuestionsError
from bot.library.dates import ReportDate
from bot.library.model import Report, Section, Source
from bot.library.snapshot import Library
from bot.library.visibility import EVERYONE

_UNGROUPED = "collection"

_FORMS: Mapping[str, type] = {
    "id": str,
    "title": str,
    "aliases": list,
    "text": str,
    "qid": str,
    "did": str,
    "rel": int,
    "kind": str,
    "oos": bool,
    "parent": str,
    "history": list,
    "scope": str,
    "skip": bool,
}
"""What each key of a line must be."""

_MAY_BE_NULL = frozenset({"parent", "history", "scope", "skip"})


@dataclass(frozen=True, slots=True)
class CollectionQuery:
    """A labelled query. `relevant` grades the right items by id; it is empty for one out of scope."""

    id: str
    text: str
    kind: str
    out_of_scope: bool
    history: tuple[str, ...]
    scope: str | None
    relevant: Mapping[str, int]


def read_library(folder: Path) -> Library:
    """The collection's items as sections, those of one parent in one report.

    Nothing is validated as published content is: items may lack a title or a text.

    Raises:
        QuestionsError: the corpus cannot be read, or a line of it is not an item.

    """
    groups: dict[str, list[Section]] = defaultdict(list)
    for row in _rows(folder / "corpus.jsonl", ("id", "title", "aliases", "text")):
        group = str(row.get("parent") or _UNGROUPED)
        groups[group].append(
            Section.model_construct(
                id=row["id"],
                report_id=group,
                title=row["title"],
                aliases=tuple(row["aliases"]),
                summary=row["text"],
                points=(),
                source=Source.model_construct(heading=row["title"]),
            )
        )
    never = ReportDate.parse("2000")
    return Library(
        tuple(
            Report.model_construct(
                id=group, title="", short_title="", published=never, review_by=never, language="en",
                visibility=EVERYONE, aliases=(), sections=tuple(sections), recommendations=None, terms=(),
            )
            for group, sections in groups.items()
        )
    )  # fmt: skip


def read_queries(folder: Path) -> list[CollectionQuery]:
    """The collection's queries, but for those that its makers set aside (`skip`).

    Raises:
        QuestionsError: a file cannot be read, or a line of it is not of the form above.

    """
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(folder / "qrels.jsonl", ("qid", "did", "rel")):
        relevant[row["qid"]][row["did"]] = int(row["rel"])
    return [
        CollectionQuery(
            id=row["id"],
            text=row["text"],
            kind=row["kind"],
            out_of_scope=row["oos"],
            history=tuple(row.get("history") or ()),
            scope=row.get("scope"),
            relevant=relevant.get(row["id"], {}),
        )
        for row in _rows(folder / "queries.jsonl", ("id", "text", "kind", "oos"))
        if not row.get("skip")
    ]


def _rows(path: Path, keys: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, each with at least these keys."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            missing = [key for key in keys if key not in row]
        except (json.JSONDecodeError, TypeError) as error:
            raise QuestionsError(f"{path}:{number}: not a JSON object: {error}") from error
        if missing:
            raise QuestionsError(f"{path}:{number}: lacks {', '.join(missing)}")
        optional = [key for key in _MAY_BE_NULL if row.get(key) is not None]
        if wrong := [key for key in (*keys, *optional) if not isinstance(row[key], _FORMS[key])]:
            raise QuestionsError(f"{path}:{number}: not of the right form: {', '.join(wrong)}")
        yield row
