"""The unit is one that systemd takes, is hardened, and agrees with the rest. No service is started here."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.conftest import ROOT
from tests.deploy.test_kubernetes import UNDER_WAY
from tests.deploy.tools import complaints

SYSTEMD = ROOT / "deploy" / "systemd"
UNIT = SYSTEMD / "briefbot.service"
PROGRAM = "/opt/briefbot/bin/brief"

EXPOSURE = 15
"""The most that `systemd-analyze security` may find, of 100: 20 and more is no longer "OK"."""


def service() -> dict[str, list[str]]:
    """The keys of the section [Service], each with all its values."""
    text = UNIT.read_text(encoding="utf-8").partition("[Service]")[2].partition("[Install]")[0]
    found = defaultdict(list)
    for name, value in re.findall(r"^(\w+)=(.*)$", text, flags=re.MULTILINE):
        found[name].append(value)
    return dict(found)


@pytest.fixture
def analyze() -> str:
    """systemd's own checker; without it these tests are skipped, but never in CI."""
    path = shutil.which("systemd-analyze")
    if path is None:
        message = "no systemd-analyze on this machine: apt-get install systemd"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The unit with a program that is there: systemd refuses one that is not."""
    unit = tmp_path / "briefbot.service"
    text = UNIT.read_text(encoding="utf-8")
    assert f"ExecStart={PROGRAM} run\n" in text
    unit.write_text(text.replace(PROGRAM, sys.executable), encoding="utf-8")
    return unit


def test_systemd_finds_nothing_wrong_with_the_unit(analyze: str, installed: Path) -> None:
    assert complaints(analyze, "verify", "--man=no", "--recursive-errors=no", installed) == ""


def test_systemd_finds_the_unit_well_shut_off(analyze: str, installed: Path) -> None:
    assert complaints(analyze, "security", "--offline=yes", f"--threshold={EXPOSURE}", installed) == ""


def test_every_key_is_told_once_but_those_that_add_up() -> None:
    several = {name for name, values in service().items() if len(values) > 1}
    assert several == {"Environment", "SystemCallFilter"}


def test_it_writes_nothing_but_its_state_as_a_user_of_its_own() -> None:
    told = service()
    assert told["User"] == told["Group"] == told["StateDirectory"] == ["briefbot"]
    assert told["ProtectSystem"] == ["strict"]
    assert "ReadWritePaths" not in told
    users = (SYSTEMD / "briefbot.sysusers").read_text(encoding="utf-8")
    assert re.search(r"^u briefbot - \"Briefbot\" /var/lib/briefbot$", users, flags=re.MULTILINE)


def test_its_settings_are_settings_and_none_of_them_is_a_secret() -> None:
    given = dict(word.split("=", 1) for word in service()["Environment"])
    ours = {name: value for name, value in given.items() if name.startswith("BRIEF_")}
    assert {name.lower() for name in ours} <= set(Settings.model_fields)
    assert ours["BRIEF_DATABASE_URL"] == f"sqlite:///{service()['WorkingDirectory'][0]}/briefbot.db"
    assert not [name for name in given if name.startswith("SLACK_")]
    assert service()["EnvironmentFile"] == ["/etc/briefbot/briefbot.env"]


def test_it_comes_back_and_is_given_time_to_end() -> None:
    told = service()
    assert told["Restart"] == ["on-failure"]
    assert float(told["TimeoutStopSec"][0]) > UNDER_WAY
