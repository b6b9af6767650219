"""The bodies of Web API requests, and the refusals that Slack answers with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import parse_qsl

from bot.playground.model import JsonObject
from bot.playground.rules import Problem

# In a form every value is text: these arguments hold yes or no, and those below JSON.
_BOOLEANS: Final = ("as_user", "link_names", "mrkdwn", "reply_broadcast", "unfurl_links", "unfurl_media")
_JSON_ARGUMENTS: Final = ("attachments", "blocks", "metadata", "unfurls", "view")


class RefusedError(Exception):
    """A request that Slack refuses, under Slack's error code, with its explanations and further fields."""

    def __init__(self, code: str, *messages: str, **more: str) -> None:
        super().__init__(code, *messages)
        self.code = code
        self.messages = messages
        self.more = more

    @property
    def body(self) -> JsonObject:
        """What the Web API answers."""
        body: JsonObject = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


def refusal_of(problems: Sequence[Problem]) -> RefusedError:
    """How Slack refuses a payload with these problems: the first one names the error."""
    return RefusedError(problems[0].code, *map(_explained, problems))


def _explained(problem: Problem) -> str:
    pointer = problem.path.replace("[", "/").replace("]", "").replace(".", "/")
    return f"[ERROR] {problem.message} [json-pointer:/{pointer}]"


def arguments_of(content_type: str, body: bytes) -> JsonObject:
    """The arguments of a call, from either kind of body that Slack takes."""
    kind = content_type.partition(";")[0].strip().lower()
    if not body:
        return {}
    if kind == "application/json":
        return json_object(body)
    if kind == "application/x-www-form-urlencoded":
        pairs = parse_qsl(body.decode(), keep_blank_values=True)
        return {key: _form_value(key, value) for key, value in pairs}
    raise RefusedError("invalid_post_type")


def json_object(body: bytes) -> JsonObject:
    """A body that must be a JSON object."""
    try:
        value: Any = json.loads(body)
    except ValueError as error:
        raise RefusedError("invalid_json") from error
    if not isinstance(value, dict):
        raise RefusedError("json_not_object")
    return value


def _form_value(key: str, value: str) -> object:
    if key in _BOOLEANS and value.lower() in ("true", "false", "1", "0"):
        return value.lower() in ("true", "1")
    if key not in _JSON_ARGUMENTS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value  # the block rules say that text is no list of blocks
