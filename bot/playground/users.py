"""People as Slack shows them: with their time zone, its offset now, and their locale."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.installed_app import BOT
from bot.playground.model import JsonObject, User


def user_object(user: User, moment: datetime) -> JsonObject:
    """A user, as users.info gives one."""
    offset = moment.astimezone(ZoneInfo(user.time_zone)).utcoffset()
    zone = user.time_zone.rpartition("/")[2].replace("_", " ")
    profile = {
        "real_name": user.real_name,
        "display_name": user.name,
        "email": f"{user.name}@playground.invalid",
    }
    shown: JsonObject = {
        "id": user.id,
        "team_id": user.team,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "tz": user.time_zone,
        "tz_label": zone,
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "locale": user.locale,
        "is_bot": user.is_bot,
        "is_admin": not user.is_bot and user.name == "ana",
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_app_user": False,
        "updated": 0,
        "profile": profile,
    }
    if user.is_bot:
        shown["profile"] = {**profile, "bot_id": BOT}
    return shown
