"""Who the token belongs to, and the way into Socket Mode."""

from __future__ import annotations

from typing import Final

from bot.playground.installed_app import APP, BOT, BOT_USER
from bot.playground.model import JsonObject
from bot.playground.rate_limits import Tier
from bot.playground.web_api.method import Call, Method


def _auth_test(call: Call) -> JsonObject:
    team = call.platform.app.team
    # For a bot token `user_id` is the bot's user: the answer has no field of its own for that.
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": call.platform.app.bot_name,
        "team_id": team.id,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def _api_test(call: Call) -> JsonObject:
    return {"args": call.arguments}


def _team_info(call: Call) -> JsonObject:
    team = call.platform.app.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def _bots_info(call: Call) -> JsonObject:
    app = call.platform.app
    return {"bot": {"id": BOT, "app_id": APP, "user_id": BOT_USER, "name": app.bot_name, "deleted": False}}


METHODS: Final = (
    Method("api.test", _api_test, tier=Tier.T4, is_open=True),
    Method("auth.test", _auth_test, tier=Tier.MANY),
    Method("bots.info", _bots_info, ("users:read",), tier=Tier.T3),
    Method("team.info", _team_info, ("team:read",), tier=Tier.T3),
)
