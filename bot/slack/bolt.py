"""The Bolt app: every surface registered, one token, no auth.test on a request's path."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import StartError
from bot.slack.apology import apology
from bot.slack.clients import NOT_INSTALLED, Clients, authorize_by
from bot.slack.request_ids import ContextThreadPool
from bot.slack.surface import Office, discover

LISTENER_THREADS = 32
"""Bolt's own pool has 5: the sixth slow listener would miss Slack's 3 s (Slack's acknowledgement limit)."""

_log = structlog.get_logger("briefbot")


def identify(client: WebClient) -> AuthorizeResult:
    """Ask Slack who we are: once, at the start.

    Raises:
        StartError: Slack refuses the token, or cannot be reached.

    """
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        reason = error.response.get("error", "unknown")
        hint = "check SLACK_BOT_TOKEN: copy it anew from 'OAuth & Permissions' at api.slack.com/apps"
        raise StartError(f"Slack refuses the bot token ({reason}); {hint}") from None
    except OSError as error:
        raise StartError(f"Slack cannot be reached at {client.base_url} ({type(error).__name__})") from None
    return AuthorizeResult.from_auth_test_response(auth_test_response=answer, bot_token=client.token)


def build(office: Office, clients: Clients, signing_secret: str = "") -> tuple[App, ThreadPoolExecutor]:
    """The Bolt app, and the pool that its listeners run on: drain it before the process ends."""
    pool = ContextThreadPool(LISTENER_THREADS, thread_name_prefix="listener")
    app = App(
        client=clients.bare,
        signing_secret=signing_secret,
        authorize=authorize_by(clients),
        user_facing_authorize_error_message=NOT_INSTALLED,
        listener_executor=pool,
        token_verification_enabled=False,
    )
    for surface in discover():
        surface.register(app, office)

    @app.error
    def unexpected(error: Exception, body: dict[str, Any], response: BoltResponse) -> BoltResponse:
        """What escapes the surfaces' own handling, such as a payload that Bolt cannot read."""
        message: dict[str, Any] = apology(error, "listener")
        if "event" in body:  # not acknowledged, so that Slack sends it again: nothing is lost
            response.status = 500
            return response
        response.status, response.body = 200, message["text"]
        return response

    return app, pool
