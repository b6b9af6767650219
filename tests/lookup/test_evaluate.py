"""The measures are what they say, and a bad file of questions is told by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import QuestionsError
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Judged, Question, by_kind, judge, read_questions, score
from bot.lookup.outcome import Outcome, Verdict
from tests.lookup.made_up import one_report

NOTHING = Outcome(Verdict.NOTHING, why="made up")
FOUND = Outcome(Verdict.FOUND)


def judged(rank: int | None, *gold: str, outcome: Outcome = FOUND, kind: str = "all") -> Judged:
    return Judged(Question("?", frozenset(gold), kind), outcome, rank)


def questions_in(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_hit_at_1_is_the_share_of_answerable_questions_answered_right_at_once() -> None:
    rows = [judged(1, "a"), judged(2, "a"), judged(None, "a"), judged(1, "a"), judged(None, "none")]
    assert score(rows).hit1 == 2 / 4


def test_hit_at_3_counts_right_answers_down_to_the_third() -> None:
    rows = [judged(1, "a"), judged(3, "a"), judged(4, "a"), judged(None, "a"), judged(None, "none")]
    assert score(rows).hit3 == 2 / 4


def test_mrr_is_the_mean_of_one_over_the_rank() -> None:
    rows = [judged(1, "a"), judged(2, "a"), judged(4, "a"), judged(None, "a")]
    assert score(rows).mrr == (1 + 1 / 2 + 1 / 4 + 0) / 4


def test_false_answers_are_the_share_of_unanswerable_questions_that_got_one() -> None:
    choices = Outcome(Verdict.CHOICES)
    rows = [judged(None, "none", outcome=outcome) for outcome in (FOUND, choices, NOTHING, NOTHING, NOTHING)]
    assert score([*rows, judged(None, "a", outcome=FOUND)]).false_answers == 2 / 5


def test_every_question_counts() -> None:
    assert score([judged(1, "a"), judged(None, "none")]).count == 2


def test_there_is_no_measure_over_no_questions() -> None:
    nothing = score([])
    assert (nothing.count, nothing.hit1, nothing.hit3, nothing.mrr, nothing.false_answers) == (
        0, None, None, None, None,
    )  # fmt: skip


def test_an_answerable_question_is_right_when_the_first_answer_is() -> None:
    assert [judged(rank, "a").right for rank in (1, 2, None)] == [True, False, False]


def test_an_unanswerable_question_is_right_when_it_gets_no_answer() -> None:
    assert [judged(None, "none", outcome=outcome).right for outcome in (NOTHING, FOUND)] == [True, False]


def test_questions_are_kept_apart_by_kind_in_order_of_appearance() -> None:
    rows = [judged(1, "a", kind="typo"), judged(2, "a", kind="recs"), judged(3, "a", kind="typo")]
    assert {kind: [row.rank for row in each] for kind, each in by_kind(rows).items()} == {
        "typo": [1, 3],
        "recs": [2],
    }
    assert list(by_kind(rows)) == ["typo", "recs"]


def test_judging_ranks_the_first_right_match_from_1() -> None:
    lookup = Lookup(one_report())
    asked = [
        Question("quotas", frozenset({"quotas"}), "topic"),
        Question("r3", frozenset({"quotas"}), "recs"),
        Question("zebra", frozenset({"none"}), "oos"),
    ]
    rows = list(judge(lookup, asked))
    assert [row.rank for row in rows] == [1, None, None]
    assert [row.right for row in rows] == [True, False, True]


def test_judging_takes_any_of_the_labels_for_right() -> None:
    (row,) = judge(Lookup(one_report()), [Question("quotas", frozenset({"lights", "quotas"}), "topic")])
    assert row.rank == 1


def test_questions_are_read_one_a_line(tmp_path: Path) -> None:
    path = questions_in(
        tmp_path,
        '{"q": "cihna", "gold": ["china-factor", "r8"], "kind": "typo"}\n{"q": "x", "gold": ["none"]}',
    )
    assert read_questions(path) == [
        Question("cihna", frozenset({"china-factor", "r8"}), "typo"),
        Question("x", frozenset({"none"}), "all"),
    ]


def test_short_labels_stand_for_the_sections_they_abbreviate(tmp_path: Path) -> None:
    path = questions_in(tmp_path, '{"q": "x", "gold": ["China", "recs", "R8"]}')
    (question,) = read_questions(path)
    assert question.gold == {"china-factor", "recommendations", "r8"}


def test_blank_lines_between_questions_are_passed_over(tmp_path: Path) -> None:
    path = questions_in(tmp_path, '\n{"q": "x", "gold": ["none"]}\n   \n')
    assert [question.text for question in read_questions(path)] == ["x"]


@pytest.mark.parametrize(
    "line",
    ["china", '{"q": "x"}', '{"gold": ["china"]}', "[1]", '"x"', "3", "null", '{"q": "x", "gold": 3}'],
)
def test_a_line_that_is_no_question_is_told_by_file_and_line(tmp_path: Path, line: str) -> None:
    path = questions_in(tmp_path, f'{{"q": "x", "gold": ["none"]}}\n\n{line}\n')
    with pytest.raises(QuestionsError, match=f"^{re.escape(str(path))}:3: not a question; write "):
        read_questions(path)


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "missing.jsonl"
    with pytest.raises(QuestionsError, match=f"^{re.escape(str(path))}: cannot be read: "):
        read_questions(path)


def test_a_folder_in_place_of_a_file_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=f"^{re.escape(str(tmp_path))}: cannot be read: "):
        read_questions(tmp_path)


def test_a_file_that_is_not_utf_8_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b'{"q": "\xff", "gold": ["none"]}')
    with pytest.raises(QuestionsError, match=f"^{re.escape(str(path))}: cannot be read: "):
        read_questions(path)
