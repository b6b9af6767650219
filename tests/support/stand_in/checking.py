"""The validation of what the bot sends: every problem is kept, and becomes Slack's refusal."""

from __future__ import annotations

from collections.abc import Mapping

from bot.playground.rules import Problem, problems_of_message, problems_of_view

from .methods import MESSAGE_METHODS, VIEW_METHODS
from .records import ApiCall, JsonObject, Record


class Checker:
    """Validates, and keeps what it finds in `problems`."""

    def __init__(self) -> None:
        self.problems: Record[Problem] = Record()

    def message(self, message: Mapping[str, object]) -> list[Problem]:
        """What Slack would refuse a message for."""
        return self._kept(problems_of_message(message))

    def call(self, call: ApiCall) -> list[Problem]:
        """What Slack would refuse the message or view in a call's arguments for."""
        if call.method in MESSAGE_METHODS:
            return self.message(_without_team(call.arguments))
        view = call.arguments.get("view")
        if call.method in VIEW_METHODS and isinstance(view, Mapping):
            return self._kept(problems_of_view(view))
        return []

    def _kept(self, problems: list[Problem]) -> list[Problem]:
        self.problems.add(*problems)
        return problems


def _without_team(arguments: JsonObject) -> JsonObject:
    # Bolt's client names the workspace in every call; Slack reads it for org-wide tokens only.
    return {key: value for key, value in arguments.items() if key != "team_id"}
