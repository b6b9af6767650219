"""Checks of JSON objects, composed of the checks of their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.playground.rules.checks import Check, kind, one_of, wrong
from bot.playground.rules.problem import Problem, at_key

Rule = Callable[[Mapping[str, object], str], list[Problem]]


@dataclass(frozen=True)
class Shape:
    """The check of a JSON object: unknown keys, missing keys, each value, then the rules.

    The rules between keys run only on an object whose keys are all right, so that they may rely
    on the types and so that one mistake is reported once.
    """

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def __call__(self, value: object, path: str) -> list[Problem]:
        """What is wrong with the value at `path`."""
        if not isinstance(value, Mapping):
            return wrong(path, f"must be an object, found {kind(value)}")
        found = [p for key in value for p in self._key(key, value[key], path)]
        for key in self.required:
            if key not in value:
                found += wrong(at_key(path, key), "is required and missing")
        return found or [p for rule in self.rules for p in rule(value, path)]

    def _key(self, key: object, value: object, path: str) -> list[Problem]:
        check = self.required.get(str(key)) or self.optional.get(str(key))
        place = at_key(path, str(key))
        return check(value, place) if check else wrong(place, "is not a key Slack knows here")


def typed(
    name: str,
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    rules: Iterable[Rule] = (),
) -> Shape:
    """The shape of an object that names itself by its `type` key."""
    return Shape({"type": one_of(name), **(required or {})}, optional or {}, tuple(rules))


def by_type(shapes: Mapping[str, Check], place: str) -> Check:
    """An object whose `type` picks its shape; `place` names what holds it in the message."""

    def check(value: object, path: str) -> list[Problem]:
        if not isinstance(value, Mapping):
            return wrong(path, f"must be an object, found {kind(value)}")
        if "type" not in value:
            return wrong(at_key(path, "type"), "is required and missing")
        name = value["type"]
        if not isinstance(name, str) or name not in shapes:
            return wrong(at_key(path, "type"), f"{name!r} is not a type that {place} can hold")
        return shapes[name](value, path)

    return check
