"""The addresses that answer a command or an interaction: POST /response/{id}."""

from __future__ import annotations

import asyncio
from time import perf_counter

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.playground.answers import place
from bot.playground.bodies import RefusedError, json_object
from bot.playground.dropping import drop
from bot.playground.faults import RESPONSE_URL, Fault
from bot.playground.ids import unique
from bot.playground.journal import Exchange
from bot.playground.model import JsonObject
from bot.playground.passes import State
from bot.playground.permits import ResponseUrl
from bot.playground.platform import Platform
from bot.playground.replies import reply_of


def new_response_url(platform: Platform, base: str, where: ResponseUrl) -> str:
    """A response_url below the server's own address, good for 5 messages within 30 minutes."""
    return f"{base}/response/{platform.response_urls.issue(unique('R'), where)}"


class ResponseUrls:
    """Takes the messages that are posted to response_urls."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def endpoint(self, request: Request) -> Response:
        """Answer one post."""
        started = perf_counter()
        exchange = Exchange("from_bot", RESPONSE_URL, self._platform.clock.now(), {})
        fault = self._platform.faults.strike(RESPONSE_URL)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        body = await request.body()
        if fault and fault.fails and not fault.after:
            exchange.request = _readable(body)
            answer = reply_of(fault)
        else:
            answer = self._take(request.path_params["key"], body, exchange)
            answer = reply_of(fault) if fault and fault.fails else answer
        self._note(exchange, answer, fault, started)
        return await drop(request) if fault and fault.drop else answer

    def _take(self, key: str, body: bytes, exchange: Exchange) -> Response:
        try:
            exchange.request = json_object(body)
            self._place(key, exchange)
        except RefusedError as refused:
            exchange.problems = refused.messages
            status = 404 if refused.code.endswith("_url") else 400
            return PlainTextResponse(refused.code, status)
        return PlainTextResponse("ok")

    def _place(self, key: str, exchange: Exchange) -> None:
        urls = self._platform.response_urls
        state = urls.state(key)
        if state is State.UNKNOWN:
            raise RefusedError("unknown_url")
        where = urls.purpose(key)
        exchange.cause, exchange.channel, exchange.user = where.cause, where.channel, where.user
        if state is not State.GOOD:
            raise RefusedError(f"{state}_url")
        message = place(self._platform, exchange.request, where)
        # Only what Slack takes counts: the stand-in need not be stricter than the limit.
        urls.use(key)
        if message:
            exchange.refs.add(message.ref)

    def _note(self, exchange: Exchange, answer: Response, fault: Fault | None, started: float) -> None:
        exchange.took_ms = (perf_counter() - started) * 1000
        if fault and fault.drop:
            exchange.error = "connection dropped"
        else:
            exchange.status, exchange.response = answer.status_code, bytes(answer.body).decode()
            exchange.error = "" if answer.status_code == 200 else str(exchange.response)
        self._platform.journal.add(exchange)


def _readable(body: bytes) -> JsonObject:
    try:
        return json_object(body)
    except RefusedError:
        return {}
