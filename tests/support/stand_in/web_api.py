"""The Web API endpoint: POST /api/{method}."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response as HttpResponse

from .bodies import RefusedError, arguments_of, refusal_of
from .checking import Checker
from .identity import APP_TOKEN, BOT_TOKEN
from .methods import Method
from .records import Answer, AnswerQueue, ApiCall, JsonObject, Record
from .server import LocalServer

_BEARER: Final = "Bearer "


class WebApi:
    """Records every call, then answers what a test has queued or what the method answers."""

    def __init__(self, server: LocalServer, methods: Mapping[str, Method], checker: Checker) -> None:
        self._server = server
        self._methods = methods
        self._checker = checker
        self.answers = AnswerQueue()
        self.calls: Record[ApiCall] = Record()

    async def endpoint(self, request: Request) -> HttpResponse:
        """Answer one call."""
        call = ApiCall(request.path_params["method"], {}, _bearer_token(request))
        try:
            body = await request.body()
            call = _with_arguments(call, request.headers.get("content-type", ""), body)
            answer = self._answer(call)
        except RefusedError as refused:
            answer = Answer(body=refused.body)
        self.calls.add(replace(call, ok=answer.ok))
        return await self._server.reply(request, answer)

    def _answer(self, call: ApiCall) -> Answer:
        method = self._methods.get(call.method)
        _check_token(call.token, app_level=method is not None and method.app_level)
        problems = self._checker.call(call)
        queued = self.answers.take(call.method)
        if queued:
            return queued
        if method is None:
            raise RefusedError("unknown_method")
        if problems:
            raise refusal_of(problems)
        return Answer(body=method(call.arguments))


def _bearer_token(request: Request) -> str | None:
    header = request.headers.get("authorization", "")
    return header.removeprefix(_BEARER) if header.startswith(_BEARER) else None


def _with_arguments(call: ApiCall, content_type: str, body: bytes) -> ApiCall:
    arguments: JsonObject = arguments_of(content_type, body)
    # A token may come in the body as well; it is not an argument of the method.
    in_body = arguments.pop("token", None)
    return replace(call, arguments=arguments, token=call.token or in_body)


def _check_token(token: str | None, *, app_level: bool) -> None:
    if not token:
        raise RefusedError("not_authed")
    if token not in (APP_TOKEN, BOT_TOKEN):
        raise RefusedError("invalid_auth")
    if (token == APP_TOKEN) != app_level:
        raise RefusedError("not_allowed_token_type")
