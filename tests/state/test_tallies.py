"""Counts of what was asked, on SQLite and on PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from bot.desk.digest.subscription import Schedule, Subscription
from bot.desk.records import Vote
from bot.desk.tallies import DigestCount, Tally, VoteCount
from bot.state.memory import SqlMemory

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


def test_the_same_end_on_the_same_day_is_counted_up(memory: SqlMemory) -> None:
    for _ in range(3):
        memory.tallies.count("T", TODAY, "mention", "found")
    assert memory.tallies.since("T", TODAY) == [Tally(TODAY, "mention", "found", 3)]


def test_days_surfaces_and_ends_are_told_apart_and_the_earliest_comes_first(memory: SqlMemory) -> None:
    memory.tallies.count("T", TODAY, "mention", "found")
    memory.tallies.count("T", TODAY, "mention", "nothing")
    memory.tallies.count("T", TODAY, "button", "found")
    memory.tallies.count("T", YESTERDAY, "mention", "found")
    counted = [(tally.day, tally.surface, tally.outcome) for tally in memory.tallies.since("T", YESTERDAY)]
    assert counted == [
        (YESTERDAY, "mention", "found"),
        (TODAY, "button", "found"),
        (TODAY, "mention", "found"),
        (TODAY, "mention", "nothing"),
    ]


def test_what_many_count_at_once_is_all_there(memory: SqlMemory) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: memory.tallies.count("T", TODAY, "mention", "found"), range(40)))
    [tally] = memory.tallies.since("T", TODAY)
    assert tally.times == 40


def test_earlier_days_and_other_workspaces_are_left_out(memory: SqlMemory) -> None:
    memory.tallies.count("T", YESTERDAY, "mention", "found")
    memory.tallies.count("TELSEWHERE", TODAY, "mention", "found")
    assert memory.tallies.since("T", TODAY) == []


def test_the_first_day_is_that_of_the_workspace(memory: SqlMemory) -> None:
    memory.tallies.count("TELSEWHERE", date(2020, 1, 1), "mention", "found")
    assert memory.tallies.first_day("T") is None
    memory.tallies.count("T", TODAY, "mention", "found")
    memory.tallies.count("T", YESTERDAY, "mention", "found")
    assert memory.tallies.first_day("T") == YESTERDAY


def test_counts_are_kept_for_as_many_days_as_the_rest_and_a_day_goes_whole(memory: SqlMemory) -> None:
    memory.tallies.count("T", YESTERDAY, "mention", "found")
    memory.tallies.count("T", TODAY, "mention", "found")
    here = datetime(2027, 2, 23, 2, tzinfo=timezone(timedelta(hours=5)))  # in UTC, the day before
    assert memory.clean(here, timedelta(days=90))["tallies"] == 1
    assert memory.tallies.first_day("T") == TODAY


def test_a_removed_workspace_leaves_no_counts(memory: SqlMemory) -> None:
    for team in ("T", "TELSEWHERE"):
        memory.tallies.count(team, TODAY, "mention", "found")
    memory.remove_workspace("T")
    assert memory.tallies.first_day("T") is None
    assert memory.tallies.first_day("TELSEWHERE") == TODAY


def test_votes_are_counted_by_workspace_from_a_moment_on(memory: SqlMemory) -> None:
    vote = Vote("T", "C", "1.5", "UANA", "a/b", True, NOW)
    for cast in (
        vote,
        replace(vote, user="UBILAL"),
        replace(vote, user="UCASEY", useful=False),
        replace(vote, user="UDORA", at=NOW - timedelta(days=9)),
        replace(vote, team="TELSEWHERE"),
    ):
        memory.votes.cast(cast)
    assert memory.votes.counted("T", NOW - timedelta(days=1)) == VoteCount(useful=2, not_useful=1)
    assert memory.votes.counted("TNOBODY", NOW) == VoteCount()


def test_digests_are_counted_by_workspace(memory: SqlMemory) -> None:
    schedule = Schedule(time(9), frozenset(range(7)), "Europe/London")
    running = Subscription("one", "T", "C", "UANA", schedule, NOW, next_due=NOW)
    for saved in (
        running,
        replace(running, id="two"),
        replace(running, id="three", next_due=None),
        replace(running, id="four", team="TELSEWHERE"),
    ):
        memory.subscriptions.save(saved)
    assert memory.subscriptions.counted("T") == DigestCount(running=2, paused=1)
    assert memory.subscriptions.counted("TNOBODY") == DigestCount()
