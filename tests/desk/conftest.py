"""What the tests of the desk share: every labelled question with its reply."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk.desk import Desk
from bot.desk.reply import Reply
from bot.lookup.evaluate import read_questions
from tests.desk.reading import TODAY

QUESTIONS = Path(__file__).parents[2] / "content" / "us-pakistan-reengagement" / "questions.jsonl"


@pytest.fixture(scope="session")
def replies(desk: Desk) -> dict[str, Reply]:
    """The reply to every labelled question."""
    return {question.text: desk.answer(question.text, TODAY) for question in read_questions(QUESTIONS)}
