"""Slack as it is on a bad day: the stand-in, with ways in and out that kill, lose and repeat."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from bot.playground.dropping import drop
from bot.playground.faults import EVENTS, Fault, dropped, rate_limited, redelivered, server_error, slow
from bot.playground.model import JsonObject
from bot.playground.web_api.endpoint import WebApi
from bot.playground.wires import UNREACHABLE, Ack, HttpWire, Retry
from tests.chaos.workers import Worker

POSTING = "chat.postMessage"


@dataclass
class AnyWorker:
    """A wire to whichever replica a balancer would choose. Remembers what was acknowledged."""

    workers: Sequence[Worker]
    secret: str
    luck: random.Random
    acknowledged: set[str] = field(default_factory=set)
    sent: int = 0
    _wires: dict[str, HttpWire] = field(default_factory=dict)

    async def send(self, kind: str, payload: JsonObject, retry: Retry, seconds: float) -> Ack:
        """Send it to one of them; a dead one does not answer."""
        self.sent += 1
        url = self.luck.choice(self.workers).url
        if not url:
            return Ack(reason=UNREACHABLE)
        wire = self._wires.setdefault(url, HttpWire(url, self.secret))
        ack = await wire.send(kind, payload, retry, seconds)
        if not ack.reason:
            self.acknowledged.add(payload["event"]["ts"])
        return ack

    async def close(self) -> None:
        """Close the connections."""
        for wire in self._wires.values():
            await wire.close()


@dataclass
class DeadlyApi:
    """The Web API, at an address for each worker: at some of the posts it kills the one that posts.

    With `last_post_of_one`, the next to post goes for good with that post in its hand; `gone` tells which.
    """

    workers: Sequence[Worker]
    every: int
    posts: int = 0
    before: int = 0
    after: int = 0
    last_post_of_one: bool = False
    gone: Worker | None = None
    api: WebApi | None = None

    async def endpoint(self, request: Request) -> Response:
        """Answer one call; each `every`th post is the poster's last, in turn before and after it counts."""
        assert self.api is not None
        worker = next(each for each in self.workers if each.number == int(request.path_params["worker"]))
        if request.path_params["method"] != POSTING:
            return await self.api.endpoint(request)
        if self.last_post_of_one:
            self.last_post_of_one, self.gone = False, worker
            worker.doom()
            return await drop(request)
        self.posts += 1
        if self.posts % self.every:
            return await self.api.endpoint(request)
        if self.before > self.after:
            self.after += 1
            await self.api.endpoint(request)
        else:
            self.before += 1
        worker.kill()
        return await drop(request)


def bad_luck(luck: random.Random, slow_seconds: float) -> Fault:
    """One thing that goes wrong once; `slow_seconds` above the bot's patience make a time-out."""
    after = luck.random() < 0.6
    faults = [
        dropped(POSTING, after=after, times=1),
        dropped(POSTING, after=after, times=1),
        server_error(POSTING, luck.choice((500, 503)), after=after, times=1),
        server_error(POSTING, luck.choice((500, 503)), after=after, times=1),
        rate_limited(POSTING, luck.choice((1, 2)), times=1),
        server_error("conversations.replies", after=after, times=1),
        dropped(EVENTS, after=after, times=1),
        server_error(EVENTS, after=after, times=1),
        redelivered(2, times=1),
    ]
    if slow_seconds:
        faults += [slow(POSTING, slow_seconds, times=1), slow(POSTING, slow_seconds, times=1)]
    return luck.choice(faults)
