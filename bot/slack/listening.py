"""Events that may ask us something: stored first, acknowledged then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse

from bot.slack.heard import heard
from bot.slack.intake import take_in
from bot.slack.surface import Office


def listen(app: App, office: Office, event: str) -> None:
    """Take in what events of a kind ask.

    Bolt acknowledges an event before its listener runs, and after the listener's middleware: what is
    stored there survives a crash at any moment after the acknowledgement, and what could not be stored
    is not acknowledged, so that Slack sends it again.
    """

    def store(body: dict[str, Any], context: BoltContext, next: Callable[[], None]) -> BoltResponse:  # noqa: A002, ARG001 - Bolt's name; not called, the answer is here
        # in a channel that is shared with another organisation, the event's own `team_id` may be theirs
        team = context.team_id if isinstance(context.team_id, str) else ""
        ours = {**body, "team_id": team or body.get("team_id")}
        take_in(office, heard(ours, context.bot_user_id or ""))
        return BoltResponse(status=200)

    @app.event(event, middleware=[store])
    def stored() -> None:
        """Nothing is left to do."""
