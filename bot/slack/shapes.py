"""The shapes of what Slack sends: the fields that are read here, and of which type they are.

Whatever is read of a payload stands here, and what stands here is checked before anything is done, so that
the surfaces need not ask of each field what it is. Fields beyond these are Slack's own business.
(Slack's reference: slash commands, interaction payloads, the Events API's envelope.)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Id = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,40}$")]
"""Of a workspace, a person, a channel, a view: capitals and digits."""

Ts = Annotated[str, Field(pattern=r"^[0-9]{1,12}\.[0-9]{1,9}$")]
"""Of a message: seconds and a counter."""

Seconds = Annotated[int, Field(ge=0, lt=2**33)]
"""A moment: whole seconds since 1970."""

Url = Annotated[str, Field(pattern=r"^https?://[^\s/]+/\S*$", max_length=2_000)]
Word = Annotated[str, Field(max_length=2_000)]
"""Something short of ours or Slack's: an action_id, a value, a trigger."""

Text = Annotated[str, Field(max_length=100_000)]
"""Something that a person wrote."""


class Shape(BaseModel):
    """Fields of a JSON object, each of exactly its type; there may be others."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class Command(Shape):
    """A slash command."""

    command: Word
    text: Text = ""
    team_id: Id
    channel_id: Id
    user_id: Id
    trigger_id: Word
    response_url: Url | Literal[""] = ""


class Named(Shape):
    """A workspace, a person or a channel."""

    id: Id


class Option(Shape):
    """What was chosen from a menu, or of boxes."""

    value: Word


class Entry(Shape):
    """What an input of a modal holds."""

    value: Text | None = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    selected_time: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None


class State(Shape):
    """What all inputs hold, by block_id and action_id."""

    values: dict[str, dict[str, Entry]] = {}


class View(Shape):
    """A modal, or a Home tab."""

    id: Id
    type: Word
    callback_id: Word = ""
    private_metadata: Text = ""
    state: State | None = None


class Pressed(Shape):
    """An element."""

    action_id: Word
    block_id: Word = ""
    value: Word | None = None
    selected_option: Option | None = None


class Interaction(Shape):
    """What somebody did with an element, a modal or a shortcut."""

    type: Word
    team: Named
    user: Named
    channel: Named | None = None
    view: View | None = None
    actions: list[Pressed] | None = None
    callback_id: Word | None = None


class Container(Shape):
    """Where an element stands."""

    message_ts: Ts | None = None
    thread_ts: Ts | None = None
    view_id: Id | None = None
    is_ephemeral: bool | None = None


class BlockActions(Interaction):
    """Elements were used."""

    type: Literal["block_actions"]
    trigger_id: Word
    actions: Annotated[list[Pressed], Field(min_length=1)]
    container: Container | None = None
    response_url: Url | None = None


class BlockSuggestion(Interaction):
    """A menu asks for its options."""

    type: Literal["block_suggestion"]
    action_id: Word
    block_id: Word
    value: Text = ""


class Submitted(View):
    """A modal that is sent off."""

    state: State


class ViewSubmission(Interaction):
    """A modal was sent off."""

    type: Literal["view_submission"]
    view: Submitted


class Written(Shape):
    """The message that a shortcut was used on."""

    ts: Ts
    thread_ts: Ts | None = None
    text: Text | None = None


class MessageAction(Interaction):
    """A shortcut in a message's menu."""

    type: Literal["message_action"]
    callback_id: Word
    channel: Named
    message: Written
    response_url: Url


class Happening(Shape):
    """The inside of an event, of whichever type."""

    type: Word
    subtype: Word | None = None


class Event(Shape):
    """An event in its envelope."""

    type: Literal["event_callback"]
    team_id: Id
    event: Happening
    event_time: Seconds | None = None


class Handshake(Shape):
    """Slack asks whether the address is ours."""

    type: Literal["url_verification"]
    challenge: Word


class Saying(Written):
    """A message, as an event tells of it. Whose it is, is not always told."""

    user: Id | None = None
    subtype: Word | None = None


class Message(Happening, Saying):
    """Somebody wrote something, or changed it, or took it back."""

    channel: Id
    channel_type: Word | None = None
    deleted_ts: Ts | None = None
    message: Saying | None = None


class HomeOpened(Happening):
    """Somebody looks at the app's Home tab."""

    user: Id
    tab: Word = ""


class Tokens(Shape):
    """Whose tokens are gone."""

    bot: list[str] | None = None


class TokensRevoked(Happening):
    """Tokens were taken back."""

    tokens: Tokens | None = None


class ChannelShared(Happening):
    """A channel is shared with another organisation, or no longer."""

    channel: Id


_KIND: Final = TypeAdapter(Word)
_BY_TYPE: Final[Mapping[str, type[Shape]]] = {
    "block_actions": BlockActions,
    "block_suggestion": BlockSuggestion,
    "view_submission": ViewSubmission,
    "message_action": MessageAction,
    "url_verification": Handshake,
    "event_callback": Event,
}

_EVENTS: Final[Mapping[str, type[Happening]]] = {
    "app_home_opened": HomeOpened,
    "app_mention": Message,
    "message": Message,
    "tokens_revoked": TokensRevoked,
    "channel_shared": ChannelShared,
    "channel_unshared": ChannelShared,
}


def check(payload: Mapping[str, Any]) -> None:
    """Make sure that a payload has the shape of its kind; of a kind that is not known, that it has one.

    Raises:
        ValueError: it has another shape, or is of two kinds at once.

    """
    if "command" in payload:
        if "type" in payload or "event" in payload:
            raise ValueError("a command and something else")
        Command.model_validate(payload)
        return
    kind = _KIND.validate_python(payload.get("type"), strict=True)
    if "event" in payload and kind != "event_callback":
        raise ValueError("an event and something else")
    _BY_TYPE.get(kind, Interaction).model_validate(payload)
    if kind == "event_callback":
        inner = payload["event"]
        _EVENTS.get(inner["type"], Happening).model_validate(inner)
