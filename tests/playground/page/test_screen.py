"""Where one is, who one is, and what the bar says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground import faults
from bot.playground.page.screen_place import Place
from tests.playground.page.worlds import NOON, entries, new_world, say, see


def test_without_a_query_one_is_the_first_person_in_general() -> None:
    place = see(new_world()).place
    assert (place.viewer, place.at, place.thread, place.inspect) == ("U0ANA", "C0GENERAL", "", "")


@pytest.mark.parametrize(
    "query",
    [
        {"viewer": "U0NOBODY"},
        {"viewer": "U0BRIEF"},
        {"at": "C0NOWHERE"},
        {"at": "DUBILAL"},
        {"thread": "1.2"},
        {"thread": "<script>"},
        {"inspect": "javascript:alert(1)"},
        {"history": "x"},
    ],
    ids=str,
)
def test_junk_in_the_url_leads_to_the_usual_place(query: dict[str, str]) -> None:
    assert see(new_world(), **query).place == Place("U0ANA", "C0GENERAL")


def test_a_place_survives_its_way_through_the_url() -> None:
    world = new_world()
    ts = say(world, "U0ANA", "hello")
    place = see(world, viewer="U0CASEY", thread=ts, inspect=f"message:C0GENERAL:{ts}", exchange="X1").place
    query = dict(pair.split("=") for pair in place.url.removeprefix("/?").replace("%3A", ":").split("&"))
    assert Place.from_query(query, world.workspace) == place


def test_the_id_of_ones_own_direct_messages_leads_to_the_apps_messages() -> None:
    assert see(new_world(), viewer="U0BILAL", at="D0BILAL").place.at == "messages"


def test_another_place_keeps_the_inspector_open_and_leaves_the_thread() -> None:
    place = Place("U0ANA", "C0GENERAL", thread="1.2", inspect="all")
    assert place.go("home") == "/?as=U0ANA&at=home&inspect=all"


def test_people_see_the_same_moment_in_their_zones_and_their_manner() -> None:
    times = {person.face.name: person.time for person in see(new_world()).header.people}
    assert times == {"Ana": "12:00", "Bilal": "5:00 PM", "Casey": "7:00 AM"}


def test_nine_tomorrow_is_nine_where_the_viewer_is() -> None:
    move = see(new_world(), viewer="U0BILAL").header.clock.moves[0]
    assert (move.label, move.request) == ("9:00 tomorrow", {"to": "2026-11-25T09:00:00+05:00"})


def test_a_moved_clock_says_how_far_it_is_off() -> None:
    world = new_world()
    assert see(world).header.clock.moved == ""
    world.clock.move_by(timedelta(days=1, hours=2, minutes=7))
    assert see(world).header.clock.moved == "1 day 2 h ahead"
    world.clock.move_by(timedelta(days=-2))
    assert see(world).header.clock.moved == "21 h 53 min behind"


def test_faults_that_are_on_are_told_in_words() -> None:
    world = new_world()
    world.faults.add(faults.slow("chat.*", 4, 2))
    world.faults.add(faults.rate_limited(seconds=3, times=1))
    world.faults.add(faults.dropped("views.open", after=True))
    world.faults.add(faults.redelivered(2))
    assert [each.words for each in see(world).header.faults] == [
        "slow by 4 s · on chat.* · 2 times",
        "answers 429, wait 3 s · on everything · once",
        "lost answer · on views.open",
        "delivered 3 times · on events_api",
    ]


def test_days_are_today_yesterday_or_dates() -> None:
    world = new_world()
    say(world, "U0ANA", "one")
    world.clock.move_by(timedelta(days=1))
    say(world, "U0ANA", "two")
    world.clock.move_by(timedelta(days=40))
    say(world, "U0ANA", "three")
    assert [each.day for each in entries(see(world))] == [
        "Tuesday, 24 November 2026",
        "Wednesday, 25 November 2026",
        "Today",
    ]


def test_yesterday_begins_at_the_viewers_midnight() -> None:
    world = new_world()
    world.clock.move_to(NOON + timedelta(hours=10))
    say(world, "U0ANA", "late in London, early in Karachi")
    world.clock.move_by(timedelta(hours=1))
    say(world, "U0ANA", "later")
    world.clock.move_by(timedelta(hours=2))
    assert [each.day for each in entries(see(world))] == ["Yesterday", ""]
    assert [each.day for each in entries(see(world, viewer="U0BILAL"))] == ["Today", ""]
