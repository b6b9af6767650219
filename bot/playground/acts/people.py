"""Everything that people can do, by name."""

from __future__ import annotations

from typing import Final

from bot.playground.acts import app, channels, elements, messages, modals, world
from bot.playground.acts.act import Act, Doing
from bot.playground.bodies import RefusedError
from bot.playground.model import JsonObject
from bot.playground.platform import Platform

_FAMILIES: Final = (messages, elements, modals, app, channels, world)
ACTS: Final[dict[str, Act]] = {name: act for family in _FAMILIES for name, act in family.ACTS.items()}


async def do(platform: Platform, base: str, request: JsonObject) -> JsonObject:
    """Let somebody (`as`) do something (`do`): {"ok": true, …}, or {"ok": false, "error", "message"}."""
    user = platform.workspace.users.get(str(request.get("as")))
    act = ACTS.get(str(request.get("do")))
    if user is None or user.is_bot:
        return refusal("user_not_found", "Nobody here has that id.")
    if act is None:
        return refusal("unknown_act", f"Nothing is called {request.get('do')!r} here.")
    try:
        return {"ok": True, **await act(Doing(platform, base, user, request))}
    except RefusedError as refused:
        return refusal(refused.code, " ".join(refused.messages) or refused.code)


def refusal(code: str, message: str) -> JsonObject:
    """What somebody is told whose act was refused."""
    return {"ok": False, "error": code, "message": message}
