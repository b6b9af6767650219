"""The same promises on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.desk.digest.edition import Asked
from bot.desk.digest.subscription import Part, Schedule, Subscription, edition_key
from bot.desk.ports import THREAD_MEMORY
from bot.desk.records import (
    AddedAlias,
    Decision,
    Delivery,
    Heard,
    Miss,
    Mode,
    Place,
    Question,
    Ruling,
    Stage,
    Topic,
    Vote,
)
from bot.errors import StateError
from bot.library.changes import Kind
from bot.library.snapshot import Library
from bot.state import migrations
from bot.state.database import config_for, connect
from bot.state.memory import SqlMemory, open_memory
from bot.state.single import OnlyOne
from bot.state.tables import metadata
from tests.lookup.made_up import two_reports

MIGRATIONS = Path(migrations.__file__).parent
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def asked(text: str = "china?", ts: str = "1.5", user: str = "UANA", at: datetime = NOW) -> Question:
    return Question("T", "C", ts, user, text, Heard.MENTION, at)


def subscribed(channel: str, at: datetime = NOW, id_: str = "") -> Subscription:
    schedule = Schedule(time(9), frozenset(range(7)), "Europe/London")
    return Subscription(id_ or f"S{channel}", "T", channel, "UANA", schedule, NOW, next_due=at)


def planned(question: Question) -> Delivery:
    message = {"text": "The China Factor", "blocks": []}
    return Delivery(question.key, question.place, question.user, question.at, message)


def test_a_question_is_taken_in_once_however_many_try(memory: SqlMemory) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: memory.questions.add(asked()), range(16)))
    assert taken.count(True) == 1
    assert memory.questions.get(asked().key) == asked()


def test_whatever_was_typed_is_kept_as_far_as_a_database_can(memory: SqlMemory) -> None:
    memory.questions.add(asked("\x00 \ud800 چین 中国"))
    kept = memory.questions.get(asked().key)
    assert kept is not None
    assert kept.text.endswith("چین 中国")


def test_a_question_is_unanswered_until_its_delivery_is_over_and_then_its_words_are_gone(
    memory: SqlMemory,
) -> None:
    question = asked()
    memory.questions.add(question)
    memory.deliveries.plan(planned(question))
    assert memory.questions.unanswered() == [question]
    memory.deliveries.close(question.key, Stage.POSTED, ts="2.5")
    assert (memory.questions.unanswered(), memory.questions.get(question.key)) == ([], None)
    assert memory.questions.add(question) is False
    assert memory.questions.asked_in(question.place)


def test_a_delivery_is_planned_once_and_a_posted_one_stays_posted(memory: SqlMemory) -> None:
    first = memory.deliveries.plan(planned(asked()))
    assert memory.deliveries.plan(planned(asked(user="UBILAL"))) == first
    assert memory.deliveries.open() == [first]
    memory.deliveries.close(first.key, Stage.POSTED, ts="2.5")
    memory.deliveries.close(first.key, Stage.UNKNOWN)
    after = memory.deliveries.get(first.key)
    assert after is not None
    assert (after.stage, after.ts, after.message) == (Stage.POSTED, "2.5", {})


def test_a_withdrawn_question_is_not_answered(memory: SqlMemory) -> None:
    memory.questions.add(asked())
    memory.deliveries.plan(planned(asked()))
    memory.questions.withdraw(asked().key)
    after = memory.deliveries.get(asked().key)
    assert after is not None
    assert (memory.questions.get(asked().key), after.stage) == (None, Stage.DROPPED)


def test_a_conversation_is_remembered_for_its_time(memory: SqlMemory) -> None:
    place = Place("T", "C", "1.5")
    memory.threads.remember(place, Topic("a/b"), NOW)
    memory.threads.remember(place, Topic("a/c", "why"), NOW)
    almost = NOW + THREAD_MEMORY - timedelta(seconds=1)
    assert memory.threads.topic(place, almost) == Topic("a/c", "why")
    assert memory.threads.topic(place, NOW + THREAD_MEMORY) is None
    assert memory.threads.topic(Place("T", "C", "1.6"), NOW) is None


def test_a_moment_comes_back_as_it_went_in_whatever_its_zone(memory: SqlMemory) -> None:
    moment = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    memory.channels.set_mode("T", "C", Mode.QUESTIONS, by="UANA", at=moment)
    settings = memory.channels.settings("T", "C")
    assert (settings.mode, settings.changed_by, settings.changed_at) == (Mode.QUESTIONS, "UANA", NOW)


def test_a_moment_without_a_zone_is_refused(memory: SqlMemory) -> None:
    with pytest.raises(sa.exc.StatementError, match="time zone"):
        memory.claims.claim("a", NOW.replace(tzinfo=None))


def test_a_person_has_one_vote_on_an_answer(memory: SqlMemory) -> None:
    vote = Vote("T", "C", "1.5", "UANA", "a/b", useful=True, at=NOW)
    assert memory.votes.cast(vote) is None
    assert memory.votes.cast(Vote("T", "C", "1.5", "UANA", "a/b", useful=False, at=NOW)) is True


def test_a_miss_handed_over_is_not_written_twice(memory: SqlMemory) -> None:
    miss = Miss("T", "C", "UANA", "Tacos  now", Heard.COMMAND, NOW)
    memory.misses.add(miss)
    memory.misses.hand_over(Miss("T", "C", "UANA", "tacos now", Heard.COMMAND, NOW))
    memory.misses.hand_over(Miss("T", "C", "UBILAL", "tacos now", Heard.COMMAND, NOW))
    assert [(each.user, each.for_editors) for each in memory.misses.since(NOW)] == [
        ("UANA", True),
        ("UBILAL", True),
    ]


def test_a_claim_is_the_first_until_it_is_taken_back(memory: SqlMemory) -> None:
    assert [memory.claims.claim("a", NOW), memory.claims.claim("a", NOW)] == [True, False]
    memory.claims.release("a")
    assert memory.claims.claim("a", NOW)


def test_a_person_can_be_forgotten(memory: SqlMemory) -> None:
    memory.questions.add(asked())
    memory.deliveries.plan(planned(asked()))
    memory.votes.cast(Vote("T", "C", "1.5", "UANA", "a/b", useful=True, at=NOW))
    memory.misses.add(Miss("T", "C", "UANA", "tacos", Heard.COMMAND, NOW))
    memory.channels.set_mode("T", "C", Mode.QUESTIONS, by="UANA", at=NOW)
    memory.claims.claim("press:T:C:1.5:UANA:0:share:x", NOW)
    memory.decisions.decide(Decision("m1", Ruling.NOT_FOR_US, "UANA", NOW))
    memory.aliases.add(AddedAlias("T", "a/b", "tacos", "UANA", NOW))
    memory.subscriptions.save(subscribed("D1"))
    memory.subscriptions.save(subscribed("C1"))
    counted = dict(memory.forget("UANA"))
    assert counted.pop("digests") == 2  # that of the direct message is deleted, the channel's goes on
    assert [each.user for each in memory.subscriptions.in_channel("T", "C1")] == [""]
    assert set(counted.values()) == {1}
    assert set(memory.forget("UANA").values()) == {0}
    assert memory.channels.settings("T", "C").mode is Mode.QUESTIONS
    assert [(each.text, each.by) for each in memory.aliases.all()] == [("tacos", "")]


def test_what_is_past_its_time_is_cleaned_away_and_what_is_waiting_stays(memory: SqlMemory) -> None:
    memory.questions.add(asked(ts="1.5"))
    memory.questions.add(asked(ts="1.6"))
    memory.deliveries.plan(planned(asked(ts="1.5")))
    memory.deliveries.close(asked(ts="1.5").key, Stage.POSTED, ts="2.5")
    counted = memory.clean(NOW + timedelta(days=91), timedelta(days=90))
    assert (counted["questions"], counted["deliveries"]) == (1, 1)
    assert [each.ts for each in memory.questions.unanswered()] == ["1.6"]


def test_tables_and_migrations_agree(memory: SqlMemory) -> None:
    with memory._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "briefbot_version"})
        assert compare_metadata(context, metadata) == []


def test_a_newer_database_is_refused(url: str) -> None:
    memory = open_memory(url)
    with memory._engine.begin() as connection:
        connection.execute(sa.text("UPDATE briefbot_version SET version_num = '9999'"))
    memory.close()
    with pytest.raises(StateError, match="newer Briefbot"):
        open_memory(url)


def test_replicas_that_start_at_once_migrate_one_after_the_other(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        memories = list(pool.map(lambda _: open_memory(url), range(4)))
    assert [memory.questions.unanswered() for memory in memories] == [[]] * 4
    for memory in memories:
        memory.close()


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    memory = open_memory(f"sqlite:///{tmp_path}/a.db")
    with memory._engine.connect() as connection:
        assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
    memory.close()


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://a/b", "sqlite://", "postgresql://nobody:secret@127.0.0.1:1/none"]
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(url: str) -> None:
    with pytest.raises(StateError, match="BRIEF_DATABASE_URL") as told:
        open_memory(url)
    assert "secret" not in str(told.value)


def test_a_second_process_on_a_file_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    first, second = OnlyOne(url), OnlyOne(url)
    first.take()
    with pytest.raises(StateError, match="another Briefbot"):
        second.take()
    first.release()
    second.take()
    second.release()


REVISIONS = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_any_older_form_is_brought_up_to_date_and_keeps_what_it_holds(
    url: str, revision: str
) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        command.upgrade(config_for(connection), revision)
        connection.exec_driver_sql("INSERT INTO claims (key, at) VALUES ('kept', '2026-11-24 12:00:00')")
    engine.dispose()
    memory = open_memory(url)
    assert not memory.claims.claim("kept", NOW)
    with memory.misses._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "briefbot_version"})
        assert compare_metadata(context, metadata) == []
    memory.close()


def test_a_subscription_comes_back_as_it_was(memory: SqlMemory) -> None:
    made = subscribed("C1")
    memory.subscriptions.save(made)
    assert memory.subscriptions.get(made.id) == made
    paused = replace(made, next_due=None, topics=("a/b",), parts=frozenset({Part.FIGURE}), even_if_empty=True)
    memory.subscriptions.save(paused)
    assert memory.subscriptions.of_user("T", "UANA") == [paused]
    memory.subscriptions.remove(made.id)
    assert memory.subscriptions.get(made.id) is None


def test_a_person_sees_own_digests_and_those_of_channels_that_the_person_manages(memory: SqlMemory) -> None:
    for channel in ("C1", "C2", "C3"):
        memory.subscriptions.save(replace(subscribed(channel), user="UBILAL" if channel != "C1" else "UANA"))
    memory.channels.set_mode("T", "C2", Mode.QUESTIONS, by="UANA", at=NOW)
    assert [each.channel for each in memory.subscriptions.of_user("T", "UANA")] == ["C1", "C2"]


def test_those_that_are_due_are_found_the_longest_waiting_first(memory: SqlMemory) -> None:
    for minutes in (1, -1, -5):
        due = NOW + timedelta(minutes=minutes)
        memory.subscriptions.save(subscribed("C1", due, f"S{minutes}"))
    memory.subscriptions.save(replace(subscribed("C1", id_="paused"), next_due=None))
    assert [each.id for each in memory.subscriptions.due(NOW, 10)] == ["S-5", "S-1"]
    assert [each.id for each in memory.subscriptions.due(NOW, 1)] == ["S-5"]


def test_a_turn_is_taken_once_however_many_try(memory: SqlMemory) -> None:
    made = subscribed("C1")
    memory.subscriptions.save(made)
    tomorrow = NOW + timedelta(days=1)
    with ThreadPoolExecutor(8) as pool:
        take = memory.subscriptions.take_turn
        took = list(pool.map(lambda _: take(made, "2026-11-24", tomorrow, NOW), range(8)))
    assert took.count(True) == 1
    assert memory.editions.open() == {edition_key(made.id, "2026-11-24"): ("C1", NOW)}
    moved = memory.subscriptions.get(made.id)
    assert moved is not None
    assert moved.next_due == tomorrow


def test_a_days_edition_is_claimed_once_though_its_time_was_changed(memory: SqlMemory) -> None:
    made = subscribed("C1")
    memory.subscriptions.save(made)
    later = replace(made, next_due=NOW + timedelta(hours=1))
    assert memory.subscriptions.take_turn(made, "2026-11-24", later.next_due or NOW, NOW)
    assert not memory.subscriptions.take_turn(later, "2026-11-24", NOW + timedelta(days=1), NOW)


def test_an_edition_is_over_when_its_delivery_is_and_its_content_counts_once_it_was_posted(
    memory: SqlMemory,
) -> None:
    for day, stage in (("2026-11-23", Stage.POSTED), ("2026-11-24", Stage.REFUSED)):
        made = subscribed("C1")
        memory.subscriptions.save(made)
        memory.subscriptions.take_turn(made, day, made.next_due or NOW, NOW)
        key = edition_key(made.id, day)
        memory.editions.show(key, ["section:a", "change:1"])
        memory.deliveries.plan(Delivery(key, Place("T", "C1"), "UANA", NOW))
        memory.deliveries.close(key, stage, ts="1.5")
    assert memory.editions.open() == {}
    assert memory.editions.past("SC1") == [["section:a", "change:1"]]


def test_nothing_is_left_of_a_workspace_that_removes_the_app_and_all_of_another(memory: SqlMemory) -> None:
    for team in ("TGONE", "TSTAYS"):
        leave_traces(memory, team)
    full = rows_by_table(memory)
    keys = memory.remove_workspace("TGONE")
    left = rows_by_table(memory)
    assert "TGONE" not in json.dumps(left, default=str)
    assert keys == ["digest:DTGONE:2026-11-24", "reply:TGONE:C1:1.5"]
    assert {table: len(rows) for table, rows in left.items()} == {
        table: len(rows) // 2 for table, rows in full.items()
    }
    assert memory.remove_workspace("TGONE") == []


def leave_traces(memory: SqlMemory, team: str) -> None:
    """A row of a workspace's in every table that has any."""
    place = Place(team, "C1", "1.5")
    question = Question(team, "C1", "1.5", "UANA", f"asked in {team}", Heard.MENTION, NOW)
    memory.questions.add(question)
    memory.deliveries.plan(Delivery(question.key, place, "UANA", NOW, {"text": team}))
    memory.threads.remember(place, Topic("a/b"), NOW)
    memory.channels.set_mode(team, "C1", Mode.QUESTIONS, by="UANA", at=NOW)
    memory.votes.cast(Vote(team, "C1", "1.5", "UANA", "a/b", useful=True, at=NOW))
    memory.misses.add(Miss(team, "C1", "UANA", f"tacos in {team}", Heard.COMMAND, NOW))
    [miss] = [each for each in memory.misses.since(NOW) if each.team == team]
    memory.decisions.decide(Decision(miss.key, Ruling.ALIAS, "UANA", NOW, f"tacos in {team}", "a/b"))
    memory.aliases.add(AddedAlias(team, "a/b", f"tacos in {team}", "UANA", NOW))
    memory.claims.claim(f"press:{team}:C1:1.5:UANA:0:share", NOW)
    memory.popularity.add(team, "a/b", NOW)
    digest = replace(subscribed("C1"), id=f"D{team}", team=team)
    memory.subscriptions.save(digest)
    memory.subscriptions.take_turn(digest, "2026-11-24", NOW, NOW)


def rows_by_table(memory: SqlMemory) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database, but for tables that hold nothing."""
    with memory._engine.connect() as connection:
        found = {
            name: [tuple(row) for row in connection.execute(sa.select(table))]
            for name, table in metadata.tables.items()
        }
    return {name: rows for name, rows in found.items() if rows}


def test_what_is_new_in_the_library_is_recorded_once(memory: SqlMemory) -> None:
    assert memory.novelty.note(Library(two_reports().reports[1:]), NOW) == 0  # the first is no news
    assert memory.novelty.note(two_reports(), NOW) == 1
    assert memory.novelty.note(two_reports(), NOW) == 0
    [news] = memory.novelty.recent(NOW)
    assert news.change.kind is Kind.NEW_REPORT
    assert memory.novelty.recent(NOW + timedelta(seconds=1)) == []


def test_what_is_asked_most_is_counted_within_its_workspace_and_time(memory: SqlMemory) -> None:
    for item, team, day in (("a", "T", 0), ("b", "T", 0), ("b", "T", 1), ("c", "T", 9), ("d", "OTHER", 0)):
        memory.popularity.add(team, item, NOW - timedelta(days=day))
    assert memory.popularity.most_asked("T", NOW - timedelta(days=7), 5) == [Asked("b", 2), Asked("a", 1)]


def test_what_is_due_is_found_by_an_index(tmp_path: Path) -> None:
    memory = open_memory(f"sqlite:///{tmp_path}/briefbot.db")  # PostgreSQL plans by size: see `make bench`
    with memory._engine.connect() as connection:
        wanted = "SELECT * FROM subscriptions WHERE next_due <= '2026' ORDER BY next_due LIMIT 500"
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {wanted}").all()
    memory.close()
    assert "ix_subscriptions_next_due" in str(plan)
