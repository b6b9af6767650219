"""From a question that had no answer to an answer: what editors do about it, and what its asker hears."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.desk.desk import Desk
from bot.desk.records import Delivery, Place, Ruling
from bot.opening.desk import Opening
from bot.opening.live import LiveDesk
from bot.playground.faults import refused
from bot.playground.installed_app import BOT_USER
from bot.playground.model import Message, View
from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, BILAL, CASEY, GENERAL, SOUTH_ASIA
from bot.slack import cases
from bot.slack.news_for_askers import tell_askers
from bot.slack.surface import Office
from tests.slack.bots import Person, bot_over_http, office_for
from tests.slack.reading import elements_of, labels
from tests.slack.talking import Talk
from tests.support.direct_jobs import DirectJobs

ADD = "Add as alias to “Economy and Aid”"
CHINA = "us-pakistan-reengagement/china-factor"
ECONOMY = "us-pakistan-reengagement/economy-and-aid"
LONG = "yoghurt recipes involving cardamom saffron pistachio"


@pytest.fixture
def office(desk: Desk, own_content: Path) -> Office:
    """What a bot works with whose library's files and names can change."""
    made = office_for(desk, SOUTH_ASIA)
    return replace(made, desks=LiveDesk(Opening(own_content), made.memory.aliases.names))


@pytest.fixture
def talk(stand_in: StandIn, office: Office) -> Iterator[Talk]:
    """A channel with the bot in it."""
    with bot_over_http(stand_in, office):
        yield Talk(stand_in, office)


def asks_editors(talk: Talk, query: str = "ferry tariffs", user: str = ANA) -> Message:
    """The thread's first message, once the question in it has been handed to the editors."""
    asked = talk.says(f"@brief {query}", user)
    [nothing] = [each for each in talk.replies() if each.thread_ts == asked.ts]
    hands_over(talk, nothing, user)
    return asked


def hands_over(talk: Talk, nothing: Message, user: str = ANA) -> None:
    told = Person(talk.stand_in, user, nothing.channel).presses(nothing, "Ask the editors")
    assert "You will be told what comes of it" in told.text
    talk.finish()


def case(talk: Talk, number: int = -1) -> Message:
    """The editors' message, as it stands now."""
    return [each for each in talk.replies(SOUTH_ASIA) if "had no answer" in each.text][number]


def presses(talk: Talk, label: str, user: str = BILAL, message: Message | None = None) -> None:
    """Press a button, and wait until the message has another form and everything is said that follows."""
    shown = message or case(talk)
    with changed(talk, shown.ts):
        click(talk, label, user, shown)


def is_told(talk: Talk, label: str, user: str = BILAL, message: Message | None = None) -> str:
    """The private word that a press of a button brings."""
    person = Person(talk.stand_in, user, SOUTH_ASIA)
    told = person.presses(message or case(talk), label)
    assert told.seen_by == user
    talk.finish()
    return told.text


def opens(talk: Talk, label: str, user: str = BILAL) -> View:
    """The modal that a button opens."""
    before = set(views(talk))
    click(talk, label, user, case(talk))

    def new(platform: Platform) -> list[View]:
        return [view for id_, view in platform.workspace.views.items() if id_ not in before]

    [opened] = talk.stand_in.wait_for("a modal", new)
    return opened


def click(talk: Talk, label: str, user: str, shown: Message) -> None:
    [element] = [each for each in elements_of(shown) if each["text"]["text"] == label]
    container = {"type": "message", "channel": SOUTH_ASIA, "ts": shown.ts}
    ids = {"block_id": element["block_id"], "action_id": element["action_id"]}
    assert talk.stand_in.act(user, "press", container=container, **ids)["ok"]


@contextmanager
def changed(talk: Talk, ts: str) -> Iterator[None]:
    """Wait, at the end, until a message of the editors' channel has another form."""

    def content(platform: Platform) -> str:
        return json.dumps(platform.workspace.messages[SOUTH_ASIA][ts].content)

    before = talk.stand_in.look(content)
    yield
    talk.stand_in.wait_for("another form", lambda platform: content(platform) != before)
    talk.finish()


def views(talk: Talk) -> dict[str, View]:
    return talk.stand_in.look(lambda platform: dict(platform.workspace.views))


def submits(talk: Talk, view: View, user: str = BILAL, **values: str) -> dict[str, Any]:
    given = {name: {name: value} for name, value in values.items()}
    return talk.stand_in.act(user, "submit", view_id=view.id, values=given)


def chooses(talk: Talk, view: View, alias: str, section: str, user: str = BILAL) -> dict[str, Any]:
    """Submit the modal with a name and a section found by typing."""
    where = {"block_id": "case_section", "action_id": "case_section"}
    container = {"type": "view", "view_id": view.id}
    talk.does("suggest", user, container=container, **where, value="")
    return submits(talk, view, user, case_name=alias, case_section=section)


def copy_of(talk: Talk) -> dict[str, Any]:
    """What the editors' message holds now."""
    content: dict[str, Any] = json.loads(json.dumps(case(talk).content))
    return content


def seen_late(talk: Talk, content: dict[str, Any]) -> Message:
    """The editors' message as somebody has it on the screen who was not shown what became of it."""
    return talk.stand_in.look(lambda platform: platform.workspace.post(SOUTH_ASIA, BOT_USER, content))


def news(talk: Talk, asked: Message) -> list[Message]:
    """What was said in a thread after the question and its first reply."""
    replies = [each for each in talk.replies() if each.thread_ts == asked.ts and each.seen_by is None]
    return replies[1:]


def direct_news(talk: Talk, user: str = ANA) -> list[str]:
    channel = talk.stand_in.workspace.im_of(user).id
    return [each.text for each in talk.replies(channel)]


def test_a_short_question_offers_the_nearest_section_and_the_ways_out(talk: Talk) -> None:
    asks_editors(talk)
    assert labels(case(talk)) == [ADD, "Another section…", "Not for us", "Answered elsewhere…"]
    assert "As an alias: “ferry tariffs”" in case(talk).text


def test_a_question_too_long_for_a_name_offers_to_choose_one(talk: Talk) -> None:
    asks_editors(talk, LONG)
    assert labels(case(talk)) == ["Add as alias…", "Not for us", "Answered elsewhere…"]


def test_a_question_near_nothing_offers_to_choose_a_section(talk: Talk) -> None:
    asks_editors(talk, "bitcoin")
    assert labels(case(talk))[0] == "Add as alias…"


def test_an_alias_answers_the_next_query_at_once(talk: Talk) -> None:
    asks_editors(talk)
    presses(talk, ADD)
    assert Person(talk.stand_in, CASEY).types("ferry tariffs").text.startswith("Economy and Aid")


def test_the_message_says_who_added_the_alias_and_its_buttons_go(talk: Talk) -> None:
    asks_editors(talk)
    presses(talk, ADD)
    assert f"“ferry tariffs” was added as an alias of *Economy and Aid* by <@{BILAL}>." in case(talk).text
    assert labels(case(talk)) == ["Take back"]
    [kept] = talk.office.memory.aliases.all()
    assert (kept.item, kept.text, kept.by) == (ECONOMY, "ferry tariffs", BILAL)


def test_the_asker_is_told_once_in_the_thread_with_the_answer_and_its_source(talk: Talk) -> None:
    asked = asks_editors(talk)
    presses(talk, ADD)
    tell_askers(talk.office)
    talk.finish()
    [told] = news(talk, asked)
    assert told.text.startswith(f"<@{ANA}>, you asked “ferry tariffs”. The library can answer that now:")
    assert "Economy and Aid" in told.text
    assert "Source: " in told.text


def test_who_asked_by_a_command_is_told_in_a_direct_message(talk: Talk) -> None:
    hands_over(talk, Person(talk.stand_in).types("ferry tariffs"))
    presses(talk, ADD)
    assert [text.startswith(f"<@{ANA}>, you asked “ferry tariffs”") for text in direct_news(talk)] == [True]


def test_who_asked_in_a_direct_message_is_told_there(talk: Talk) -> None:
    channel = talk.stand_in.workspace.im_of(ANA).id
    talk.says("ferry tariffs", channel=channel)
    [nothing] = talk.replies(channel)
    hands_over(talk, nothing)
    [miss] = talk.office.memory.misses.waiting()
    presses(talk, ADD)
    assert "The library can answer that now" in direct_news(talk)[-1]
    sent = talk.office.memory.deliveries.get(f"news:{miss.key}")
    assert sent is not None
    assert sent.place == Place(miss.team, channel)  # where one may look whether it has arrived


def test_a_question_that_nobody_handed_over_brings_no_news(talk: Talk) -> None:
    unasked = talk.says("@brief ferry tariffs", CASEY)
    asks_editors(talk)
    presses(talk, ADD)
    assert news(talk, unasked) == []


def test_all_who_asked_for_it_are_told(talk: Talk) -> None:
    first, second = asks_editors(talk), asks_editors(talk, user=CASEY)
    presses(talk, ADD)
    assert [len(news(talk, asked)) for asked in (first, second)] == [1, 1]
    assert "The library answers this by now" in is_told(talk, "Not for us", message=case(talk, 0))
    assert labels(case(talk, 0)) == []


def test_a_thread_goes_on_about_the_answer_that_came_later(talk: Talk) -> None:
    asked = asks_editors(talk)
    presses(talk, ADD)
    talk.says("and the recommendations?", thread=asked.ts)
    assert "Recommendations: Economy and Aid" in news(talk, asked)[-1].text


def test_a_second_editor_on_a_stale_copy_is_told_what_was_decided(talk: Talk) -> None:
    asks_editors(talk)
    old = copy_of(talk)
    presses(talk, ADD)
    told = is_told(talk, "Not for us", CASEY, message=seen_late(talk, old))
    assert (
        f"decided already. “ferry tariffs” was added as an alias of *Economy and Aid* by <@{BILAL}>" in told
    )
    decision = talk.office.memory.decisions.on(talk.office.memory.aliases.all()[0].miss)
    assert decision is not None
    assert decision.ruling is Ruling.ALIAS


def test_a_modal_left_open_while_another_editor_decides_says_so(talk: Talk) -> None:
    asks_editors(talk)
    view = opens(talk, "Another section…", CASEY)
    presses(talk, "Not for us")
    chooses(talk, view, "ferry tariffs", CHINA, CASEY)
    assert f"Not for us, says <@{BILAL}>" in json.dumps(views(talk)[view.id].content)
    assert talk.office.memory.aliases.all() == []


def test_of_two_editors_at_the_same_moment_the_first_counts_and_no_name_is_left(talk: Talk) -> None:
    asks_editors(talk)
    [miss] = talk.office.memory.misses.waiting()
    cases.rule(talk.office, miss, CASEY, Ruling.NOT_FOR_US)
    desk = talk.office.editors_desk(miss.team)
    cases.add_alias(talk.office, desk, miss, BILAL, ECONOMY, "ferry tariffs")
    assert talk.office.memory.aliases.all() == []
    assert f"Not for us, says <@{CASEY}>" in cases.decided_already(talk.office, desk, miss)


def test_the_modal_holds_what_is_suggested_and_takes_another_section(talk: Talk) -> None:
    asked = asks_editors(talk)
    view = opens(talk, "Another section…")
    shown = json.dumps(view.content)
    assert '"initial_value": "ferry tariffs"' in shown
    assert ECONOMY in shown
    with changed(talk, case(talk).ts):
        assert chooses(talk, view, "ferries", CHINA)["ok"]
    assert "“ferries” was added as an alias of *The China Factor*" in case(talk).text
    assert "The China Factor" in news(talk, asked)[0].text


def test_a_long_question_gets_a_short_name_and_its_asker_the_section(talk: Talk) -> None:
    asked = asks_editors(talk, LONG)
    view = opens(talk, "Add as alias…")
    assert "initial_value" not in json.dumps(view.content)
    with changed(talk, case(talk).ts):
        chooses(talk, view, "  yoghurt   recipes ", ECONOMY)
    assert Person(talk.stand_in).types("yoghurt recipes").text.startswith("Economy and Aid")
    assert "Economy and Aid" in news(talk, asked)[0].text


def test_sections_are_suggested_while_typing(talk: Talk) -> None:
    asks_editors(talk)
    view = opens(talk, "Another section…")
    where: dict[str, Any] = {"block_id": "case_section", "action_id": "case_section"}
    container = {"type": "view", "view_id": view.id}
    offered = talk.does("suggest", BILAL, container=container, **where, value="chin")["options"]
    assert "The China Factor" in json.dumps(offered)


@pytest.mark.parametrize(
    ("alias", "why"),
    [
        ("Beijing!", "leads to “The China Factor” already"),
        ("fatf", "already: choose another name"),
        ("…", "a letter or a digit"),
    ],
)
def test_a_name_that_cannot_be_is_refused_beside_its_field(talk: Talk, alias: str, why: str) -> None:
    asks_editors(talk)
    answer = chooses(talk, opens(talk, "Another section…"), alias, ECONOMY)
    assert why in answer["errors"]["case_name"]
    assert talk.office.memory.aliases.all() == []
    assert labels(case(talk))[0] == ADD


def test_a_name_that_an_editor_gave_elsewhere_is_refused_too(talk: Talk) -> None:
    asks_editors(talk)
    asks_editors(talk, LONG)
    presses(talk, ADD, message=case(talk, 0))
    answer = chooses(talk, opens(talk, "Add as alias…"), "Ferry-Tariffs", CHINA)
    assert "leads to “Economy and Aid” already" in answer["errors"]["case_name"]


def test_an_alias_can_be_taken_back_and_the_case_is_open_again(talk: Talk) -> None:
    asks_editors(talk)
    presses(talk, ADD)
    old = copy_of(talk)
    presses(talk, "Take back", CASEY)
    assert "Nothing on that" in Person(talk.stand_in).types("ferry tariffs").text
    assert f"The alias “ferry tariffs” was taken back by <@{CASEY}>." in case(talk, 0).text
    assert labels(case(talk, 0))[0] == ADD
    assert "taken back already" in is_told(talk, "Take back", message=seen_late(talk, old))


def test_what_is_decided_after_that_counts_and_the_asker_is_not_told_again(talk: Talk) -> None:
    asked = asks_editors(talk)
    presses(talk, ADD)
    presses(talk, "Take back")
    presses(talk, "Not for us")
    assert f"Not for us, says <@{BILAL}>." in case(talk).text
    assert len(news(talk, asked)) == 1


def test_an_alias_that_the_files_have_by_now_is_not_taken_back_here(talk: Talk, own_content: Path) -> None:
    asks_editors(talk)
    presses(talk, ADD)
    [file] = own_content.rglob("09-economy-and-aid.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("aliases: [", "aliases: [ferry tariffs, ", 1), encoding="utf-8")
    assert isinstance(talk.office.desks, LiveDesk)
    talk.office.desks.reload()
    assert "in the library's files by now" in is_told(talk, "Take back")
    assert labels(case(talk)) == ["Take back"]


def test_not_for_us_is_told_to_the_asker_politely_and_once(talk: Talk) -> None:
    asked = asks_editors(talk)
    old = copy_of(talk)
    presses(talk, "Not for us")
    assert "decided already" in is_told(talk, "Not for us", CASEY, message=seen_late(talk, old))
    assert f"Not for us, says <@{BILAL}>." in case(talk, 0).text
    [told] = news(talk, asked)
    assert "outside what this library covers" in told.text


def test_answered_elsewhere_passes_on_the_editors_words_with_links_and_pings_nobody(talk: Talk) -> None:
    asked = asks_editors(talk)
    words = "See https://ferries.example/a?b=1&c=2, <!channel>."
    with changed(talk, case(talk).ts):
        submits(talk, opens(talk, "Answered elsewhere…"), case_words=words)
    [told] = news(talk, asked)
    assert f"The editors say, by <@{BILAL}>: See <https://ferries.example/a?b=1&amp;c=2>, " in told.text
    assert "&lt;!channel&gt;" in told.text
    assert f"Answered elsewhere, says <@{BILAL}>: See" in case(talk).text


def test_answered_elsewhere_needs_no_words(talk: Talk) -> None:
    asked = asks_editors(talk)
    with changed(talk, case(talk).ts):
        submits(talk, opens(talk, "Answered elsewhere…"))
    assert f"<@{BILAL}>, that it is answered elsewhere" in news(talk, asked)[0].text


def test_a_question_that_a_changed_library_answers_is_told_once(talk: Talk, own_content: Path) -> None:
    asked = asks_editors(talk)
    [file] = own_content.rglob("09-economy-and-aid.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("aliases: [", "aliases: [ferry tariffs, ", 1), encoding="utf-8")
    assert isinstance(talk.office.desks, LiveDesk)
    talk.office.desks.reload()
    assert [tell_askers(talk.office), tell_askers(talk.office)] == [1, 0]
    talk.finish()
    assert len(news(talk, asked)) == 1


def test_a_follow_up_that_had_no_answer_is_told_in_its_thread(talk: Talk) -> None:
    asked = talk.says("@brief china")
    talk.says("what about Tacos?", thread=asked.ts)
    hands_over(talk, news(talk, asked)[0])
    with changed(talk, case(talk).ts):
        chooses(talk, opens(talk, "Add as alias…"), "tacos", ECONOMY)
    assert news(talk, asked)[-1].text.startswith(
        f"<@{ANA}>, you asked “Tacos”. The library can answer that now"
    )


def test_a_question_that_is_still_open_brings_no_news(talk: Talk) -> None:
    asks_editors(talk)
    assert tell_askers(talk.office) == 0


def test_news_that_went_out_before_a_crash_is_not_told_twice(talk: Talk) -> None:
    asked = asks_editors(talk)
    [miss] = talk.office.memory.misses.waiting()
    words = {"text": "The library can answer that now", "blocks": []}
    place = Place(miss.team, miss.channel, miss.thread)
    sent = Delivery(f"news:{miss.key}", place, miss.user, talk.office.now(), words)
    talk.office.memory.deliveries.plan(sent)
    talk.office.jobs.submit(sent.key, place.channel)
    presses(talk, ADD)
    assert len(news(talk, asked)) == 1
    assert talk.office.memory.misses.waiting() == []


def test_another_replica_answers_too_and_tells_nobody_again(talk: Talk, own_content: Path) -> None:
    asked = asks_editors(talk)
    names = talk.office.memory.aliases
    version = names.version()
    there = replace(talk.office, desks=LiveDesk(Opening(own_content), names.names), jobs=DirectJobs())
    presses(talk, ADD)
    assert names.version() != version
    with bot_over_http(talk.stand_in, there):
        there.desks.refresh()
        assert tell_askers(there) == 0
        assert Person(talk.stand_in, CASEY).types("ferry tariffs").text.startswith("Economy and Aid")
    assert len(news(talk, asked)) == 1


def test_a_press_on_another_replica_finds_the_case_decided(talk: Talk, own_content: Path) -> None:
    asks_editors(talk)
    old = copy_of(talk)
    presses(talk, ADD)
    names = talk.office.memory.aliases.names
    there = replace(talk.office, desks=LiveDesk(Opening(own_content), names), jobs=DirectJobs())
    with bot_over_http(talk.stand_in, there):
        assert "decided already" in is_told(
            Talk(talk.stand_in, there), "Not for us", CASEY, message=seen_late(talk, old)
        )


def test_a_question_that_was_forgotten_is_said_to_be_gone(talk: Talk) -> None:
    asks_editors(talk)
    talk.office.memory.forget(ANA)
    assert "no longer kept" in is_told(talk, "Not for us")


def test_where_slack_does_not_take_the_new_form_the_presser_is_told(talk: Talk) -> None:
    asks_editors(talk)
    fault = refused("chat.update", "message_not_found", times=1)
    talk.stand_in.look(lambda platform: platform.faults.add(fault))
    assert f"Not for us, says <@{BILAL}>." in is_told(talk, "Not for us")


def test_the_same_question_asked_again_is_another_one_once_it_was_decided(talk: Talk) -> None:
    asks_editors(talk)
    presses(talk, "Not for us")
    asks_editors(talk)
    assert labels(case(talk))[0] == ADD
    assert len([each for each in talk.replies(SOUTH_ASIA) if "had no answer" in each.text]) == 2


def test_in_general_nothing_of_it_is_seen_by_others(talk: Talk) -> None:
    hands_over(talk, Person(talk.stand_in).types("ferry tariffs"))
    presses(talk, ADD)
    assert talk.replies(GENERAL) == [each for each in talk.replies(GENERAL) if each.seen_by == ANA]
