"""The port, the limit of open files, and packages that go together."""

from __future__ import annotations

import errno
import resource
import socket

import pytest

from bot.desk.desk import Desk
from bot.doctor.finding import State
from bot.doctor.machine import OPEN_FILES, PACKAGES, PORT, judge_open_files, judge_packages, judge_port
from bot.doctor.web import WebAnswer
from bot.playground.stand_in import StandIn
from tests.doctor.setting_up import FakeWeb, around, found
from tests.slack.bots import bot_over_http, office_for


def test_a_port_that_a_briefbot_listens_on_is_ok(stand_in: StandIn, desk: Desk) -> None:
    with bot_over_http(stand_in, office_for(desk)) as edge:
        port = edge.url.split(":")[2].partition("/")[0]
        finding = found(PORT, around({"BRIEF_PORT": port}))
    assert (finding.state, finding.details["running"]) == (State.OK, True)


def test_a_port_that_something_else_listens_on_fails(stand_in: StandIn) -> None:
    finding = found(PORT, around({"BRIEF_PORT": stand_in.base.rpartition(":")[2]}))
    assert (finding.state, "Set BRIEF_PORT" in finding.fix) == (State.FAILED, True)


@pytest.mark.parametrize("body", [b'{"status": "ok"}', b"[]", b"alive"])
def test_what_answers_on_the_port_in_another_way_is_no_briefbot(stand_in: StandIn, body: bytes) -> None:
    web = FakeWeb(lambda *_: WebAnswer(200, body))
    finding = found(PORT, around({"BRIEF_PORT": stand_in.base.rpartition(":")[2]}, web=web))
    assert finding.state is State.FAILED


def test_a_free_port_is_ok() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    finding = found(PORT, around({"BRIEF_PORT": str(port)}))
    assert (finding.state, finding.details["running"]) == (State.OK, False)


def test_any_free_port_is_ok() -> None:
    assert found(PORT, around({"BRIEF_PORT": "0"})).state is State.OK


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_an_address_of_another_machine_fails(host: str) -> None:
    finding = found(PORT, around({"BRIEF_HOST": host}))
    assert (finding.state, "BRIEF_HOST" in finding.fix) == (State.FAILED, True)


def test_a_port_that_this_user_may_not_have_fails() -> None:
    finding = judge_port("127.0.0.1", 80, errno.EACCES, is_ours=False)
    assert (finding.state, "1024" in finding.fix) == (State.FAILED, True)


@pytest.mark.parametrize(
    ("limit", "state"),
    [(256, State.WARNING), (1024, State.OK), (resource.RLIM_INFINITY, State.OK)],
)
def test_a_low_limit_of_open_files_is_a_warning(limit: int, state: State) -> None:
    finding = judge_open_files(limit)
    assert (finding.state, "ulimit -n" in finding.fix) == (state, state is State.WARNING)


def test_this_machines_limit_is_looked_at() -> None:
    assert found(OPEN_FILES, around()).state in {State.OK, State.WARNING}


def test_packages_that_go_together_are_ok() -> None:
    assert judge_packages(0, "No broken requirements found.", "3.11.7").state is State.OK


def test_packages_that_do_not_go_together_are_told() -> None:
    finding = judge_packages(1, "a 1 requires b, which is not installed.\n", "3.11.7")
    assert (finding.state, "a 1 requires b" in finding.found) == (State.WARNING, True)
    assert "constraints.txt" in finding.fix


def test_without_pip_the_packages_are_left_open() -> None:
    assert judge_packages(1, "/venv/bin/python: No module named pip\n", "3.11.7").state is State.NOT_CHECKED


def test_the_packages_here_are_asked_about() -> None:
    assert found(PACKAGES, around()).state in {State.OK, State.WARNING, State.NOT_CHECKED}
