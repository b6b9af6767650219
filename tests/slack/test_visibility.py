"""Every surface is walked by somebody after a report that is not for them; all that is sent is searched."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from bot.desk.command import Takes
from bot.desk.command import discover as commands
from bot.desk.desk import Desk
from bot.desk.digest.subscription import Part, Schedule, Subscription
from bot.desk.records import Heard, Miss, Mode, Place, Topic
from bot.desk.reply import Verb
from bot.jobs.digests import Ticker
from bot.metrics import Metrics
from bot.playground.signing import signed
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, GENERAL, SOUTH_ASIA
from bot.slack.audiences import SlackAudiences
from bot.slack.checks import LastRead, Watched
from bot.slack.clients import web_client
from bot.slack.health import Draining, health_app
from bot.slack.library_news import Herald
from bot.slack.news_for_askers import tell_askers
from bot.slack.render.message import Click
from bot.slack.surface import discover as surfaces
from bot.slack.surfaces.message_shortcut import CALLBACK
from tests.conftest import NOW, TODAY
from tests.slack.bots import office_for
from tests.slack.restricted import (
    ADVICE,
    ALIAS,
    ELSEWHERE,
    HERE,
    REPORT,
    SECTION,
    Walk,
    add_quokkas,
    bot_that_is_heard_out,
    live_desk,
    sent,
    served,
    slack_that_says,
    words_in,
)
from tests.slack.talking import Talk

_DIRECT: Final = f"D{ANA[1:]}"
_MISSPELT: Final = "scrub wallabiez"
_QUESTION: Final = "how many setonix were counted?"
_NAMES: Final = (
    ALIAS,
    _MISSPELT,
    _QUESTION,
    "Rottnest Macropods",
    "island findings",
    "islands treaty",
    "ZBT",
)
"""An alias, one misspelt, a question, a title, a report's alias, and a term's."""


@dataclass(frozen=True)
class Step:
    """Something to do in a place; `shows`: where one may see the report, it brings some of it."""

    name: str
    do: Callable[[Walk], None]
    surfaces: frozenset[str]
    shows: bool


STEPS: Final[list[Step]] = []


def step(*surfaces: str, shows: bool = True) -> Callable[[Callable[[Walk], None]], Callable[[Walk], None]]:
    """A step of the walk, and the surface modules that it takes."""

    def added(do: Callable[[Walk], None]) -> Callable[[Walk], None]:
        STEPS.append(Step(do.__name__, do, frozenset(surfaces), shows))
        return do

    return added


@step("slash_command", "stats", "settings_modal")
def every_command(walk: Walk) -> None:
    for command in commands():
        for word in command.words[:1]:
            walk.asks(word)


@step("slash_command")
def every_command_with_each_name(walk: Walk) -> None:
    for command in commands():
        if command.takes is not Takes.NOTHING:
            for name in _NAMES:
                walk.asks(" ".join((*command.words[:1], name)))


@step("mentions")
def a_mention(walk: Walk) -> None:
    for name in _NAMES:
        walk.says(f"@brief {name}")


@step("messages")
def a_further_question_in_a_thread(walk: Walk) -> None:
    asked = walk.says("@brief china")
    for text in ("and setonix?", "and the recommendations on setonix?", _QUESTION):
        walk.says(text, asked.ts)


@step("messages")
def a_thread_that_was_about_it_before(walk: Walk) -> None:
    asked = walk.says("@brief china")
    walk.office.memory.threads.remember(Place(HERE, walk.place, asked.ts), Topic(SECTION), NOW)
    for text in ("and the recommendations?", "tell me more", "how many were counted?"):
        walk.says(text, asked.ts)


@step("messages")
def a_question_without_a_mention(walk: Walk) -> None:
    walk.office.memory.channels.set_mode(HERE, walk.place, Mode.QUESTIONS, by=ANA, at=NOW)
    walk.says("How many setonix were counted on the islands, and what should be done about setonix shade?")
    walk.says(_QUESTION)
    walk.office.memory.channels.set_mode(HERE, walk.place, Mode.MENTIONS, by=ANA, at=NOW)


@step("message_shortcut")
def the_entry_in_a_messages_menu(walk: Walk) -> None:
    for name in (ALIAS, _QUESTION, _MISSPELT):
        said = walk.says(name)
        walk.act("shortcut", callback_id=CALLBACK, channel=walk.place, ts=said.ts)


def targets_of(verb: Verb, walk: Walk) -> list[str]:
    """What a button from before may carry that leads to the report."""
    items = [SECTION, REPORT, ADVICE, f"{REPORT}/terms/zbt", f"{REPORT}/recommendations"]
    origins = [f"{each}:{item}" for each in (Verb.BRIEF, Verb.FULL, Verb.RELATED) for item in items]
    origins += [f"{Verb.ASK}:{_QUESTION}", f"{Verb.ANSWER}:{SECTION}#0"]
    match verb:
        case Verb.ASK:
            walk.typed.extend(_NAMES)  # such a button repeats what was typed
            return list(_NAMES)
        case Verb.SHARE:
            return origins
        case Verb.IN_THREAD:
            thread = walk.says("good morning all").ts
            return [f"{thread}:{origin}" for origin in origins]
        case Verb.ANSWER:
            return [*answers(walk), f"{SECTION}#0"]
        case Verb.EDITORS:
            return [f"{ALIAS} yoghurt", ALIAS]
        case Verb.CASE:
            key = asked_editors(walk, f"{ALIAS} yoghurt prices").key
            return [f"{what}:{key}:{SECTION}" for what in ("add", "take-back", "choose", "elsewhere")]
        case Verb.DIGEST:
            id_ = digest_of_it(walk).id
            return [f"{what}:{id_}" for what in ("change", "why", "pause", "resume", "off")]
        case _:
            return items


def answers(walk: Walk) -> list[str]:
    """The targets of the buttons under the sentences that answer, as those have them who may see it."""
    report = walk.live.last.library.get(REPORT)
    assert report is not None
    desk = Desk(walk.live.last.library)
    origin = desk.answer(_QUESTION, TODAY).origin
    return [origin.target] if origin is not None else []


def digest_of_it(walk: Walk) -> Subscription:
    """A digest on the report, set up while it was for everyone."""
    schedule = Schedule(NOW.time(), frozenset(range(7)), "UTC")
    topics, due = (REPORT, SECTION), NOW + timedelta(days=1)
    made = Subscription("quoted", HERE, walk.place, walk.user, schedule, NOW, topics, next_due=due)
    walk.office.memory.subscriptions.save(made)
    return made


def asked_editors(walk: Walk, query: str, thread: str = "") -> Miss:
    """A question in the editors' hands."""
    heard = Heard.MENTION if thread else Heard.COMMAND
    asked = Miss(HERE, walk.place, walk.user, query, heard, NOW, for_editors=True, thread=thread)
    return walk.office.memory.misses.hand_over(asked)


def pressing(verb: Verb) -> Callable[[Walk], None]:
    def press(walk: Walk) -> None:
        for target in targets_of(verb, walk):
            walk.presses(Click(verb, target))

    press.__name__ = f"a_press_of_{verb.name.lower()}"
    return press


def pressing_at_home(verb: Verb) -> Callable[[Walk], None]:
    def press(walk: Walk) -> None:
        for target in targets_of(verb, walk):
            walk.presses_at_home(Click(verb, target))

    press.__name__ = f"a_press_of_{verb.name.lower()}_on_the_home_tab"
    return press


_QUIET_VERBS: Final = {Verb.USEFUL, Verb.NOT_USEFUL, Verb.EDITORS}
"""Votes bring thanks; a question for the editors is told in their channel, by the words that it has."""

for each_verb in Verb:
    step("buttons", shows=each_verb not in _QUIET_VERBS)(pressing(each_verb))


@step("digests")
def a_digest_on_it(walk: Walk) -> None:
    for part in Part:
        made = replace(digest_of_it(walk), parts=frozenset({part}), even_if_empty=True)
        walk.office.memory.subscriptions.save(made)
        walk.asks("digest now")
    walk.asks("digest list")


@step("digests")
def an_edition_and_what_is_most_asked(walk: Walk) -> None:
    for item in (SECTION, ADVICE, REPORT):
        walk.office.memory.popularity.add(HERE, item, NOW)
    made = replace(digest_of_it(walk), next_due=NOW, topics=(), even_if_empty=True)
    walk.office.memory.subscriptions.save(made)
    late = timedelta(hours=6)
    assert Ticker(walk.office.memory, walk.office.jobs, lambda: NOW, lambda _team: late).tick() == 1


@step("digests")
def the_modal_of_a_digest(walk: Walk) -> None:
    walk.asks("digest")
    view = walk.modal()
    for typed in ("", "quokka", "rottnest", "island", ALIAS):
        walk.suggests(view, "digest_topics", typed)
    walk.act("submit", view_id=view.id, values={"digest_days": {"digest_days": ["0"]}})


@step("stats")
def the_numbers_of_the_workspace(walk: Walk) -> None:
    walk.office.memory.popularity.add(HERE, SECTION, NOW)
    walk.office.memory.misses.add(Miss(HERE, walk.place, walk.user, f"{ALIAS} yoghurt", Heard.COMMAND, NOW))
    for days in (7, 30, 90):
        walk.asks(f"stats {days}")


@step("home")
def the_home_tab(walk: Walk) -> None:
    digest_of_it(walk)
    walk.act("open_app", tab="home")


@step("settings_modal", shows=False)
def the_settings_of_a_channel(walk: Walk) -> None:
    walk.asks("settings")


@step("cases")
def a_question_in_the_editors_channel(walk: Walk) -> None:
    walk.presses(Click(Verb.EDITORS, f"{ALIAS} yoghurt tariffs"))
    miss = asked_editors(walk, f"{ALIAS} yoghurt tariffs")
    walk.presses(Click(Verb.CASE, f"choose:{miss.key}:"))
    view = walk.modal()
    for typed in ("", "quokka", "rottnest", ALIAS):
        walk.suggests(view, "case_section", typed)
    walk.act("close", view_id=view.id)
    walk.presses(Click(Verb.CASE, f"add:{miss.key}:{SECTION}"))


@step("cases")
def news_to_those_who_asked(walk: Walk) -> None:
    asked = walk.says("good morning")
    asked_editors(walk, "setonix shade", asked.ts)
    tell_askers(walk.office)


@step("other_events", shows=False)
def an_event_that_no_surface_asked_for(walk: Walk) -> None:
    said = walk.says(ALIAS)
    walk.act("delete", channel=walk.place, ts=said.ts)


_NEVER_AT_HOME: Final = {Verb.CASE}
"""Questions are decided in the editors' channel alone."""

for each_verb in (verb for verb in Verb if verb not in _NEVER_AT_HOME):
    at_home = each_verb not in _QUIET_VERBS | {Verb.SHARE, Verb.IN_THREAD}  # no message, so nothing to share
    step("buttons", "home", shows=at_home)(pressing_at_home(each_verb))


@step("shared_channels", shows=False)
def a_channel_that_becomes_shared(walk: Walk) -> None:
    event = {"type": "channel_shared", "channel": walk.place, "event_ts": "1.1"}
    body = {"type": "event_callback", "team_id": HERE, "event_id": "Ev1", "event_time": 1, "event": event}
    text = json.dumps(body)
    headers = signed(text, walk.edge.secret, content_type="application/json")
    assert walk.edge.post(text, headers).status_code == 200


def a_report_that_breaks(walk: Walk) -> None:
    """Not a surface's, but said in the editors' channel."""
    file = walk.live.folders[0] / REPORT / "report.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "wadjemup: rottnest\n", encoding="utf-8")
    reload = walk.live.reload()
    assert reload is not None
    assert reload.problems
    Herald(walk.office, lambda: [HERE])(reload)


STEPS.append(Step("a_report_that_breaks", a_report_that_breaks, frozenset(), shows=False))


@step("departure", shows=False)
def the_app_is_removed(walk: Walk) -> None:
    walk.act("uninstall")


_EVERYBODY: Final[dict[str, Any]] = {"id": ANA, "team_id": HERE}
_GUEST: Final = {**_EVERYBODY, "is_restricted": True}
_STRANGER: Final = {**_EVERYBODY, "team_id": ELSEWHERE, "is_stranger": True}
_OWN: Final[dict[str, Any]] = {"id": GENERAL}
_CONNECTED: Final = {**_OWN, "is_ext_shared": True}


@dataclass(frozen=True)
class Situation:
    """For whom the report is, where somebody is after it, and what Slack says of them and of the channel."""

    visibility: str
    place: str
    person: dict[str, Any]
    channel: dict[str, Any]


_SOUTH_ASIA: Final = f"{{channels: [{SOUTH_ASIA}]}}"
_MEMBERS: Final = f"{{workspaces: [{HERE}]}}"
_OTHERS: Final = f"{{workspaces: [{ELSEWHERE}]}}"

HIDDEN: Final = {
    "in another channel": Situation(_SOUTH_ASIA, GENERAL, _EVERYBODY, _OWN),
    "in a direct message": Situation(_SOUTH_ASIA, _DIRECT, _EVERYBODY, _OWN),
    "in another workspace": Situation(_OTHERS, SOUTH_ASIA, _EVERYBODY, _OWN),
    "in a direct message of another workspace": Situation(_OTHERS, _DIRECT, _EVERYBODY, _OWN),
    "by a guest in a direct message": Situation(_MEMBERS, _DIRECT, _GUEST, _CONNECTED),
    "in a Slack Connect channel": Situation(_MEMBERS, GENERAL, _STRANGER, _CONNECTED),
}
SHOWN: Final = {
    "in its channel": Situation(_SOUTH_ASIA, SOUTH_ASIA, _EVERYBODY, _OWN),
    "by a member": Situation(_MEMBERS, GENERAL, _EVERYBODY, _OWN),
    "by a member in a direct message": Situation(_MEMBERS, _DIRECT, _EVERYBODY, _OWN),
}


def walked(stand_in: StandIn, content: Path, desk: Desk, situation: Situation) -> dict[str, list[str]]:
    """The words of the report that the bot sent in each step."""
    add_quokkas(content, situation.visibility)
    is_direct = situation.place == _DIRECT
    office = office_for(desk, editors_channel=GENERAL if is_direct else situation.place)
    live = live_desk(content, office)
    with ExitStack() as until_end:
        told = until_end.enter_context(slack_that_says(situation.person, situation.channel))
        client = web_client(stand_in.app.bot_token, told)
        office = replace(office, desks=live, audiences=SlackAudiences(live, lambda _team: client))
        edge, is_done = until_end.enter_context(bot_that_is_heard_out(stand_in, office))
        walk = Walk(Talk(stand_in, office), live, edge, is_done, situation.place, ANA)
        return {each.name: _heard_in(walk, each) for each in STEPS}


def _heard_in(walk: Walk, one: Step) -> list[str]:
    with walk.heard() as exchanges:
        one.do(walk)
    found = [word for each in exchanges for word in words_in(sent(each), walk.typed)]
    return sorted(set(found))


@pytest.mark.parametrize("where", HIDDEN)
def test_no_word_of_a_report_goes_where_it_may_not_be_seen(
    stand_in: StandIn, own_content: Path, desk: Desk, where: str
) -> None:
    said = walked(stand_in, own_content, desk, HIDDEN[where])
    assert {name: words for name, words in said.items() if words} == {}


@pytest.mark.parametrize("where", SHOWN)
def test_where_it_may_be_seen_the_same_steps_show_it(
    stand_in: StandIn, own_content: Path, desk: Desk, where: str
) -> None:
    said = walked(stand_in, own_content, desk, SHOWN[where])
    expected = {each.name for each in STEPS if each.shows and not _is_elsewhere(each, SHOWN[where])}
    assert expected - {name for name, words in said.items() if words} == set()


def _is_elsewhere(one: Step, situation: Situation) -> bool:
    """Whether a step shows things to the person alone, who is not the channel that the report is for."""
    return "home" in one.surfaces and situation.visibility == _SOUTH_ASIA


def test_the_health_check_has_no_word_of_it(own_content: Path, desk: Desk) -> None:
    add_quokkas(own_content, _SOUTH_ASIA)
    office = office_for(desk)
    live = live_desk(own_content, office)
    watched = Watched(office.memory, lambda: [live.last], LastRead(office.now), office.now, Draining())
    with served(health_app(watched.checks(), Metrics("test"))) as base:
        said = [httpx.get(f"{base}{path}", trust_env=False).text for path in ("/readyz", "/metrics")]
    assert "library" in said[0]
    assert words_in(said) == []


def test_every_surface_is_walked() -> None:
    modules = {each.register.__module__.rpartition(".")[2] for each in surfaces()}
    assert modules - {name for each in STEPS for name in each.surfaces} == set()


def test_every_verb_is_pressed() -> None:
    names = {each.name for each in STEPS}
    assert {f"a_press_of_{verb.name.lower()}" for verb in Verb} - names == set()
    at_home = {f"a_press_of_{verb.name.lower()}_on_the_home_tab" for verb in set(Verb) - _NEVER_AT_HOME}
    assert at_home - names == set()
