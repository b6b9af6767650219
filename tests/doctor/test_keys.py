"""The client's id goes with its secret, and keys are keys."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.doctor.finding import State
from bot.doctor.keys import CLIENT, KEYS
from tests.doctor.setting_up import around, found

BOTH = {"SLACK_CLIENT_ID": "123.456", "SLACK_CLIENT_SECRET": "s3cret"}


def test_both_or_neither_is_fine() -> None:
    assert found(CLIENT, around(BOTH)).state is State.OK
    assert found(CLIENT, around()).state is State.NOT_NEEDED


@pytest.mark.parametrize(
    ("there", "missing"),
    [("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"), ("SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID")],
)
def test_one_without_the_other_is_told_by_name(there: str, missing: str) -> None:
    finding = found(CLIENT, around({there: BOTH[there]}))
    assert (finding.state, finding.details["missing"]) == (State.FAILED, missing)
    assert "App Credentials" in finding.fix


def test_a_client_id_of_another_form_is_a_warning() -> None:
    finding = found(CLIENT, around({**BOTH, "SLACK_CLIENT_ID": "A012345"}))
    assert (finding.state, "Client ID" in finding.fix) == (State.WARNING, True)


def test_keys_that_are_well_formed_are_counted() -> None:
    keys = ",".join(Fernet.generate_key().decode() for _ in range(2))
    finding = found(KEYS, around({"BRIEF_ENCRYPTION_KEYS": keys}))
    assert (finding.state, finding.details["keys"]) == (State.OK, 2)


def test_a_key_that_is_none_is_told_by_its_place_and_not_shown() -> None:
    keys = f"{Fernet.generate_key().decode()},hunter2"
    finding = found(KEYS, around({"BRIEF_ENCRYPTION_KEYS": keys}))
    assert (finding.state, "key 2" in finding.found) == (State.FAILED, True)
    assert "brief db new-key" in finding.fix
    assert "hunter2" not in f"{finding}"


def test_tokens_of_workspaces_without_a_key_are_a_warning() -> None:
    finding = found(KEYS, around(BOTH))
    assert (finding.state, "brief db new-key" in finding.fix) == (State.WARNING, True)


def test_without_workspaces_no_key_is_needed() -> None:
    assert found(KEYS, around()).state is State.NOT_NEEDED
