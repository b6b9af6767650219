"""What Slack says of the tokens, and what it shows of the time."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot import clock
from bot.doctor.finding import State
from bot.doctor.slack_app import APP_TOKEN, BOT_TOKEN, CLOCK, SCOPES, WITHOUT, judge_clock, judge_scopes
from bot.playground.faults import dropped, server_error, slow
from bot.playground.stand_in import StandIn
from bot.slack.inquiry import Answer, WebApi
from bot.slack.manifest import manifest
from tests.doctor.setting_up import FakeSlack, around, found, settings_for

WANTED: list[str] = manifest()["oauth_config"]["scopes"]["bot"]


def granting(*scopes: str) -> Answer:
    return Answer("", {}, {"x-oauth-scopes": ",".join(scopes)})


def test_a_bot_token_that_works_is_told_with_its_workspace(stand_in: StandIn) -> None:
    finding = found(BOT_TOKEN, around(settings_for(stand_in)))
    assert finding.state is State.OK
    assert finding.details == {
        "team": "Playground",
        "bot": "brief",
        "team_id": "T0PLAY",
        "user_id": "U0BRIEF",
    }


def test_a_bot_token_that_slack_does_not_know_fails_and_leaves_the_scopes_open(stand_in: StandIn) -> None:
    surroundings = around({**settings_for(stand_in), "SLACK_BOT_TOKEN": "xoxb-0-wrong"})
    finding = found(BOT_TOKEN, surroundings)
    assert (finding.state, finding.details["error"]) == (State.FAILED, "invalid_auth")
    assert "Reinstall to Workspace" in finding.fix
    assert found(SCOPES, surroundings).state is State.NOT_CHECKED


def test_an_app_that_was_uninstalled_is_told(stand_in: StandIn) -> None:
    stand_in.look(lambda platform: setattr(platform.workspace, "is_installed", False))
    finding = found(BOT_TOKEN, around(settings_for(stand_in)))
    assert (finding.state, "Install it again" in finding.fix) == (State.FAILED, True)


def test_the_clock_is_compared_even_where_the_token_is_refused(stand_in: StandIn) -> None:
    assert found(CLOCK, around({**settings_for(stand_in), "SLACK_BOT_TOKEN": "xoxb-0"})).state is State.OK


def test_without_a_bot_token_nothing_is_asked() -> None:
    for name in (BOT_TOKEN, SCOPES, CLOCK):
        assert found(name, around({}, slack=FakeSlack())).state is State.NOT_CHECKED


def test_a_slack_that_refuses_connections_is_told_with_the_hosts_name_and_by_us_alone(
    stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings = {**settings_for(stand_in), "SLACK_API_URL": f"http://127.0.0.1:{port}/api/"}
    finding = found(BOT_TOKEN, around(settings))
    assert finding.found == "127.0.0.1 refuses the connection"
    assert finding.details["trouble"] == "refused"
    assert caplog.records == []


def test_a_slack_that_breaks_off_is_told(stand_in: StandIn) -> None:
    stand_in.look(lambda platform: platform.faults.add(dropped("auth.test")))
    assert found(BOT_TOKEN, around(settings_for(stand_in))).details["trouble"] == "broken"


def test_a_slack_that_is_too_slow_is_told(stand_in: StandIn) -> None:
    stand_in.look(lambda platform: platform.faults.add(slow("auth.test", seconds=1.5)))
    finding = found(BOT_TOKEN, around(settings_for(stand_in), slack=WebApi(stand_in.api_url, 1)))
    assert finding.details["trouble"] == "timeout"


def test_what_answers_in_slacks_place_is_told_as_such(stand_in: StandIn) -> None:
    stand_in.look(lambda platform: platform.faults.add(server_error("auth.test", 503)))
    finding = found(BOT_TOKEN, around(settings_for(stand_in)))
    assert finding.details["error"] == "not_slack"
    assert "internal error" not in f"{finding}"


def test_the_token_of_this_very_manifest_has_all_scopes_and_no_more(stand_in: StandIn) -> None:
    assert found(SCOPES, around(settings_for(stand_in))).state is State.OK


@pytest.mark.parametrize("scope", WANTED)
def test_a_missing_scope_is_told_with_what_does_not_work_without_it(scope: str) -> None:
    finding = judge_scopes(granting(*(each for each in WANTED if each != scope)), WANTED)
    assert (finding.state, finding.details["missing"]) == (State.FAILED, [scope])
    assert f"{scope}: {WITHOUT[scope]}" in finding.found
    assert "Reinstall to Workspace" in finding.fix


def test_a_scope_that_is_not_needed_is_a_warning() -> None:
    finding = judge_scopes(granting(*WANTED, "files:read"), WANTED)
    assert (finding.state, finding.details["extra"]) == (State.WARNING, ["files:read"])


def test_an_answer_without_scopes_leaves_them_open() -> None:
    assert judge_scopes(Answer("", {}), WANTED).state is State.NOT_CHECKED


def test_every_scope_that_the_manifest_asks_for_is_explained() -> None:
    assert sorted(WITHOUT) == WANTED


@pytest.mark.parametrize(
    ("seconds", "state"),
    [
        (0, State.OK),
        (60, State.OK),
        (-60, State.OK),
        (61, State.WARNING),
        (-300, State.WARNING),
        (301, State.FAILED),
        (-301, State.FAILED),
    ],
)
def test_a_clock_is_told_from_a_minute_on_and_fails_from_five(seconds: int, state: State) -> None:
    slack = datetime(2026, 11, 26, 12, tzinfo=UTC)
    finding = judge_clock(format_datetime(slack, usegmt=True), slack + timedelta(seconds=seconds))
    assert (finding.state, finding.details["skew_seconds"]) == (state, seconds)
    assert ("NTP" in finding.fix) is (state is not State.OK)


@pytest.mark.parametrize("date", ["", "yesterday"])
def test_an_answer_without_a_time_leaves_the_clock_open(date: str) -> None:
    assert judge_clock(date, clock.now()).state is State.NOT_CHECKED


def test_a_clock_that_is_off_is_seen_in_slacks_answer(stand_in: StandIn) -> None:
    surroundings = around(settings_for(stand_in), now=lambda: clock.now() - timedelta(hours=1))
    finding = found(CLOCK, surroundings)
    assert (finding.state, "behind Slack's" in finding.found) == (State.FAILED, True)


def test_an_app_token_that_opens_socket_mode_is_ok(stand_in: StandIn) -> None:
    settings = {**settings_for(stand_in), "SLACK_APP_TOKEN": stand_in.app.app_token}
    assert found(APP_TOKEN, around(settings)).state is State.OK


def test_an_app_token_is_needed_in_socket_mode_alone(stand_in: StandIn) -> None:
    assert found(APP_TOKEN, around(settings_for(stand_in))).state is State.NOT_NEEDED
    assert found(APP_TOKEN, around({"SLACK_APP_TOKEN": "xoxb-1"})).state is State.NOT_CHECKED


def test_an_app_token_that_slack_does_not_know_fails(stand_in: StandIn) -> None:
    finding = found(APP_TOKEN, around({**settings_for(stand_in), "SLACK_APP_TOKEN": "xapp-0-wrong"}))
    assert (finding.state, finding.details["error"]) == (State.FAILED, "invalid_auth")


def test_an_app_token_without_its_scope_is_told_which_one() -> None:
    slack = FakeSlack({"apps.connections.open": Answer("missing_scope", {})})
    finding = found(APP_TOKEN, around({"SLACK_APP_TOKEN": "xapp-1"}, slack=slack))
    assert "connections:write" in finding.fix


def test_an_app_token_is_asked_about_although_slack_is_unreachable() -> None:
    slack = FakeSlack({"apps.connections.open": ConnectionRefusedError()})
    assert found(APP_TOKEN, around({"SLACK_APP_TOKEN": "xapp-1"}, slack=slack)).state is State.FAILED
