"""Encrypting what must not be read from a copy of the database: the workspaces' tokens."""

from __future__ import annotations

from typing import Final, Protocol

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import SettingsError, StateError

_PREFIX: Final = "sealed:1:"
"""Marks what is sealed, and how: what was saved before there was a key has no such mark."""

_SETTING: Final = "BRIEF_ENCRYPTION_KEYS"


class Seal(Protocol):
    """Encrypts text on its way into the database, and decrypts it on its way out."""

    def close(self, text: str) -> str:
        """What is stored instead of the text."""

    def open(self, stored: str) -> str:
        """The text again; what was stored without a seal is the text itself.

        Raises:
            StateError: it was sealed with a key that is not there.

        """

    def is_newest(self, stored: str) -> bool:
        """Whether it is stored as it would be now."""


class NoSeal:
    """Implements `Seal` where no key is set: text is stored as it is."""

    def close(self, text: str) -> str:
        """The text itself."""
        return text

    def open(self, stored: str) -> str:
        """The text itself.

        Raises:
            StateError: it is sealed.

        """
        if stored.startswith(_PREFIX):
            raise StateError(f"tokens in the database are encrypted: set {_SETTING} to the key they need")
        return stored

    def is_newest(self, stored: str) -> bool:
        """Whether it is not sealed."""
        return not stored.startswith(_PREFIX)


class KeySeal:
    """Implements `Seal` with Fernet keys, the newest first: it closes with that one, and opens with any."""

    def __init__(self, keys: list[Fernet]) -> None:
        self._keys = MultiFernet(keys)
        self._newest = keys[0]

    def close(self, text: str) -> str:
        """The text, encrypted with the newest key."""
        return _PREFIX + self._keys.encrypt(text.encode()).decode()

    def open(self, stored: str) -> str:
        """The text, decrypted with whichever key fits.

        Raises:
            StateError: none does, or it was damaged.

        """
        if not stored.startswith(_PREFIX):
            return stored
        try:
            return self._keys.decrypt(stored.removeprefix(_PREFIX)).decode()
        except InvalidToken:
            raise StateError(
                f"a token in the database was encrypted with a key that is not in {_SETTING}: add that key"
                " at its end, or install the app again in the workspace"
            ) from None

    def is_newest(self, stored: str) -> bool:
        """Whether it is encrypted with the newest key."""
        if not stored.startswith(_PREFIX):
            return False
        try:
            self._newest.decrypt(stored.removeprefix(_PREFIX))
        except InvalidToken:
            return False
        return True


def seal_of(keys: str) -> Seal:
    """The seal for the value of BRIEF_ENCRYPTION_KEYS: keys with commas in between; "" is for none.

    Raises:
        SettingsError: one of them is no key; the error says which, and does not hold it.

    """
    if not keys:
        return NoSeal()
    return KeySeal([_key(number, key.strip()) for number, key in enumerate(keys.split(","), start=1)])


def _key(number: int, key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        raise SettingsError(
            [f"{_SETTING} is malformed: key {number} of it is none. `brief db new-key` makes one."]
        ) from None
