"""Digests: set up in a modal, posted by the tick, changed from wherever they are seen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.desk.digest.subscription import Part, Subscription
from bot.jobs.digests import Ticker
from bot.playground.faults import refused
from bot.playground.installed_app import TEAM
from bot.playground.model import Message, View
from bot.playground.workspace import ANA, BILAL, GENERAL
from tests.conftest import NOW
from tests.desk.reading import REPORT
from tests.slack.bots import Person
from tests.slack.reading import elements_of
from tests.slack.talking import Talk

LATE = timedelta(hours=6)


def opened(talk: Talk, text: str = "/brief digest", user: str = ANA, channel: str = GENERAL) -> View:
    """The modal that a command opens."""
    before = talk.stand_in.look(lambda platform: set(platform.workspace.views))
    talk.does("post", user, channel=channel, text=text)
    return new_view(talk, before)


def new_view(talk: Talk, before: set[str]) -> View:
    views = talk.stand_in.look(lambda platform: dict(platform.workspace.views))
    [new] = [view for id_, view in views.items() if id_ not in before and view.content["type"] == "modal"]
    return new


def saves(talk: Talk, view: View, user: str = ANA, **values: Any) -> None:
    """Choose, and save."""
    given = {f"digest_{name}": {f"digest_{name}": value} for name, value in values.items()}
    talk.does("submit", user, view_id=view.id, values=given)


def the_digest(talk: Talk, channel: str = GENERAL) -> Subscription:
    [only] = talk.office.memory.subscriptions.in_channel(TEAM, channel)
    return only


def time_passes(talk: Talk, until: datetime) -> int:
    """The tick of a moment; how many editions it brings."""
    count = Ticker(talk.office.memory, talk.office.jobs, lambda: until, lambda _team: LATE).tick()
    talk.finish()
    return count


def edition(talk: Talk, channel: str = GENERAL) -> Message:
    """The one edition that is there."""
    [posted] = [each for each in talk.replies(channel) if each.text.startswith("Digest: ")]
    return posted


@pytest.fixture
def weekly(talk: Talk) -> Subscription:
    """A digest in #general, of every day at 9 in London."""
    saves(talk, opened(talk), days=[str(day) for day in range(7)])
    return the_digest(talk)


def test_the_modal_offers_the_persons_own_time_zone(talk: Talk) -> None:
    shown = json.dumps(opened(talk, user=BILAL).content)
    assert "Asia/Karachi" in shown
    assert '"initial_time": "09:00"' in shown


def test_topics_and_zones_are_suggested_while_typing(talk: Talk) -> None:
    view = opened(talk)
    container = {"type": "view", "view_id": view.id}
    where: dict[str, Any] = {
        "container": container,
        "block_id": "digest_topics",
        "action_id": "digest_topics",
    }
    offered = talk.does("suggest", **where, value="kash")["options"]
    assert "India-Pakistan Relations" in json.dumps(offered)
    where = {"container": container, "block_id": "digest_zone", "action_id": "digest_zone"}
    zones = talk.does("suggest", **where, value="new york")["options"]
    assert "America/New_York" in json.dumps(zones)


def test_the_channel_is_told_once_who_set_it_up_and_how_to_change_it(
    talk: Talk, weekly: Subscription
) -> None:
    [told] = talk.replies()
    assert told.text.startswith(f"<@{ANA}> set up a digest here. *09:00 every day, Europe/London time*")
    assert "/brief digest list" in told.text
    assert (weekly.user, weekly.topics, weekly.parts) == (ANA, (), frozenset(Part))


def test_what_was_chosen_is_what_is_kept(talk: Talk) -> None:
    view = opened(talk)
    container = {"type": "view", "view_id": view.id}
    where: dict[str, Any] = {"container": container}
    where |= {"block_id": "digest_topics", "action_id": "digest_topics"}
    talk.does("suggest", **where, value="china")
    topic = f"{REPORT}/china-factor"
    saves(talk, view, topics=[topic], parts=["figure"], time="17:30", days=["0", "4"], empty=["yes"])
    kept = the_digest(talk)
    assert (kept.topics, kept.parts, kept.even_if_empty) == ((topic,), frozenset({Part.FIGURE}), True)
    assert str(kept.schedule) == "17:30 on Monday and Friday, Europe/London time"


def test_no_day_is_an_error_beside_the_days_and_nothing_is_lost(talk: Talk) -> None:
    view = opened(talk)
    answer = talk.stand_in.act(ANA, "submit", view_id=view.id, values={"digest_days": {"digest_days": []}})
    assert "digest_days" in answer["errors"]
    assert talk.office.memory.subscriptions.in_channel(TEAM, GENERAL) == []


def test_an_edition_is_posted_when_it_is_due_and_once_a_day(talk: Talk, weekly: Subscription) -> None:
    assert weekly.next_due is not None
    assert time_passes(talk, weekly.next_due - timedelta(seconds=1)) == 0
    assert time_passes(talk, weekly.next_due) == 1
    assert time_passes(talk, weekly.next_due + timedelta(hours=1)) == 0
    text = edition(talk).text
    assert "Section of the day: Introduction" in text
    assert "Source: " in text
    assert "Past its review date" in text


def test_the_next_edition_shows_what_the_last_one_did_not(talk: Talk, weekly: Subscription) -> None:
    assert weekly.next_due is not None
    for day in range(3):
        assert time_passes(talk, weekly.next_due + timedelta(days=day)) == 1
    shown = talk.office.memory.editions.past(weekly.id)
    keys = [key for each in shown for key in each]
    assert len(keys) == len(set(keys)) == 9


def test_after_a_long_downtime_no_flood_comes(talk: Talk, weekly: Subscription) -> None:
    assert weekly.next_due is not None
    assert time_passes(talk, weekly.next_due + timedelta(days=5, hours=7)) == 0
    assert time_passes(talk, weekly.next_due + timedelta(days=6, hours=1)) == 1


def test_a_preview_is_for_the_asker_alone_and_changes_nothing(talk: Talk, weekly: Subscription) -> None:
    shown = Person(talk.stand_in).types("digest now")
    assert shown.seen_by == ANA
    assert "A preview that only you see" in shown.text
    assert "Section of the day" in shown.text
    assert talk.office.memory.editions.past(weekly.id) == []


def test_a_preview_comes_before_any_digest_is_set_up(talk: Talk) -> None:
    assert "/brief digest sets it up" in Person(talk.stand_in).types("digest now").text


def test_it_can_be_paused_resumed_and_ended_by_command(talk: Talk, weekly: Subscription) -> None:
    for what, said in (("pause", "paused the digest"), ("resume", "resumed the digest")):
        talk.does("post", channel=GENERAL, text=f"/brief digest {what}")
        assert said in " ".join(each.text for each in talk.replies())
        assert the_digest(talk).is_paused is (what == "pause")
    talk.does("post", channel=GENERAL, text="/brief digest off")
    assert talk.office.memory.subscriptions.get(weekly.id) is None


def test_a_channel_may_have_several_and_the_list_tells_them_apart(talk: Talk, weekly: Subscription) -> None:
    saves(talk, opened(talk), time="17:00")
    listed = Person(talk.stand_in).types("digest list")
    assert "09:00 every day" in listed.text
    assert "17:00 Monday to Friday" in listed.text
    assert weekly.id
    assert "Digests here (2)" in Person(talk.stand_in).types("digest pause").text


def test_an_edition_can_be_paused_by_anybody_and_all_are_told(talk: Talk, weekly: Subscription) -> None:
    assert weekly.next_due is not None
    time_passes(talk, weekly.next_due)
    told = Person(talk.stand_in, BILAL).presses(edition(talk), "Pause")
    assert told.seen_by is None
    assert told.text.startswith(f"<@{BILAL}> paused the digest")
    assert the_digest(talk).is_paused
    assert time_passes(talk, weekly.next_due + timedelta(days=1)) == 0


def test_an_edition_says_why_it_is_seen(talk: Talk, weekly: Subscription) -> None:
    assert weekly.next_due is not None
    time_passes(talk, weekly.next_due)
    why = Person(talk.stand_in, BILAL).presses(edition(talk), "Why am I seeing this")
    assert why.seen_by == BILAL
    assert f"<@{ANA}> set this digest up on {NOW.day} November 2026" in why.text


def test_an_edition_can_be_changed_from_where_it_is_seen(talk: Talk, weekly: Subscription) -> None:
    assert weekly.next_due is not None
    time_passes(talk, weekly.next_due)
    before = talk.stand_in.look(lambda platform: set(platform.workspace.views))
    posted = edition(talk)
    talk.does("press", BILAL, **element_named(posted, "Change"))
    saves(talk, new_view(talk, before), BILAL, time="18:00")
    assert f"{the_digest(talk).schedule.at:%H:%M}" == "18:00"
    assert the_digest(talk).user == ANA


def element_named(message: Message, label: str) -> dict[str, Any]:
    [found] = [each for each in elements_of(message) if each.get("text", {}).get("text") == label]
    container = {"type": "message", "channel": message.channel, "ts": message.ts}
    return {"container": container, "block_id": found["block_id"], "action_id": found["action_id"]}


def test_its_briefs_open_in_full(talk: Talk, weekly: Subscription) -> None:
    assert weekly.next_due is not None
    time_passes(talk, weekly.next_due)
    shown = Person(talk.stand_in, BILAL).presses(edition(talk), "Introduction")
    assert (shown.seen_by, shown.text.splitlines()[0]) == (BILAL, "Introduction")


def test_a_channel_that_is_gone_pauses_its_digest_and_tells_who_set_it_up(
    talk: Talk, weekly: Subscription
) -> None:
    assert weekly.next_due is not None
    fault = refused("chat.postMessage", "is_archived", times=1)
    talk.stand_in.look(lambda platform: platform.faults.add(fault))
    time_passes(talk, weekly.next_due)
    assert (the_digest(talk).is_paused, the_digest(talk).paused_because) == (True, "the channel is archived")
    [told] = talk.replies(talk.stand_in.workspace.im_of(ANA).id)
    assert "is paused, since the channel is archived" in told.text


def test_a_digest_in_a_direct_message_is_ones_own(talk: Talk) -> None:
    direct = talk.stand_in.workspace.im_of(ANA).id
    saves(talk, opened(talk, channel=direct))
    kept = the_digest(talk, direct)
    assert kept.next_due is not None
    time_passes(talk, kept.next_due)
    assert edition(talk, direct).thread_ts is None


def test_removing_the_app_stops_its_digests(talk: Talk, weekly: Subscription) -> None:
    talk.does("uninstall")
    talk.stand_in.settle()
    subscriptions = talk.office.memory.subscriptions
    talk.stand_in.wait_for("the digest's end", lambda _: subscriptions.get(weekly.id) is None)


def test_a_question_that_begins_with_digest_is_a_question(talk: Talk) -> None:
    assert "Economy and Aid" in Person(talk.stand_in).types("digest of exports").text


def home(talk: Talk, user: str = ANA) -> View:
    """Somebody's Home tab, as it is published."""
    talk.does("open_app", user, tab="home")

    def published(platform: Any) -> View | None:
        found: View | None = platform.workspace.home_of(user)
        return found

    return talk.stand_in.wait_for("the Home tab", published)


def test_the_home_tab_has_what_to_try_the_topics_and_the_age_of_each_report(talk: Talk) -> None:
    shown = json.dumps(home(talk).content, ensure_ascii=False)
    for part in ("Try: china", "Topics to browse", "Past its review date", "None yet"):
        assert part in shown


def test_the_home_tab_lists_ones_digests_and_is_fresh_after_each_change(
    talk: Talk, weekly: Subscription
) -> None:
    view = home(talk)
    assert "09:00 every day" in json.dumps(view.content)
    [pause] = [
        {"block_id": block["block_id"], "action_id": element["action_id"]}
        for block in view.content["blocks"]
        for element in block.get("elements", ())
        if element.get("text", {})
        and isinstance(element["text"], dict)
        and element["text"]["text"] == "Pause"
    ]
    talk.does("press", container={"type": "view", "view_id": view.id}, **pause)
    talk.stand_in.wait_for("the pause", lambda platform: "Paused" in str(platform.workspace.home_of(ANA)))
    assert talk.office.memory.subscriptions.get(weekly.id) == the_digest(talk)
    talk.finish()
    assert any("paused the digest" in each.text for each in talk.replies())


def test_a_topic_on_the_home_tab_opens_over_it(talk: Talk) -> None:
    view = home(talk)
    [attempt] = [
        {"block_id": block["block_id"], "action_id": element["action_id"]}
        for block in view.content["blocks"]
        for element in block.get("elements", ())
        if isinstance(element.get("text"), dict) and element["text"]["text"] == "Try: china"
    ]
    before = talk.stand_in.look(lambda platform: set(platform.workspace.views))
    talk.does("press", container={"type": "view", "view_id": view.id}, **attempt)
    shown = new_view(talk, before)
    assert "The China Factor" in json.dumps(shown.content)
    assert "Share to channel" not in json.dumps(shown.content)


def test_the_home_tab_of_who_set_it_up_is_fresh_when_somebody_else_changes_it(
    talk: Talk, weekly: Subscription
) -> None:
    home(talk)
    talk.does("post", BILAL, channel=GENERAL, text="/brief digest pause")
    talk.stand_in.wait_for("the pause", lambda platform: "Paused" in str(platform.workspace.home_of(ANA)))
    assert the_digest(talk).id == weekly.id


def test_a_long_list_keeps_to_one_message(talk: Talk, weekly: Subscription) -> None:
    topics = tuple(section.id for section in talk.office.desk_at(TEAM, GENERAL, ANA).library.sections())
    for number in range(25):
        talk.office.memory.subscriptions.save(replace(weekly, id=f"S{number}", topics=topics))
    listed = Person(talk.stand_in).types("digest list")
    assert "Digests here (26)" in listed.text
    assert len(listed.text) < 4_000
    assert "And 16 more" in json.dumps(listed.content)
