"""The yardstick: a Bolt app that acks "ok" and does nothing else, behind the same HTTP edge."""

from __future__ import annotations

import sys

from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult

from bot.slack.clients import web_client
from bot.slack.http import edge
from bot.slack.transports import HttpTransport
from tests.support.gates import gate_of


def main() -> None:
    """Serve until the input ends; the first line printed is the address."""
    secret, bot_token, api_url = sys.argv[1:4]
    client = web_client(bot_token, api_url)
    who = AuthorizeResult.from_auth_test_response(auth_test_response=client.auth_test(), bot_token=bot_token)
    app = App(client=client, signing_secret=secret, authorize=lambda: who, token_verification_enabled=False)

    @app.command("/brief")
    def brief(ack: Ack) -> None:
        ack("ok")

    transport = HttpTransport(edge(app, gate_of(secret)), "127.0.0.1", 0)
    print(transport.start(), flush=True)  # noqa: T201 - the parent process reads it
    sys.stdin.read()
    transport.stop()


if __name__ == "__main__":
    main()
