"""Installing and removing the app: what Slack offers for that beside its page."""

from __future__ import annotations

from typing import Final

from bot.playground.bodies import RefusedError
from bot.playground.installed_app import APP, BOT_USER
from bot.playground.model import JsonObject
from bot.playground.passes import State
from bot.playground.rate_limits import Tier
from bot.playground.web_api.method import Call, Method

_REFUSALS: Final = {
    State.USED: "code_already_used",
    State.EXPIRED: "invalid_code",
    State.UNKNOWN: "invalid_code",
}


def _access(call: Call) -> JsonObject:
    """A token for a code; the redirect_uri must be the one that the code was sent to."""
    _check_app(call)
    codes, workspace = call.platform.install_codes, call.workspace
    code = str(call.get("code"))
    if (
        codes.state(code) is not State.UNKNOWN
        and call.get("redirect_uri") != codes.purpose(code).redirect_uri
    ):
        raise RefusedError("bad_redirect_uri")
    state = codes.use(code)
    if state is not State.GOOD:
        raise RefusedError(_REFUSALS[state])
    allowed, token = codes.purpose(code), workspace.new_token()
    workspace.add_app()
    return {
        "app_id": APP,
        "authed_user": {"id": allowed.user},
        "scope": ",".join(allowed.scopes),
        "token_type": "bot",
        "access_token": token,
        "bot_user_id": BOT_USER,
        "team": {"id": workspace.app.team.id, "name": workspace.app.team.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _revoke(call: Call) -> JsonObject:
    """Give the token back: with a bot's token the app goes."""
    if not call.flag("test"):
        call.platform.remove_app()
    return {"revoked": not call.flag("test")}


def _uninstall(call: Call) -> JsonObject:
    _check_app(call)
    call.platform.remove_app()
    return {}


def _check_app(call: Call) -> None:
    app, caller = call.platform.app, call.caller
    if caller.client_id != app.client_id:
        raise RefusedError("invalid_client_id")
    if caller.client_secret != app.client_secret:
        raise RefusedError("bad_client_secret")


METHODS: Final = (
    Method("apps.uninstall", _uninstall, tier=Tier.T1),
    Method("auth.revoke", _revoke, tier=Tier.T3),
    Method("oauth.v2.access", _access, required=("code",), tier=Tier.T4, is_open=True),
)
