"""What the tests of lookup share: lookup on the real library, asked every labelled question."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Judged, judge, read_questions

QUESTIONS = Path(__file__).parents[2] / "content" / "us-pakistan-reengagement" / "questions.jsonl"


@pytest.fixture(scope="session")
def lookup(library: Library) -> Lookup:
    """Lookup on the real library."""
    return Lookup(library)


@pytest.fixture(scope="session")
def asked(lookup: Lookup) -> list[Judged]:
    """Every labelled question with what lookup made of it."""
    return list(judge(lookup, read_questions(QUESTIONS)))
