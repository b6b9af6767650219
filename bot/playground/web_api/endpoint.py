"""The Web API endpoint: /api/{method}. Checks in Slack's order, then the method, then the journal."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.playground.bodies import RefusedError, arguments_of, refusal_of
from bot.playground.dropping import drop
from bot.playground.faults import Fault
from bot.playground.journal import Exchange
from bot.playground.model import JsonObject
from bot.playground.platform import Platform
from bot.playground.rate_limits import Tier
from bot.playground.replies import reply_of
from bot.playground.rules import problems_of_message, problems_of_view
from bot.playground.rules.problem import at_key
from bot.playground.signing import FORM
from bot.playground.web_api import auth, chat, conversations, oauth, reactions, users, views
from bot.playground.web_api.method import Call, Caller, Method

_BEARER: Final = "Bearer "
_BASIC: Final = "Basic "
#: Methods whose arguments are a message, and those whose `view` is a view.
_MESSAGES: Final = ("chat.postEphemeral", "chat.postMessage", "chat.update")
_VIEWS: Final = ("views.open", "views.publish", "views.push", "views.update")
#: What Bolt's client adds to every call; Slack reads it for org-wide tokens only.
_IGNORED: Final = ("team_id",)
_FAMILIES: Final = (auth, chat, conversations, oauth, reactions, users, views)


class WebApi:
    """Every method; `connection_url` makes an address for Socket Mode."""

    def __init__(self, platform: Platform, connection_url: Callable[[], str]) -> None:
        self._platform = platform
        methods = [method for family in _FAMILIES for method in family.METHODS]
        methods.append(
            Method(
                "apps.connections.open", lambda _: {"url": connection_url()}, tier=Tier.MANY, app_level=True
            )
        )
        self.methods = {method.name: method for method in methods}

    async def endpoint(self, request: Request) -> Response:
        """Answer one call."""
        started = perf_counter()
        name = request.path_params["method"]
        exchange = Exchange("from_bot", name, self._platform.clock.now(), {})
        try:
            body = await request.body()
        except ClientDisconnect:
            return Response()  # the app died in the middle of its call: nothing was asked
        fault = self._platform.faults.strike(name)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)  # what has come in is carried out, though the app may have left
        answer = self._carry_out(request, name, body, exchange, fault)
        exchange.took_ms = (perf_counter() - started) * 1000
        self._platform.journal.add(exchange)
        return await drop(request) if fault and fault.drop else answer

    def _carry_out(
        self, request: Request, name: str, body: bytes, exchange: Exchange, fault: Fault | None
    ) -> Response:
        strikes_first = fault is not None and fault.fails and not fault.after
        caller = Caller()
        try:
            caller, arguments = _read(request, body)
            exchange.request = arguments
            exchange.channel, exchange.user = _about(arguments)
            exchange.cause = self._platform.journal.likely_cause(exchange.channel)
            told = {} if strikes_first else self._answer(name, caller, arguments, exchange.refs)
        except RefusedError as refused:
            exchange.problems = refused.messages
            told = refused.body
        status = 429 if told.get("error") == "ratelimited" else 200
        headers = {"Retry-After": str(told.pop("retry_after"))} if "retry_after" in told else {}
        # The scopes are on every answer, so that the journal would only be longer for them.
        answer: Response = JSONResponse(told, status, {**headers, **self._scopes_of(caller.token)})
        if fault and fault.fails:
            answer = reply_of(fault)
            told = {"error": "connection dropped"} if fault.drop else _json_of(fault)
        exchange.status, exchange.response, exchange.headers = answer.status_code, told, headers
        exchange.error = str(
            told.get("error", "" if answer.status_code == 200 else f"http_{answer.status_code}")
        )
        return answer

    def _answer(self, name: str, caller: Caller, arguments: JsonObject, refs: set[str]) -> JsonObject:
        app, method = self._platform.app, self.methods.get(name)
        if method is None:
            raise RefusedError("unknown_method", req_method=name)
        if caller.token or not method.is_open:
            self._check_token(caller.token, app_level=method.app_level)
        if not method.app_level:
            method.check_scopes(app.scopes)
        self._check_rate(method, arguments)
        method.check_required(arguments)
        _check_content(name, arguments)
        return {"ok": True, **method.answer(Call(self._platform, arguments, refs, caller))}

    def _check_token(self, token: str, *, app_level: bool) -> None:
        app, workspace = self._platform.app, self._platform.workspace
        if not token:
            raise RefusedError("not_authed")
        if token not in (app.app_token, *workspace.tokens):
            raise RefusedError("invalid_auth")
        if (token == app.app_token) != app_level:
            raise RefusedError("not_allowed_token_type")
        # The app token is the app's own; the bot token dies with the installation.
        if not app_level and not (workspace.is_installed and token == workspace.token):
            raise RefusedError("token_revoked")

    def _scopes_of(self, token: str) -> dict[str, str]:
        """The header that tells what a token may do; Slack sends it with every answer to a good one."""
        app, workspace = self._platform.app, self._platform.workspace
        if token and token == app.app_token:
            return {"X-OAuth-Scopes": "connections:write"}
        if token and token == workspace.token and workspace.is_installed:
            return {"X-OAuth-Scopes": ",".join(sorted(app.scopes))}
        return {}

    def _check_rate(self, method: Method, arguments: JsonObject) -> None:
        channel = str(arguments.get("channel", "")) if method.tier is Tier.POSTING else ""
        wait = self._platform.rate_limits.take(method.name, method.tier, channel)
        if wait:
            raise RefusedError("ratelimited", retry_after=str(wait))


def _read(request: Request, body: bytes) -> tuple[Caller, JsonObject]:
    """Who calls, and the arguments: from the body, or from the query as some clients send reads."""
    if request.method == "GET":
        arguments = arguments_of(FORM, urlencode(dict(request.query_params)).encode())
    else:
        arguments = arguments_of(request.headers.get("content-type", ""), body)
    # These may come there as well; they are no arguments of the method.
    in_body = [str(arguments.pop(name, "")) for name in ("token", "client_id", "client_secret")]
    header = request.headers.get("authorization", "")
    return _caller(header, *in_body), {
        name: value for name, value in arguments.items() if name not in _IGNORED
    }


def _caller(header: str, token: str, client_id: str, client_secret: str) -> Caller:
    if header.startswith(_BEARER):
        token = header.removeprefix(_BEARER)
    elif header.startswith(_BASIC):
        try:
            pair = b64decode(header.removeprefix(_BASIC), validate=True).decode()
        except ValueError:
            raise RefusedError("invalid_auth") from None
        client_id, _, client_secret = pair.partition(":")
    return Caller(token, client_id, client_secret)


def _about(arguments: JsonObject) -> tuple[str, str]:
    channel, user = arguments.get("channel"), arguments.get("user") or arguments.get("user_id")
    return str(channel or ""), str(user or "")


def _check_content(name: str, arguments: JsonObject) -> None:
    """Refuse what Block Kit does not allow."""
    problems = problems_of_message(_message_of(name, arguments)) if name in _MESSAGES else []
    if name in _VIEWS:
        view = arguments["view"]
        if not isinstance(view, dict):
            raise RefusedError("invalid_arguments", "[ERROR] must be an object [json-pointer:/view]")
        problems = [replace(each, path=at_key("view", each.path)) for each in problems_of_view(view)]
    if problems:
        raise refusal_of(problems)


def _message_of(name: str, arguments: JsonObject) -> JsonObject:
    """The message that a call is about: an update takes metadata away with an empty object."""
    takes_metadata_away = name == "chat.update" and arguments.get("metadata") == {}
    return {**arguments, "metadata": None} if takes_metadata_away else arguments


def _json_of(fault: Fault) -> dict[str, Any]:
    return dict(fault.body) if not isinstance(fault.body, str) else {"error": f"http_{fault.status}"}
