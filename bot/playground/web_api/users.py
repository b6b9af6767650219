"""People: who they are, where they are, and what they are in."""

from __future__ import annotations

from typing import Final

from bot.playground.installed_app import BOT_USER
from bot.playground.model import JsonObject, User
from bot.playground.rate_limits import Tier
from bot.playground.users import user_object
from bot.playground.web_api.conversations import READ, listed
from bot.playground.web_api.method import Call, Method
from bot.playground.web_api.pages import page_of

_READ: Final = ("users:read",)


def _shown(call: Call, user: User) -> JsonObject:
    """A user, with what the call asks for and the token may read."""
    shown = user_object(user, call.platform.clock.now())
    if not call.flag("include_locale"):
        del shown["locale"]
    if "users:read.email" not in call.platform.app.scopes:
        del shown["profile"]["email"]
    return shown


def _info(call: Call) -> JsonObject:
    return {"user": _shown(call, call.user(str(call.get("user"))))}


def _list(call: Call) -> JsonObject:
    page, cursor = page_of(call, list(call.workspace.users.values()))
    members = [_shown(call, user) for user in page]
    moment = int(call.platform.clock.timestamp())
    return {"members": members, "cache_ts": moment, "response_metadata": {"next_cursor": cursor}}


def _conversations(call: Call) -> JsonObject:
    user = call.user(str(call.get("user", BOT_USER)))
    return listed(call, [each for each in call.workspace.channels.values() if user.id in each.members])


METHODS: Final = (
    Method("users.conversations", _conversations, READ, (), Tier.T3),
    Method("users.info", _info, _READ, ("user",), Tier.T4),
    Method("users.list", _list, _READ, (), Tier.T2),
)
