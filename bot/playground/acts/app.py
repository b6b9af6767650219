"""The app itself: its Home, its shortcuts, removing it and installing it again."""

from __future__ import annotations

from typing import Final

from bot.playground.acts.act import Act, Doing, check_installed
from bot.playground.bodies import RefusedError
from bot.playground.faults import INTERACTIONS
from bot.playground.installed_app import Shortcut
from bot.playground.model import JsonObject
from bot.playground.payloads import global_shortcut, message_shortcut

_TABS: Final = ("home", "messages")


async def open_app(doing: Doing) -> JsonObject:
    """Look at the app's Home or Messages tab."""
    check_installed(doing)
    tab = doing.text("tab")
    if tab not in _TABS:
        raise RefusedError("invalid_arguments", "tab is home or messages")
    view = doing.workspace.home_of(doing.user.id)
    doing.platform.events.app_home_opened(doing.user.id, tab, view)
    return {}


async def shortcut(doing: Doing) -> JsonObject:
    """Use a shortcut: one of a message's menu when a message is given, else a global one."""
    check_installed(doing)
    found = _shortcut(doing, "message" if doing.given.get("ts") else "global")
    ts = doing.workspace.timestamps.new()
    if found.type == "global":
        about = doing.about()
        payload = global_shortcut(doing.sender(about, None), found.callback_id, ts)
    else:
        message = doing.message()
        about = doing.about(message.channel, message.ref)
        sender = doing.sender(about, doing.workspace.channels[message.channel], message)
        payload = message_shortcut(sender, found.callback_id, message, ts)
    outcome = await doing.platform.deliveries.ask(INTERACTIONS, payload, about)
    if outcome.error:
        raise RefusedError(outcome.error, f"{found.name}: the app did not answer.")
    return {}


async def uninstall(doing: Doing) -> JsonObject:
    """Remove the app: it is told, its token is dead, it is in no channel, and its modals are closed."""
    check_installed(doing)
    doing.platform.remove_app()
    await doing.platform.deliveries.idle()
    return {}


async def install(doing: Doing) -> JsonObject:
    """Install it again, with the same token; it is back in the channels that it began with."""
    doing.workspace.add_app()
    return {}


def _shortcut(doing: Doing, type_: str) -> Shortcut:
    wanted = doing.text("callback_id")
    for each in doing.platform.app.shortcuts:
        if (each.callback_id, each.type) == (wanted, type_):
            return each
    raise RefusedError("not_found", "The app has no such shortcut.")


ACTS: Final[dict[str, Act]] = {
    "open_app": open_app,
    "shortcut": shortcut,
    "uninstall": uninstall,
    "install": install,
}
