"""Replicas are restarted one after the other, and nobody who asks notices."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.playground.installed_app import BOT_USER
from bot.playground.workspace import ANA, GENERAL
from tests.rolling.load import QUERIES, Expected
from tests.rolling.restart import replies, roll
from tests.rolling.result import Plan, Result
from tests.slack.bots import new_stand_in
from tests.support.postgres import fresh_postgres

SHORT = Plan(requests=200, questions=50, rounds=2)


def test_a_rolling_restart_loses_no_request_and_doubles_none(tmp_path: Path) -> None:
    with fresh_postgres() as database:
        result = roll(SHORT, tmp_path, database)
    assert result.faults(SHORT) == []
    assert (result.restarts, result.kills, result.asked, result.pressed) == (6, 3, 50, 50)


def test_what_is_lost_doubled_or_wrong_is_noticed() -> None:
    plan = Plan(requests=2, questions=3, rounds=1)
    result = Result(
        statuses=Counter({200: 1, 409: 1}),
        wrong=Counter(["china"]),
        asked=3,
        replies=Counter({"C1 1.5": 2, "C1 1.6": 1}),
        pressed=3,
        outcomes=Counter({"1.7": 2}),
    )
    assert result.faults(plan) == [
        "answers: {200: 1, 409: 1}",
        "wrong answers: {'china': 1}",
        "questions without a reply: 1",
        "questions with several replies: 1",
        "presses without an answer: 2, with 0 kills",
        "presses with several answers: 1, with 0 kills",
    ]


def test_a_reply_that_is_in_slack_twice_is_counted_twice() -> None:
    with new_stand_in() as stand_in:

        def say(thread: str) -> None:
            post = stand_in.workspace.post
            stand_in.look(lambda _platform: post(GENERAL, BOT_USER, {"text": "x"}, thread_ts=thread))

        stand_in.look(lambda _platform: stand_in.workspace.post(GENERAL, ANA, {"text": "@brief china"}))
        for thread in ("1.5", "1.5", "1.6"):
            say(thread)
        counted = stand_in.look(lambda platform: replies(platform, [GENERAL]))
    assert counted == {f"{GENERAL} 1.5": 2, f"{GENERAL} 1.6": 1}


def test_only_the_librarys_own_answer_is_right() -> None:
    expected = Expected()
    assert not any(expected.has(query, {"text": "", "blocks": []}) for query in QUERIES)
    assert not expected.has("china", {"text": "The China Factor", "blocks": []})
