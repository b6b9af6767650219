"""Rules between the keys of one object, for use in a `Shape`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from bot.playground.rules.checks import wrong
from bot.playground.rules.problem import Problem, at_index, at_key
from bot.playground.rules.shapes import Rule


def items(value: Mapping[str, object], key: str) -> Sequence[object]:
    """The array under a key, or an empty one; the shape has already checked its type."""
    return cast("Sequence[object]", value.get(key, ()))


def at_least_one(*keys: str) -> Rule:
    """At least one of the keys must be there."""

    def rule(value: Mapping[str, object], path: str) -> list[Problem]:
        if any(key in value for key in keys):
            return []
        return wrong(path, f"needs at least one of {', '.join(keys)}, found none")

    return rule


def at_most_one(*keys: str) -> Rule:
    """The keys exclude each other."""

    def rule(value: Mapping[str, object], path: str) -> list[Problem]:
        present = [key for key in keys if key in value]
        if len(present) < 2:
            return []
        return wrong(path, f"may have only one of {', '.join(keys)}, found {len(present)}")

    return rule


def exactly_one(*keys: str) -> tuple[Rule, Rule]:
    """One of the keys, and only one, must be there."""
    return at_least_one(*keys), at_most_one(*keys)


def ordered(low: str, high: str) -> Rule:
    """The lower bound may not exceed the upper; bounds may be numbers or numeric strings."""

    def rule(value: Mapping[str, object], path: str) -> list[Problem]:
        if low not in value or high not in value:
            return []
        least, most = float(str(value[low])), float(str(value[high]))
        if least <= most:
            return []
        return wrong(at_key(path, low), f"must not exceed {high}, found {least:g} > {most:g}")

    return rule


def needs_true(key: str, other: str) -> Rule:
    """A key may be true only where another one is."""

    def rule(value: Mapping[str, object], path: str) -> list[Problem]:
        if value.get(key) is not True or value.get(other) is True:
            return []
        return wrong(at_key(path, key), f"may be true only where {other} is true")

    return rule


def not_both_true(key: str, other: str) -> Rule:
    """Two switches that exclude each other."""

    def rule(value: Mapping[str, object], path: str) -> list[Problem]:
        if value.get(key) is not True or value.get(other) is not True:
            return []
        return wrong(at_key(path, key), f"may not be true together with {other}")

    return rule


def initial_among_options(value: Mapping[str, object], path: str) -> list[Problem]:
    """A pre-selected option must equal one of the options on offer, as Slack compares them."""
    offered = list(items(value, "options"))
    for group in items(value, "option_groups"):
        offered += items(cast("Mapping[str, object]", group), "options")
    chosen = [
        (at_index(at_key(path, "initial_options"), i), option)
        for i, option in enumerate(items(value, "initial_options"))
    ]
    if "initial_option" in value:
        chosen.append((at_key(path, "initial_option"), value["initial_option"]))
    message = "must be exactly one of the options offered"
    return [p for place, option in chosen if option not in offered for p in wrong(place, message)]
