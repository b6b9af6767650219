"""What is set: all problems at once, misspelt names, and who may read the `.env` file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.doctor.configuration import ENV_FILE, NAMES, SETTINGS
from bot.doctor.finding import State
from tests.doctor.setting_up import around, found

ENOUGH = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def env_file(folder: Path, text: str | bytes, mode: int = 0o600) -> Path:
    path = folder / ".env"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    path.chmod(mode)
    return path


def test_settings_that_are_enough_and_well_formed_are_ok() -> None:
    assert found(SETTINGS, around(ENOUGH)).state is State.OK


def test_all_that_is_malformed_or_missing_is_told_at_once_with_its_fix() -> None:
    wrong = {"BRIEF_PORT": "eighty", "BRIEF_LOG_LEVEL": "LOUD", "SLACK_APP_TOKEN": "xoxb-9-mistaken"}
    finding = found(SETTINGS, around(wrong))
    assert finding.state is State.FAILED
    assert finding.details["malformed"] == ["SLACK_APP_TOKEN", "BRIEF_PORT", "BRIEF_LOG_LEVEL"]
    assert finding.details["missing"] == ["SLACK_BOT_TOKEN"]
    for name in (*finding.details["malformed"], *finding.details["missing"]):
        assert name in finding.found
        assert name in finding.fix


def test_what_is_malformed_counts_as_its_default_for_the_other_checks() -> None:
    given = around({"BRIEF_PORT": "eighty", "BRIEF_HOST": "0.0.0.0"}).given  # noqa: S104 - not listened on
    assert (given.settings.brief_port, given.settings.brief_host) == (3000, "0.0.0.0")  # noqa: S104 - the same


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    path = env_file(tmp_path, "BRIEF_PORT=8080\nBRIEF_LOG_LEVEL=DEBUG\n")
    settings = around({"BRIEF_PORT": "9090"}, env_file=path).given.settings
    assert (settings.brief_port, settings.brief_log_level) == (9090, "DEBUG")


def test_what_the_process_itself_has_set_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_PORT", "9999")
    assert around({}).given.settings.brief_port == 3000


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("SLACK_TOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK_SIGNING_SECRETS", "SLACK_SIGNING_SECRET"),
        ("BRIEF_CONTENTS", "BRIEF_CONTENT"),
        ("BRIEF_EDITOR_CHANNEL", "BRIEF_EDITORS_CHANNEL"),
        ("BRIEFPORT", "BRIEF_PORT"),
    ],
)
def test_a_name_that_looks_like_one_of_ours_is_asked_about(name: str, meant: str) -> None:
    finding = found(NAMES, around({name: "1"}))
    assert finding.state is State.WARNING
    assert f"{name}: did you mean {meant}?" in finding.fix


@pytest.mark.parametrize("name", ["SLACK_WEBHOOK_URL", "BRIEF_TEST_POSTGRES_URL", "PATH", "HOME"])
def test_a_name_of_somebody_else_is_left_alone(name: str) -> None:
    assert found(NAMES, around({name: "1"})).state is State.OK


def test_a_misspelt_name_in_the_file_is_told_whatever_it_begins_with(tmp_path: Path) -> None:
    path = env_file(tmp_path, "export SLAK_BOT_TOKEN=xoxb-1\n")
    assert "did you mean SLACK_BOT_TOKEN?" in found(NAMES, around(env_file=path)).fix


def test_without_a_file_nothing_is_wrong_with_it() -> None:
    assert found(ENV_FILE, around()).state is State.NOT_NEEDED


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o666])
def test_a_file_that_others_may_read_is_told_with_the_command_that_mends_it(
    tmp_path: Path, mode: int
) -> None:
    finding = found(ENV_FILE, around(env_file=env_file(tmp_path, "BRIEF_PORT=1\n", mode)))
    assert (finding.state, finding.details["mode"]) == (State.WARNING, f"{mode:04o}")
    assert finding.fix == f"chmod 600 {tmp_path}/.env"


def test_a_file_that_its_owner_alone_may_read_is_ok(tmp_path: Path) -> None:
    assert found(ENV_FILE, around(env_file=env_file(tmp_path, "BRIEF_PORT=1\n"))).state is State.OK


def test_lines_that_are_no_settings_are_told_by_their_numbers_alone(tmp_path: Path) -> None:
    path = env_file(tmp_path, "BRIEF_PORT=1\nSLACK_BOT_TOKEN='xoxb-hidden\n\nbrief port 3\n")
    finding = found(ENV_FILE, around(env_file=path))
    assert finding.state is State.FAILED
    assert finding.details["lines"] == [2, 4]
    assert "xoxb-hidden" not in f"{finding}"


def test_a_file_that_is_no_text_is_told() -> None:
    finding = found(ENV_FILE, around(env_file=Path("/dev")))
    assert finding.state is State.FAILED


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    finding = found(ENV_FILE, around(env_file=env_file(tmp_path, "BRIEF_HOST=ö".encode("utf-16"))))
    assert (finding.state, "not UTF-8" in finding.found) == (State.FAILED, True)
