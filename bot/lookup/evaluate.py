"""How good lookup is on labelled questions: hit@1, hit@3, MRR and the false-answer rate."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import QuestionsError
from bot.lookup.engine import Lookup
from bot.lookup.outcome import Outcome, Verdict

NONE = "none"
"""The label of a question that the library cannot answer."""

KEYS: Mapping[str, str] = {
    "intro": "introduction",
    "changing": "changing-circumstances",
    "newideas": "new-policy-ideas",
    "shared": "shared-interests",
    "security": "security-cooperation",
    "china": "china-factor",
    "india": "india-pakistan",
    "economy": "economy-and-aid",
    "tech": "technology",
    "democracy": "democracy-and-human-rights",
    "recs": "recommendations",
}
"""Short labels of question files to the last part of ids; any other label is that part already."""


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question; `gold` holds the last part of each id that is a right first answer."""

    text: str
    gold: frozenset[str]
    kind: str

    @property
    def answerable(self) -> bool:
        """Whether the library has an answer."""
        return NONE not in self.gold


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what lookup made of it; `rank` is that of the first right match, from 1."""

    question: Question
    outcome: Outcome
    rank: int | None

    @property
    def right(self) -> bool:
        """A right first answer, or none where there is none to give."""
        if self.question.answerable:
            return self.rank == 1
        return self.outcome.verdict is Verdict.NOTHING


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of 1, each over the questions that it is about; None where there are none."""

    count: int
    hit1: float | None
    hit3: float | None
    mrr: float | None
    false_answers: float | None


def read_questions(path: Path) -> list[Question]:
    """Read a JSON Lines file of `{"q", "gold", "kind"}`.

    Raises:
        QuestionsError: the file cannot be read, or a line of it is not of that form.

    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"{path}: cannot be read: {error}") from error
    return list(_questions(path, lines))


def _questions(path: Path, lines: Iterable[str]) -> Iterator[Question]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            gold = frozenset(_id_part(str(label)) for label in row["gold"])
            yield Question(str(row["q"]), gold, str(row.get("kind", "all")))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            form = '{"q": "...", "gold": ["china"], "kind": "topic"}'
            raise QuestionsError(f"{path}:{number}: not a question; write {form}") from error


def _id_part(label: str) -> str:
    return KEYS.get(label.casefold(), label.casefold())


def judge(lookup: Lookup, questions: Iterable[Question]) -> Iterator[Judged]:
    """Ask every question."""
    for question in questions:
        outcome = lookup.find(question.text)
        ids = [match.item.id.split("/", 1)[-1] for match in outcome.matches]
        ranks = (rank for rank, found in enumerate(ids, start=1) if found in question.gold)
        yield Judged(question, outcome, next(ranks, None))


def score(judged: Iterable[Judged]) -> Score:
    """The measures over some judged questions."""
    rows = list(judged)
    asked = [row for row in rows if row.question.answerable]
    unanswerable = [row for row in rows if not row.question.answerable]
    return Score(
        count=len(rows),
        hit1=_mean([row.rank == 1 for row in asked]),
        hit3=_mean([row.rank is not None and row.rank <= 3 for row in asked]),
        mrr=_mean([1 / row.rank if row.rank else 0.0 for row in asked]),
        false_answers=_mean([row.outcome.verdict is not Verdict.NOTHING for row in unanswerable]),
    )


def by_kind(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    """Judged questions by their kind, in order of appearance."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for row in judged:
        kinds[row.question.kind].append(row)
    return dict(kinds)


def _mean(values: list[bool] | list[float]) -> float | None:
    return sum(values) / len(values) if values else None
