"""Small checks of one JSON value, from which the tables of the other modules are built.

A check takes a value and its path and returns the problems it finds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from bot.playground.rules.problem import INVALID_BLOCKS, Problem, at_index, units

Check = Callable[[object, str], list[Problem]]

_HTTP_URL = re.compile(r"https?://[^\s/?#<>|]+[^\s<>|]*")
_HTTPS_URL = re.compile(r"https://[^\s/?#<>|]+[^\s<>|]*")
_LINK = re.compile(r"(?:https?://[^\s/?#<>|]+|mailto:[^\s<>|]+|slack://[^\s<>|]+)[^\s<>|]*")


def wrong(path: str, message: str) -> list[Problem]:
    """One problem of a block, as a list."""
    return [Problem(path, INVALID_BLOCKS, message)]


def kind(value: object) -> str:
    """The JSON name of a value's type, for messages."""
    names = {bool: "boolean", int: "number", float: "number", str: "string", type(None): "null"}
    if isinstance(value, Mapping):
        return "object"
    if isinstance(value, list | tuple):
        return "array"
    return names.get(type(value), type(value).__name__)


def string(high: int | None = None, low: int = 1) -> Check:
    """A string of `low` to `high` characters, counted in UTF-16 code units."""

    def check(value: object, path: str) -> list[Problem]:
        if not isinstance(value, str):
            return wrong(path, f"must be a string, found {kind(value)}")
        length = units(value)
        if length < low:
            return wrong(path, f"must have at least {low} character(s), found {length}")
        if high is not None and length > high:
            return wrong(path, f"must have at most {high} characters, found {length}")
        return []

    return check


def _formed(pattern: re.Pattern[str], form: str, high: int | None = None) -> Check:
    sized = string(high)

    def check(value: object, path: str) -> list[Problem]:
        found = sized(value, path)
        if not found and not pattern.fullmatch(str(value)):
            found = wrong(path, f"must be {form}, found {value!r}")
        return found

    return check


def matching(pattern: str, form: str) -> Check:
    """A string of a given form, such as a date; `form` names it in the message."""
    return _formed(re.compile(pattern), form)


def http_url(high: int | None = None) -> Check:
    """An http or https URL, as images and sources need."""
    return _formed(_HTTP_URL, "an http(s) URL", high)


def https_url(high: int | None = None) -> Check:
    """An https URL, as video and sign-in addresses need."""
    return _formed(_HTTPS_URL, "an https URL", high)


def link(high: int | None = None) -> Check:
    """Anything a click may open: an http(s) URL, a mailto: address or a slack:// deep link."""
    return _formed(_LINK, "an http(s), mailto: or slack:// URL", high)


def boolean(value: object, path: str) -> list[Problem]:
    """A JSON boolean."""
    return [] if isinstance(value, bool) else wrong(path, f"must be a boolean, found {kind(value)}")


def number(value: object, path: str) -> list[Problem]:
    """A finite JSON number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return wrong(path, f"must be a number, found {kind(value)}")
    # JSON can write neither NaN nor the infinities.
    if isinstance(value, float) and not math.isfinite(value):
        return wrong(path, f"must be a finite number, found {value}")
    return []


def integer(low: int | None = None, high: int | None = None) -> Check:
    """A whole JSON number within bounds."""

    def check(value: object, path: str) -> list[Problem]:
        if isinstance(value, bool) or not isinstance(value, int):
            return wrong(path, f"must be a whole number, found {kind(value)}")
        if low is not None and value < low:
            return wrong(path, f"must be at least {low}, found {value}")
        if high is not None and value > high:
            return wrong(path, f"must be at most {high}, found {value}")
        return []

    return check


def one_of(*allowed: str) -> Check:
    """One of a closed set of strings."""

    def check(value: object, path: str) -> list[Problem]:
        if isinstance(value, str) and value in allowed:
            return []
        return wrong(path, f"must be one of {', '.join(allowed)}, found {value!r}")

    return check


def unchecked(_value: object, _path: str) -> list[Problem]:
    """Any value: for keys that are checked on their own, where more is known of them."""
    return []


def mapping(value: object, path: str) -> list[Problem]:
    """A JSON object of free content."""
    if isinstance(value, Mapping):
        return []
    return wrong(path, f"must be an object, found {kind(value)}")


def each(item: Check, low: int = 0, high: int | None = None) -> Check:
    """An array of `low` to `high` items, every one of them checked."""

    def check(value: object, path: str) -> list[Problem]:
        if not isinstance(value, list | tuple):
            return wrong(path, f"must be an array, found {kind(value)}")
        found = [p for i, v in enumerate(value) for p in item(v, at_index(path, i))]
        if len(value) < low:
            found += wrong(path, f"must have at least {low} item(s), found {len(value)}")
        if high is not None and len(value) > high:
            found += wrong(path, f"must have at most {high} items, found {len(value)}")
        return found

    return check
