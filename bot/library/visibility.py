"""Who may see a report: everyone, whoever reads certain channels, or the members of certain workspaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

_CHANNEL = r"[CGD][A-Z0-9]{2,30}"
_WORKSPACE = r"T[A-Z0-9]{2,30}"
_FORMS: Final = {"channels": _CHANNEL, "workspaces": _WORKSPACE}
_TOLD: Final = {"channels": "whoever reads one of these", "workspaces": "the members of one of these"}

Said = str | dict[str, list[str]]
"""As a file says it: `everyone`, or a list of ids under `channels` or under `workspaces`."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads what is said in a place: a channel of a workspace or, where `channel` is "", one person.

    `members_only`: the channel is the workspace's own, none that is shared with others; and the one person is
    a member, no guest. Guests in a channel of the workspace see what that channel may see.
    """

    team: str = ""
    channel: str = ""
    members_only: bool = False


@dataclass(frozen=True, slots=True)
class Visibility:
    """Ids of Slack's channels or of workspaces; without any, everyone may see it."""

    channels: frozenset[str] = frozenset()
    workspaces: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, said: object) -> Self:
        """Read what a file says.

        Raises:
            ValueError: it is no form of a visibility; the text says what to write.

        """
        if said == "everyone":
            return cls()
        if not isinstance(said, dict) or len(said) != 1 or not said.keys() <= _FORMS.keys():
            raise ValueError("write everyone, or one list, of channels or of workspaces")
        [(form, ids)] = said.items()
        return cls(**{form: frozenset(_ids(form, ids))})

    @property
    def is_everyone(self) -> bool:
        """Whether nobody is kept from it."""
        return not (self.channels or self.workspaces)

    def admits(self, audience: Audience) -> bool:
        """Whether all of an audience may see it."""
        if self.channels:
            return audience.channel in self.channels
        return self.is_everyone or (audience.members_only and audience.team in self.workspaces)

    def said(self) -> Said:
        """The form that files have."""
        forms = {"channels": sorted(self.channels), "workspaces": sorted(self.workspaces)}
        return {form: ids for form, ids in forms.items() if ids} or "everyone"

    def __str__(self) -> str:
        said = self.said()
        if isinstance(said, str):
            return said
        [(form, ids)] = said.items()
        return f"{form} {', '.join(ids)}"


EVERYONE: Final = Visibility()
"""What a report is that says nothing else."""


def _ids(form: str, ids: object) -> Iterable[str]:
    if not isinstance(ids, list | tuple) or not ids:
        raise ValueError(f"'{form}' needs a list of ids; nobody would see a report for none")
    for each in ids:
        if not isinstance(each, str) or not re.fullmatch(_FORMS[form], each):
            example = "C024BE7LH" if form == "channels" else "T024BE7LH"
            raise ValueError(f"'{form}' are ids as Slack gives them, such as {example}; not {each!r}")
        yield each


def _validated(value: object) -> object:
    if isinstance(value, Visibility):
        return value
    try:
        return Visibility.parse(value)
    except ValueError as error:
        raise PydanticCustomError("bad-visibility", "is no visibility: {why}", {"why": str(error)}) from None


def _list_of(form: str) -> dict[str, object]:
    ids = {
        "type": "array",
        "description": _TOLD[form],
        "minItems": 1,
        "items": {"type": "string", "pattern": f"^{_FORMS[form]}$"},
    }
    return {"type": "object", "properties": {form: ids}, "required": [form], "additionalProperties": False}


Visible = Annotated[
    Visibility,
    BeforeValidator(_validated),
    PlainSerializer(lambda visibility: visibility.said(), return_type=Said),
    WithJsonSchema({"anyOf": [{"const": "everyone"}, _list_of("channels"), _list_of("workspaces")]}),
]
"""A visibility as a field of a model."""
