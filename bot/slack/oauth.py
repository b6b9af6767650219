"""Installing the app in further workspaces: the way to Slack and back, and the token that comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urlencode, urljoin

import structlog
from anyio import CapacityLimiter, to_thread
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import InstallationStore, OAuthStateStore, OAuthStateUtils
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web import SlackResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.logs import describe
from bot.slack.apology import new_id
from bot.slack.clients import Clients
from bot.slack.install_pages import HEADERS, failure_of, failure_page, success_page
from bot.slack.manifest import INSTALL_PATH, REDIRECT_PATH, manifest

STATE_SECONDS: Final = 600
"""How long somebody may take from the link to Slack's answer. Slack's code is good for as long."""

_COOKIE: Final = "__Host-briefbot-install"
"""With this prefix browsers take it over TLS alone, and from no neighbouring host (RFC 6265bis, 4.1.3.2)."""

_THREADS: Final = 8
_TIMEOUT_SECONDS: Final = 10
_TEAM: Final = re.compile(r"[ET][A-Z0-9]{2,30}")
_WORD: Final = re.compile(r"[a-z_]{1,40}")

_log = structlog.get_logger("briefbot")


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """The app, as Slack knows it; `public_url` is where browsers reach us, `api_url` Slack's Web API."""

    client_id: str
    client_secret: str = field(repr=False)
    public_url: str
    api_url: str

    def own(self, path: str) -> str:
        """The address of a page of ours."""
        return self.public_url.rstrip("/") + path

    def slacks(self, path: str) -> str:
        """The address of a page of Slack's: https://slack.com/PATH for https://slack.com/api/."""
        return urljoin(self.api_url, f"../{path}")


def install_routes(
    app: OAuthApp,
    installations: InstallationStore,
    states: OAuthStateStore,
    clients: Clients,
    installed: Callable[[str], None] = lambda _team: None,
) -> list[Route]:
    """The pages `/slack/install` and `/slack/oauth_redirect`.

    `installed` hears of each workspace that has installed the app, once its token is kept and in use.
    """
    flow = _Flow(app, installations, states, clients, installed)
    limiter = CapacityLimiter(_THREADS)

    def page(path: str, handle: Callable[[BoltRequest], BoltResponse]) -> Route:
        async def shown(request: Request) -> Response:
            return await to_thread.run_sync(flow.answer, handle, request, limiter=limiter)

        return Route(path, shown, methods=["GET"])

    return [page(INSTALL_PATH, flow.handle_installation), page(REDIRECT_PATH, flow.handle_callback)]


class _NotInstalledError(Exception):
    """Why the app was not installed, as `bot.slack.install_pages.FAILURES` has it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Flow(OAuthFlow):
    """Bolt's flow with pages of our own, and for single workspaces only."""

    def __init__(
        self,
        app: OAuthApp,
        installations: InstallationStore,
        states: OAuthStateStore,
        clients: Clients,
        installed: Callable[[str], None],
    ) -> None:
        settings = OAuthSettings(
            client_id=app.client_id,
            client_secret=app.client_secret,
            scopes=manifest()["oauth_config"]["scopes"]["bot"],
            redirect_uri=app.own(REDIRECT_PATH),
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            install_page_rendering_enabled=False,
            authorization_url=app.slacks("oauth/v2/authorize"),
            callback_options=CallbackOptions(self._succeeded, self._failed),
            installation_store=installations,
            state_store=states,
        )
        settings.state_utils = _StateCookie(cookie_name=_COOKIE, expiration_seconds=STATE_SECONDS)
        super().__init__(client=_client(app.api_url), settings=settings)
        self._app = app
        self._clients = clients
        self._installed = installed

    def answer(self, handle: Callable[[BoltRequest], BoltResponse], request: Request) -> Response:
        """Handle a browser's request, whatever goes wrong."""
        cookies: dict[str, str | Sequence[str]] = {"cookie": request.headers.get("cookie", "")}
        try:
            answer = handle(BoltRequest(body="", query=dict(request.query_params), headers=cookies))
        except _NotInstalledError as error:
            answer = self._refused(error.reason)
        except Exception as error:  # noqa: BLE001 - the outermost layer: nobody is left without a page
            answer = self._refused("unexpected", **describe(error))
        response = Response(answer.body, answer.status)
        for name, values in answer.headers.items():
            for value in values:
                response.headers.append(name, value)
        response.headers.update(HEADERS)
        return response

    def build_authorize_url(self, state: str, request: BoltRequest) -> str:
        """Where Slack asks whether the app may be installed; `?team=` names the workspace beforehand."""
        settings = self.settings
        asked = {
            "client_id": settings.client_id,
            "scope": ",".join(settings.scopes or ()),
            "redirect_uri": settings.redirect_uri,
            "state": state,
        }
        team = request.query.get("team", [""])[0]
        if _TEAM.fullmatch(team):
            asked["team"] = team
        return f"{settings.authorization_url}?{urlencode(asked)}"

    def run_installation(self, code: str) -> Installation | None:
        """Exchange Slack's code for a token.

        Raises:
            _NotInstalledError: Slack refuses that, does not answer, or gives what we have no use for.

        """
        try:
            installation = super().run_installation(code)
        except (OSError, HTTPException):
            raise _NotInstalledError("unreachable") from None
        if installation is None:
            return None
        if installation.is_enterprise_install or not installation.team_id:
            self._give_back(installation.bot_token)
            raise _NotInstalledError("org_install")
        if not installation.bot_token:
            raise _NotInstalledError("no_bot_token")
        return installation

    def store_installation(self, request: BoltRequest, installation: Installation) -> None:
        """Keep the token; whoever has one of before in use takes this one from now on."""
        super().store_installation(request, installation)
        team = str(installation.team_id)
        self._clients.forget(team)
        _log.info("app installed", team=team)
        try:
            self._installed(team)
        except Exception as error:  # noqa: BLE001 - the app is installed, whatever should come of it
            _log.error("after installing", id=new_id(), team=team, **describe(error))

    def _give_back(self, token: str | None) -> None:
        """Have an installation undone that would never be answered."""
        try:
            self.client.auth_revoke(token=token)
        except (SlackApiError, OSError, HTTPException) as error:
            _log.warning("token not given back", error=type(error).__name__)

    def _succeeded(self, args: SuccessArgs) -> BoltResponse:
        installation = args.installation
        target = urlencode({"app": installation.app_id or "", "team": installation.team_id or ""})
        page = success_page(installation.team_name or "", f"{self._app.slacks('app_redirect')}?{target}")
        over = self.settings.state_utils.build_set_cookie_for_deletion()
        return BoltResponse(status=200, body=page, headers={"Set-Cookie": over})

    def _failed(self, args: FailureArgs) -> BoltResponse:
        return self._refused(args.reason)

    def _refused(self, reason: str, **more: object) -> BoltResponse:
        failure, id_ = failure_of(reason), new_id()
        # A reason may come from the address that somebody was sent to.
        word = reason if _WORD.fullmatch(reason) else "another"
        log = _log.error if failure.status >= 500 else _log.warning
        log("not installed", id=id_, reason=word, **more)
        return BoltResponse(
            status=failure.status, body=failure_page(failure, self._app.own(INSTALL_PATH), id_)
        )


class _StateCookie(OAuthStateUtils):
    """The SDK's cookie, which another site's form or frame does not send."""

    def build_set_cookie_for_new_state(self, state: str) -> str:
        return f"{super().build_set_cookie_for_new_state(state)}; SameSite=Lax"

    def build_set_cookie_for_deletion(self) -> str:
        return f"{super().build_set_cookie_for_deletion()}; SameSite=Lax"


class _Exchange(WebClient):
    """Tells why Slack does not take a code: Bolt's flow would say no more than that it does not."""

    def oauth_v2_access(self, **given: Any) -> SlackResponse:
        try:
            return super().oauth_v2_access(**given)
        except SlackApiError as error:
            raise _NotInstalledError(_reason(error.response)) from None


def _client(api_url: str) -> WebClient:
    """A code is good once: nothing is tried again."""
    return _Exchange(base_url=api_url, retry_handlers=[], timeout=_TIMEOUT_SECONDS)


def _reason(answer: SlackResponse) -> str:
    """Slack's own word, unless what came is not Slack's."""
    return "unreachable" if answer.status_code >= 500 else str(answer.get("error"))
