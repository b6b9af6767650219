"""The addresses that answer a command or an interaction: POST /response/{id}."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response as HttpResponse

from .bodies import RefusedError, json_object, refusal_of
from .checking import Checker
from .identity import unique
from .passes import Clock, Passes, State
from .records import Answer, AnswerQueue, JsonObject, Record, Response
from .server import LocalServer

_USES: Final = 5
_SECONDS: Final = 30 * 60.0
_ANY: Final = "any"


class ResponseUrls:
    """Issues response_urls and records what is posted to them."""

    def __init__(self, server: LocalServer, checker: Checker, clock: Clock) -> None:
        self._server = server
        self._checker = checker
        self._passes = Passes(_USES, _SECONDS, clock)
        self._answers = AnswerQueue()
        self.responses: Record[Response] = Record()

    def new(self) -> str:
        """A response_url as a payload would bring it."""
        key = self._passes.issue(unique("R"))
        return f"http://127.0.0.1:{self._server.port}/response/{key}"

    def will_answer(self, answer: Answer) -> None:
        """Answer the next post to any response_url like this."""
        self._answers.put(_ANY, answer)

    async def endpoint(self, request: Request) -> HttpResponse:
        """Answer one post."""
        message: JsonObject = {}
        try:
            message = json_object(await request.body())
            answer = self._answer(request.path_params["key"], message)
        except RefusedError as refused:
            answer = Answer(status=400, body=refused.code)
        self.responses.add(Response(str(request.url), message, answer.ok))
        return await self._server.reply(request, answer)

    def _answer(self, key: str, message: JsonObject) -> Answer:
        problems = self._checker.message(message)
        queued = self._answers.take(_ANY)
        if queued:
            return queued
        state = self._passes.state(key)
        if state is not State.GOOD:
            return Answer(status=404, body=f"{state}_url")
        if problems:
            raise refusal_of(problems)
        # Only what Slack takes counts: the stand-in need not be stricter than the limit.
        self._passes.use(key)
        return Answer(body="ok")
