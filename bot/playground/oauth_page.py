"""Slack's page that asks whether an app may be installed, and sends the browser back with the answer."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.playground.ids import unique
from bot.playground.permits import InstallCode
from bot.playground.platform import Platform

_HEADERS: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class OAuthPage:
    """Shows the page, and takes what is pressed on it: `answer` is allow or cancel, `as` who pressed."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def endpoint(self, request: Request) -> Response:
        """Ask, or send back."""
        asked = dict(request.query_params)
        if problem := self._problem(asked):
            return HTMLResponse(_page("Something is wrong", f"<p>{escape(problem)}</p>"), 400, _HEADERS)
        if request.method == "GET":
            return HTMLResponse(self._question(asked), headers=_HEADERS)
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        user, answer = (form.get(name, [""])[0] for name in ("as", "answer"))
        if user not in {person.id for person in self._platform.workspace.people}:
            return HTMLResponse(_page("Something is wrong", "<p>Nobody here has that id.</p>"), 400, _HEADERS)
        told = self._allowed(asked, user) if answer == "allow" else {"error": "access_denied"}
        target = f"{asked['redirect_uri']}?{urlencode({**told, 'state': asked.get('state', '')})}"
        return RedirectResponse(target, 303, _HEADERS)

    def _allowed(self, asked: dict[str, str], user: str) -> dict[str, str]:
        allowed = InstallCode(user, tuple(asked["scope"].split(",")), asked["redirect_uri"])
        team = self._platform.app.team.id
        return {"code": self._platform.install_codes.issue(unique(f"{team}."), allowed)}

    def _problem(self, asked: dict[str, str]) -> str:
        """What Slack would not even ask about, with its own code; "" when all is well."""
        app, target = self._platform.app, asked.get("redirect_uri", "")
        if asked.get("client_id") != app.client_id:
            return "invalid_client_id: no app has this client id."
        if not any(target == url or target.startswith(f"{url}/") for url in app.redirect_urls):
            return "bad_redirect_uri: redirect_uri is none of the app's manifest."
        scopes = set(asked.get("scope", "").split(","))
        if not scopes <= app.scopes:
            return (
                f"invalid_scope: {', '.join(sorted(scopes - app.scopes)) or 'none'} is not in the manifest."
            )
        return ""

    def _question(self, asked: dict[str, str]) -> str:
        workspace = self._platform.workspace
        people = "".join(
            f'<option value="{escape(person.id)}">{escape(person.real_name)}</option>'
            for person in workspace.people
        )
        scopes = "".join(f"<li>{escape(scope)}</li>" for scope in asked["scope"].split(","))
        app, team = workspace.app, workspace.app.team
        return _page(
            f"{escape(app.name)} asks for access to {escape(team.name)}",
            f'<p>It wants:</p><ul>{scopes}</ul><form method="post"><label>You are <select name="as">{people}'
            '</select></label> <button name="answer" value="allow">Allow</button>'
            ' <button name="answer" value="cancel">Cancel</button></form>',
        )


def _page(title: str, content: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1>{content}</main></body></html>"
    )
