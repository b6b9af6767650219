"""Thresholds are chosen on a library's own questions, and kept in its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.errors import QuestionsError
from bot.lookup.calibration import (
    OFFERED,
    RIGHT,
    WRONG,
    Worth,
    calibrate,
    judged_again,
    surely_gains,
    worth_of,
)
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Judged, Question, read_questions
from bot.lookup.outcome import Verdict
from bot.lookup.verdict import Thresholds
from bot.opening.desk import open_desk
from bot.opening.thresholds_file import FILE, MADE_BY, read_thresholds
from tests.conftest import ROOT

CONTENT = ROOT / "content"
QUESTIONS = CONTENT / "us-pakistan-reengagement" / "questions.jsonl"


def test_the_shipped_library_has_the_thresholds_that_its_questions_choose(lookup: Lookup) -> None:
    *_, chosen = calibrate(lookup, read_questions(QUESTIONS))
    assert chosen.thresholds == read_thresholds(CONTENT)


def test_what_is_chosen_is_worth_no_less_than_what_was_before(lookup: Lookup, asked: list[Judged]) -> None:
    few = [row.question for row in asked[::3]]
    *_, chosen = calibrate(lookup.at(Thresholds(found=0.8, close=0.9)), few)
    assert chosen.chosen.mean > chosen.before.mean
    outcomes = [(each, lookup.at(chosen.thresholds).find(each.text)) for each in few]
    assert worth_of(outcomes) == chosen.chosen


def test_thresholds_stay_where_others_would_gain_by_chance() -> None:
    hardly = [0.0] * 96 + [WRONG, WRONG, RIGHT, RIGHT]
    assert not surely_gains(hardly, [0.0] * 98 + [RIGHT, RIGHT])
    assert surely_gains([WRONG] * 10 + [0.0] * 90, [0.0] * 100)
    assert not surely_gains([0.0] * 100, [0.0] * 100)


def test_an_outcome_is_judged_again_as_lookup_itself_would(lookup: Lookup, asked: list[Judged]) -> None:
    other = Thresholds(lookup.thresholds.found, 0.8)
    for row in asked:
        again = judged_again(row.outcome, other)
        assert again.matches == lookup.at(other).find(row.question.text).matches


def test_worth_counts_what_the_asker_gets(lookup: Lookup) -> None:
    def worth(text: str, *gold: str) -> Worth:
        return worth_of([(Question(text, frozenset(gold), "all"), lookup.find(text))])

    assert worth("china", "china-factor").mean == RIGHT
    assert worth("china", "technology").mean == WRONG
    assert worth("banana bread", "none").mean == 0
    assert lookup.find("ERGI").verdict is Verdict.CHOICES
    assert worth("ERGI", lookup.find("ERGI").matches[1].item.id.split("/")[1]).mean == OFFERED
    assert worth("ERGI", "none").misleading == 1


@pytest.mark.parametrize("questions", [[], [Question("china", frozenset({"china-factor"}), "topic")] * 60])
def test_too_few_questions_choose_nothing(lookup: Lookup, questions: list[Question]) -> None:
    with pytest.raises(QuestionsError, match="too few to choose on"):
        list(calibrate(lookup, questions))


def test_the_command_writes_what_it_chose_and_the_desk_takes_it(own_content: Path) -> None:
    content = own_content
    (content / FILE).unlink()
    assert open_desk(content).lookup.thresholds == Thresholds()
    (content / FILE).write_text("damaged", encoding="utf-8")
    ran = CliRunner().invoke(app, ["eval", "--calibrate", "--content", str(content)])
    assert ran.exit_code == 0, ran.output
    written = json.loads((content / FILE).read_text(encoding="utf-8"))
    assert written["made_by"] == MADE_BY
    assert open_desk(content).lookup.thresholds == Thresholds(written["found"], written["close"])
    (content / FILE).write_text('{"found": 0.99, "close": 0.1}', encoding="utf-8")
    assert open_desk(content).lookup.thresholds == Thresholds(0.99, 0.1)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"found": "x", "close": 0.3}', '{"found": 7, "close": 0.3}']
)
def test_damaged_thresholds_are_told_of_with_the_way_out(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(QuestionsError, match=r"lookup\.json: .*make it anew with brief eval --calibrate"):
        read_thresholds(tmp_path)


def test_without_questions_it_is_said_how_to_write_them(own_content: Path) -> None:
    content = own_content
    (content / FILE).unlink()
    (content / "us-pakistan-reengagement" / "questions.jsonl").unlink()
    ran = CliRunner().invoke(app, ["eval", "--calibrate", "--content", str(content)])
    assert ran.exit_code != 0
    assert not (content / FILE).exists()
