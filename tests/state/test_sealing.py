"""Tokens in the database are readable with a key alone."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.errors import SettingsError, StateError
from bot.state.sealing import seal_of

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def test_what_is_sealed_can_be_opened_and_does_not_show_the_text() -> None:
    sealed = seal_of(NEW).close("xoxb-secret")
    assert "xoxb" not in sealed
    assert seal_of(NEW).open(sealed) == "xoxb-secret"


def test_the_same_text_is_sealed_otherwise_each_time() -> None:
    seal = seal_of(NEW)
    assert seal.close("xoxb-secret") != seal.close("xoxb-secret")


def test_what_was_stored_before_there_was_a_key_is_still_read() -> None:
    assert seal_of(NEW).open("xoxb-secret") == "xoxb-secret"


def test_without_a_key_text_is_stored_as_it_is() -> None:
    assert seal_of("").open(seal_of("").close("xoxb-secret")) == "xoxb-secret"


def test_an_older_key_still_opens() -> None:
    sealed = seal_of(OLD).close("xoxb-secret")
    assert seal_of(f"{NEW}, {OLD}").open(sealed) == "xoxb-secret"


def test_the_newest_key_seals() -> None:
    sealed = seal_of(f"{NEW},{OLD}").close("xoxb-secret")
    assert seal_of(NEW).open(sealed) == "xoxb-secret"


@pytest.mark.parametrize("keys", ["", NEW], ids=["no key", "another key"])
def test_a_key_that_is_gone_is_told_with_the_setting_and_without_what_was_sealed(keys: str) -> None:
    sealed = seal_of(OLD).close("xoxb-secret")
    with pytest.raises(StateError, match="BRIEF_ENCRYPTION_KEYS") as error:
        seal_of(keys).open(sealed)
    assert sealed not in str(error.value)


def test_a_damaged_value_is_not_taken_for_text() -> None:
    sealed = seal_of(NEW).close("xoxb-secret")
    with pytest.raises(StateError):
        seal_of(NEW).open(sealed[:-4])


@pytest.mark.parametrize("key", ["hunter2", "", "ключ", NEW[:-2]])
def test_a_malformed_key_is_told_by_its_number_and_not_shown(key: str) -> None:
    with pytest.raises(SettingsError, match=r"BRIEF_ENCRYPTION_KEYS .* key 2 .* `brief db new-key`") as error:
        seal_of(f"{NEW},{key}")
    assert NEW not in str(error.value)
    assert not key or key not in str(error.value)
