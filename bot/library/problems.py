"""What is wrong with a library, told as a compiler would: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; lines and columns count from 1, as editors do."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(StrEnum):
    """Whether a library with such a problem is served."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `code` is stable; `docs/content.md` explains each."""

    at: Position
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        head = f"{self.at}: {self.severity}[{self.code}]: {self.message}"
        return f"{head}\n  hint: {self.hint}" if self.hint else head


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that `word` is likely a misspelling of, or with all of them."""
    choices = sorted(known)
    best = process.extractOne(word, choices, scorer=OSA.normalized_similarity, score_cutoff=0.6)
    if best is not None:
        return f"did you mean '{best[0]}'?"
    return f"known here: {', '.join(choices)}" if choices else ""
