"""Workspaces for the tests of the page: on a day in November, at noon in London."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.playground.clock import Clock
from bot.playground.installed_app import InstalledApp
from bot.playground.model import JsonObject
from bot.playground.page.screen import Screen, Switches, screen
from bot.playground.page.screen_messages import Entry
from bot.playground.page.screen_place import Place
from bot.playground.platform import Platform, new_platform

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MANIFEST: JsonObject = {
    "display_information": {"name": "Briefbot"},
    "features": {
        "bot_user": {"display_name": "brief"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/brief", "description": "Ask the policy library", "usage_hint": "china | help"}
        ],
        "shortcuts": [
            {"name": "Ask the desk", "type": "global", "callback_id": "ask"},
            {"name": "Brief me on this", "type": "message", "callback_id": "brief_this"},
        ],
    },
}
CONNECTED = Switches("http", is_bot_up=True, bot_address="http://127.0.0.1:3000/slack/events")


class Watch:
    """A watch that stands still until it is turned on."""

    def __init__(self) -> None:
        self.seconds = NOON.timestamp()

    def __call__(self) -> float:
        """The time it shows."""
        return self.seconds


def new_world(**features: Any) -> Platform:
    """An empty workspace; `features` replace those of the manifest."""
    manifest = {**MANIFEST, "features": {**MANIFEST["features"], **features}}
    return new_platform(InstalledApp.from_manifest(manifest), Clock(Watch()), 3.0)


def see(world: Platform, **query: str) -> Screen:
    """What somebody sees at a URL; `viewer` stands for `as`, which Python keeps for itself."""
    if "viewer" in query:
        query["as"] = query.pop("viewer")
    place = Place.from_query(query, world.workspace)
    return screen(world.workspace, world.journal, world.faults, place, CONNECTED)


def entries(seen: Screen) -> tuple[Entry, ...]:
    """The messages in the middle."""
    assert seen.main.feed is not None
    return seen.main.feed.entries


def say(world: Platform, user: str, text: str, channel: str = "C0GENERAL", **more: Any) -> str:
    """Post a message; its timestamp."""
    return world.workspace.post(channel, user, {"text": text}, **more).ts
