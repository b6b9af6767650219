"""The playground: the stand-in with its page, and the real bot in front of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Protocol

from bot.playground.acts.people import do, refusal
from bot.playground.model import JsonObject
from bot.playground.page.screen import Switches
from bot.playground.page.site import routes
from bot.playground.recorder import Recorder
from bot.playground.replay import PATIENCE, Mismatch, Replay
from bot.playground.stand_in import StandIn
from bot.playground.transcript import TRANSPORTS, Transcript, Transport


class RunningBot(Protocol):
    """The bot at work; `address` is the URL that it takes requests on, "" when it uses Socket Mode."""

    @property
    def address(self) -> str:
        """The URL for Slack's requests."""

    @property
    def stop(self) -> Callable[[], None]:
        """Answer what is under way, then end."""


#: Starts the bot from settings by their names, and with a clock.
StartBot = Callable[[Mapping[str, str], Callable[[], datetime]], RunningBot]


class Playground:
    """Starts and stops everything; what people do on the page comes through `act`."""

    def __init__(
        self, manifest: Mapping[str, Any], start_bot: StartBot, transport: Transport = "http"
    ) -> None:
        self.stand_in: Final = StandIn(manifest)
        self._start_bot = start_bot
        self._transport: Transport = transport
        self._bot: RunningBot | None = None
        self._switching = asyncio.Lock()
        self._recorder: Recorder | None = None
        self.patience = PATIENCE

    def open(self, port: int = 0) -> str:
        """Serve the page, and Slack's Web API; returns the page's address.

        Raises:
            OSError: the port is taken.

        """
        self.stand_in.start(routes(self.stand_in.platform, self), port)
        return f"{self.stand_in.base}/"

    def connect(self) -> None:
        """Start the bot. Raises what the bot raises when it cannot start."""
        stand_in, app = self.stand_in, self.stand_in.app
        settings = {"SLACK_BOT_TOKEN": app.bot_token, "SLACK_API_URL": stand_in.api_url}
        if self._transport == "http":
            settings |= {"SLACK_SIGNING_SECRET": app.signing_secret}
            self._bot = self._start_bot(settings, stand_in.clock.now)
            stand_in.send_over_http(self._bot.address)
        else:
            stand_in.send_over_socket_mode()
            settings |= {"SLACK_APP_TOKEN": app.app_token}
            self._bot = self._start_bot(settings, stand_in.clock.now)
        stand_in.look(lambda platform: platform.live.change())

    def disconnect(self) -> None:
        """Stop the bot."""
        bot, self._bot = self._bot, None
        if bot:
            bot.stop()

    def close(self) -> None:
        """Stop everything; a transcript is complete then."""
        if self._recorder:
            self.stand_in.settle()
            self.stand_in.look(lambda _: self._recorder.finish() if self._recorder else None)
        self.disconnect()
        self.stand_in.stop()

    def record(self, path: Path) -> None:
        """Write a transcript of all that people do from now on.

        Raises:
            OSError: the file cannot be written.

        """
        workspace = self.stand_in.workspace
        self._recorder = self.stand_in.look(lambda _: Recorder(path, workspace, self._transport))

    def replay(self, transcript: Transcript, done: Callable[[int], None] = lambda _: None) -> list[Mismatch]:
        """Do again what a transcript tells; what was seen otherwise."""
        replay = Replay(self.stand_in.platform, self.act, self.patience)
        return self.stand_in.run(replay.run(transcript, done), None)

    async def act(self, request: JsonObject) -> JsonObject:
        """Let somebody do something; the page sends this."""
        self._record(request)
        name = request.get("do")
        if name == "transport":
            answer = await self._switch(request.get("to"))
        elif name == "disconnect":
            await self.stand_in.socket_mode.disconnect(str(request.get("reason") or "refresh_requested"))
            answer = {"ok": True}
        else:
            answer = await do(self.stand_in.platform, self.stand_in.base, request)
        return answer

    def switches(self) -> Switches:
        """What the page shows of all this."""
        bot, recording = self._bot, str(self._recorder.path) if self._recorder else None
        return Switches(self._transport, bot is not None, bot.address if bot else "", recording)

    def _record(self, request: JsonObject) -> None:
        """Note what is about to be done; a file that cannot be written any more ends the recording."""
        if self._recorder:
            try:
                self._recorder.before(request)
            except OSError:
                self._recorder = None  # the page shows that nothing is recorded now

    async def _switch(self, to: object) -> JsonObject:
        """Stop the bot, and start it anew on the other transport."""
        if to not in TRANSPORTS:
            return refusal("invalid_arguments", f"to is one of {', '.join(TRANSPORTS)}")
        async with self._switching:
            # Both wait for the bot, which talks to the loop that this runs on: so they have a thread.
            await asyncio.to_thread(self.disconnect)
            self._transport = to
            try:
                await asyncio.to_thread(self.connect)
            except Exception as error:  # noqa: BLE001 - the bot's own; the playground goes on without it
                self.stand_in.platform.live.change()
                return refusal("bot_did_not_start", f"The bot did not start: {error}")
        return {"ok": True}
