"""What the editors' channel hears of the library while the bot runs: each state with problems, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from bot.desk.desk import Desk
from bot.desk.records import Heard, Miss
from bot.desk.reload import Reload
from bot.library.snapshot import Library
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, SOUTH_ASIA
from bot.slack.library_news import Herald
from bot.slack.surface import Office
from tests.conftest import NOW
from tests.lookup.made_up import one_report
from tests.slack.bots import bot_over_http, office_for
from tests.support.direct_jobs import DirectJobs
from tests.support.one_desk import OneDesk

TEAM = "T0PLAY"
REFUSED = ("content/herons/report.yaml:3:1: error[missing-key]: 'title' is missing",)


@pytest.fixture
def office(stand_in: StandIn, desk: Desk) -> Iterator[Office]:
    """The office of a bot that serves, with an editors' channel."""
    made = office_for(desk, SOUTH_ASIA)
    with bot_over_http(stand_in, made):
        yield made


@pytest.fixture
def refused(library: Library) -> Reload:
    return Reload(library, library, "as it is now", REFUSED)


def told(office: Office, stand_in: StandIn) -> list[str]:
    """The editors' channel, once everything is posted that was on its way."""
    assert isinstance(office.jobs, DirectJobs)
    office.jobs.finish()
    return stand_in.look(
        lambda platform: [message.text for message in platform.workspace.visible(SOUTH_ASIA, ANA)]
    )


def test_editors_are_told_what_is_wrong_and_that_answers_come_from_before(
    office: Office, stand_in: StandIn, refused: Reload
) -> None:
    Herald(office, lambda: [TEAM])(refused)
    [message] = told(office, stand_in)
    assert "1 problem, so it is not served" in message
    assert "Answers still come from the state before it" in message
    assert "report.yaml:3:1: error[missing-key]" in message


def test_replicas_that_see_the_same_tell_it_once(office: Office, stand_in: StandIn, refused: Reload) -> None:
    Herald(office, lambda: [TEAM])(refused)
    Herald(office, lambda: [TEAM])(refused)
    assert len(told(office, stand_in)) == 1


def test_another_problem_is_another_message(office: Office, stand_in: StandIn, refused: Reload) -> None:
    herald = Herald(office, lambda: [TEAM])
    herald(refused)
    herald(replace(refused, problems=("content/herons/report.yaml:9:1: error[bad-date]: no",)))
    assert len(told(office, stand_in)) == 2


def test_once_mended_that_is_told_too(
    office: Office, stand_in: StandIn, refused: Reload, library: Library
) -> None:
    herald = Herald(office, lambda: [TEAM])
    herald(refused)
    herald(Reload(library, library, "mended"))
    assert (
        told(office, stand_in)[-1] == "The library has no problems any more: its newest state is served now."
    )


def test_a_change_that_is_served_needs_no_message(
    office: Office, stand_in: StandIn, library: Library
) -> None:
    Herald(office, lambda: [TEAM])(Reload(one_report(), library, "another"))
    assert told(office, stand_in) == []


def test_a_long_list_of_problems_is_cut_to_what_slack_takes(
    office: Office, stand_in: StandIn, refused: Reload
) -> None:
    many = tuple(f"content/herons/{number}.yaml:1:1: error[bad-name]: {'x' * 5000}" for number in range(300))
    Herald(office, lambda: [TEAM])(replace(refused, problems=many))
    [message] = told(office, stand_in)
    assert "300 problems" in message
    assert "And 295 more." in message
    assert stand_in.refused == []


def test_without_an_editors_channel_the_log_alone_has_it(
    stand_in: StandIn, desk: Desk, refused: Reload
) -> None:
    office = office_for(desk)
    with bot_over_http(stand_in, office):
        Herald(office, lambda: [TEAM])(refused)
        assert told(office, stand_in) == []


def test_what_changed_is_news_for_digests(office: Office, library: Library) -> None:
    herald = Herald(office, lambda: [TEAM])
    herald(Reload(library, library, "first"))
    changed = Library((*one_report().reports, *library.reports))
    herald(Reload(changed, library, "second"))
    assert [news.change.item for news in office.memory.novelty.recent(NOW)] == ["harbours"]


def test_who_asked_what_a_new_report_answers_is_told_so_once(
    stand_in: StandIn, desk: Desk, library: Library
) -> None:
    office = office_for(desk, SOUTH_ASIA)
    with bot_over_http(stand_in, office):
        office.memory.misses.hand_over(Miss(TEAM, SOUTH_ASIA, ANA, "fishing quotas", Heard.COMMAND, NOW))
        changed = Library((*one_report().reports, *library.reports))
        later = replace(office, desks=OneDesk(Desk(changed)))
        for _ in range(2):
            Herald(later, lambda: [TEAM])(Reload(changed, library, "another"))
        told(office, stand_in)
        found = stand_in.look(
            lambda platform: [
                message.text
                for channel in platform.workspace.channels.values()
                for message in platform.workspace.visible(channel.id, ANA)
                if "The library can answer that now" in message.text
            ]
        )
    assert len(found) == 1
    assert "Ships come and go." in found[0]


def test_readyz_tells_what_is_served_and_why_not_the_newest(
    stand_in: StandIn, desk: Desk, refused: Reload
) -> None:
    with bot_over_http(stand_in, office_for(desk), refused.status) as edge:
        answer = httpx.get(edge.url.replace("/slack/events", "/readyz"), trust_env=False)
    assert answer.status_code == 200
    body = answer.json()
    library = body["checks"]["library"]
    assert (body["status"], library["newest_files_are_served"]) == ("ready", False)
    assert (library["problems"], "herons" in answer.text) == (len(REFUSED), False)  # anybody may read it
