"""What Slack sends, read strictly in this one place: JSON, or a form that may hold JSON in `payload`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn
from urllib.parse import parse_qsl

from slack_bolt import BoltRequest
from slack_bolt.context import BoltContext
from slack_bolt.request.internals import build_context

from bot.slack import shapes

Payload = dict[str, Any]

_JSON: Final = "application/json"
CONTENT_TYPES: Final = frozenset({_JSON, "application/x-www-form-urlencoded"})

_HEADERS: Final = (
    "content-type",
    "x-slack-request-timestamp",
    "x-slack-signature",
    "x-slack-retry-num",
    "x-slack-retry-reason",
)
"""All that Bolt is shown: no signature covers headers, and Bolt obeys some of its own."""

_MOST_FIELDS: Final = 100
_DEEPEST: Final = 64


class SlackHttpRequest(BoltRequest):
    """A request that is read already; a ValueError where Bolt cannot read it.

    Bolt 1.30 takes any form that has the letters "payload" in it for an interaction, so that
    `/brief payload` would arrive empty. The signature is over `raw_body`, which stays as it came.
    """

    def __init__(self, payload: Payload, body: bytes, headers: Mapping[str, str]) -> None:
        shown: dict[str, Any] = {name: headers[name] for name in _HEADERS if name in headers}
        super().__init__(body="", headers=shown)
        self.raw_body = body.decode()
        self.body = payload
        try:
            self.context = build_context(BoltContext(), payload)
        except (AttributeError, TypeError, KeyError, IndexError, RecursionError):
            raise ValueError("of another shape than Bolt reads") from None


def read(kind: str, body: bytes) -> Payload:
    """The payload in a body of one of `CONTENT_TYPES`.

    Raises:
        ValueError: it is none of Slack's.

    """
    payload = _usual(_parsed(kind, body.decode("utf-8")))
    shapes.check(payload)
    return payload


def _usual(payload: Payload) -> Payload:
    """A payload as it usually is.

    A field that is null is none: Bolt, and who reads on, would look into it. And where a whole
    organisation has installed the app, an interaction may have no team but the user's.
    """
    kept = {name: value for name, value in payload.items() if value is not None}
    user = kept.get("user")
    if "team" in kept or not isinstance(user, dict) or not user.get("team_id"):
        return kept
    return {**kept, "team": {"id": user["team_id"]}}


def _parsed(kind: str, text: str) -> Payload:
    if kind == _JSON:
        return _json_object(text)
    fields: Payload = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    return _json_object(fields["payload"]) if "payload" in fields else _clean(fields)


def may_come_again(payload: Payload) -> bool:
    """Whether Slack may send the very same bytes twice, and means it.

    What is typed into a menu that asks for its options has no id in it: the same letters within a second
    are the same request. Such a one changes nothing, so it may be answered each time.
    """
    return payload.get("type") == "block_suggestion"


def _json_object(text: str) -> Payload:
    try:
        value = json.loads(text, parse_constant=_no_json)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(value, dict):
        raise ValueError("no object")
    cleaned: Payload = _clean(value)
    return cleaned


def _no_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _clean(value: Any, depth: int = 0) -> Any:
    """The same without NULs and halves of surrogate pairs: nobody types them, and no database keeps them.

    Raises:
        ValueError: it is nested deeper than anything of Slack's.

    """
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_clean(name, depth): _clean(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_clean(each, depth + 1) for each in value]
    return value
