"""Names that editors added, their decisions, and misses until their askers were told: on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic import command

from bot.desk.records import AddedAlias, Decision, Heard, Miss, Ruling
from bot.state.database import config_for, connect
from bot.state.memory import SqlMemory, open_memory

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HERONS = AddedAlias("T", "birds/waders", "grey herons", "UANA", NOW, "m1")


def missed(user: str = "UANA", query: str = "tacos") -> Miss:
    return Miss("T", "C", user, query, Heard.MENTION, NOW, thread="1.5")


def test_a_name_is_added_once_however_many_try(memory: SqlMemory) -> None:
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda _: memory.aliases.add(HERONS), range(8)))
    assert added.count(True) == 1
    assert memory.aliases.all() == [HERONS]


def test_a_name_leads_to_one_item_of_a_report_however_it_is_written(memory: SqlMemory) -> None:
    memory.aliases.add(HERONS)
    assert not memory.aliases.add(replace(HERONS, item="birds/terms/heron", text="Grey-Herons!"))
    assert memory.aliases.add(replace(HERONS, item="harbours/birds", text="Grey-Herons!"))


def test_the_names_of_each_item_come_in_the_order_they_were_added(memory: SqlMemory) -> None:
    memory.aliases.add(replace(HERONS, text="zebra finches"))
    memory.aliases.add(replace(HERONS, at=NOW + timedelta(seconds=1)))
    assert memory.aliases.names() == {"T": {"birds/waders": ("zebra finches", "grey herons")}}


def test_a_name_that_was_taken_back_is_gone_and_can_be_added_anew(memory: SqlMemory) -> None:
    memory.aliases.add(HERONS)
    assert not memory.aliases.remove("T", "birds/gulls", HERONS.text)
    assert memory.aliases.remove("T", HERONS.item, HERONS.text)
    assert not memory.aliases.remove("T", HERONS.item, HERONS.text)
    assert memory.aliases.names() == {}
    assert memory.aliases.add(HERONS)


def test_another_replica_sees_by_the_version_that_names_have_changed(url: str, memory: SqlMemory) -> None:
    other = open_memory(url)
    versions = [other.aliases.version()]
    memory.aliases.add(HERONS)
    versions.append(other.aliases.version())
    memory.aliases.remove("T", HERONS.item, HERONS.text)
    memory.aliases.add(replace(HERONS, text="egrets"))
    versions.append(other.aliases.version())
    other.close()
    assert len(set(versions)) == 3
    assert memory.aliases.version() == versions[-1]


def test_no_name_grows_too_old(memory: SqlMemory) -> None:
    memory.aliases.add(HERONS)
    memory.clean(NOW + timedelta(days=9_999), timedelta(days=90))
    assert memory.aliases.all() == [HERONS]


def test_the_first_decision_counts_until_it_is_taken_back(memory: SqlMemory) -> None:
    first = Decision("m1", Ruling.ALIAS, "UANA", NOW, "grey herons", "birds/waders")
    second = Decision("m1", Ruling.NOT_FOR_US, "UBILAL", NOW)
    assert memory.decisions.on("m1") is None
    assert [memory.decisions.decide(each) for each in (first, second)] == [first, first]
    assert [memory.decisions.take_back("m1"), memory.decisions.take_back("m1")] == [True, False]
    assert memory.decisions.decide(second) == second


def test_a_decision_is_made_once_however_many_try(memory: SqlMemory) -> None:
    wishes = [Decision("m1", Ruling.ELSEWHERE, f"U{number}", NOW) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(memory.decisions.decide, wishes))
    assert len(made) == 1


def test_a_decision_is_cleaned_away_with_its_time(memory: SqlMemory) -> None:
    memory.decisions.decide(Decision("m1", Ruling.NOT_FOR_US, "UANA", NOW))
    memory.clean(NOW + timedelta(days=91), timedelta(days=90))
    assert memory.decisions.on("m1") is None


def test_a_miss_that_is_handed_over_keeps_its_place_and_waits_until_its_asker_is_told(
    memory: SqlMemory,
) -> None:
    memory.misses.add(missed())
    handed = memory.misses.hand_over(replace(missed(query="Tacos"), thread="", heard=Heard.COMMAND))
    assert (handed.thread, handed.heard, handed.for_editors) == ("1.5", Heard.MENTION, True)
    assert memory.misses.waiting() == [handed]
    memory.misses.tell(handed.key)
    assert memory.misses.waiting() == []
    assert memory.misses.get(handed.key) == replace(handed, told=True)


def test_a_miss_that_nobody_handed_over_is_not_waiting(memory: SqlMemory) -> None:
    memory.misses.add(missed())
    assert memory.misses.waiting() == []


def test_the_same_question_of_the_same_person_is_handed_over_once_while_it_is_open(memory: SqlMemory) -> None:
    first = memory.misses.hand_over(missed())
    memory.misses.add(missed())
    assert memory.misses.hand_over(missed()) == first
    assert memory.misses.hand_over(missed("UBILAL")).key != first.key


@pytest.mark.parametrize("how", ["decided", "told"])
def test_a_question_that_has_ended_can_be_handed_over_anew(memory: SqlMemory, how: str) -> None:
    first = memory.misses.hand_over(missed())
    if how == "decided":
        memory.decisions.decide(Decision(first.key, Ruling.NOT_FOR_US, "UBILAL", NOW))
    else:
        memory.misses.tell(first.key)
    assert memory.misses.hand_over(missed()).key != first.key


def test_no_later_miss_has_the_key_of_one_that_was_forgotten(memory: SqlMemory) -> None:
    forgotten = memory.misses.hand_over(missed())
    memory.forget("UANA")
    memory.misses.hand_over(missed("UBILAL"))
    assert memory.misses.get(forgotten.key) is None


def test_misses_of_an_older_database_get_keys_of_their_own(url: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        command.upgrade(config_for(connection), "0002")
        for query in ("tacos", "herons"):
            connection.execute(
                sa.text(
                    'INSERT INTO misses (team, channel, "user", query, heard, for_editors, at)'
                    " VALUES ('T', 'C', 'UANA', :query, 'mention', true, '2026-11-24 12:00:00')"
                ),
                {"query": query},
            )
    engine.dispose()
    memory = open_memory(url)
    tacos, herons = memory.misses.waiting()
    assert [memory.misses.get(each.key) for each in (tacos, herons)] == [tacos, herons]
    assert tacos.key != herons.key
    memory.close()
