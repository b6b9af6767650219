"""How people and the app are shown: a name, and initials on a colour of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from zlib import crc32

from bot.playground.model import User
from bot.playground.workspace import SLACKBOT, Workspace

_HUES: Final = 8


@dataclass(frozen=True, slots=True)
class Face:
    """An author: `hue` numbers one of the colours of the style sheet."""

    id: str
    name: str
    handle: str
    initials: str
    hue: int
    is_app: bool = False


def face(id_: str, workspace: Workspace) -> Face:
    """The face of somebody, even of one who is not known."""
    if id_ == SLACKBOT:
        return Face(id_, "Slack", "slack", "S", 0)
    return face_of(workspace.users.get(id_) or User(id_, id_, id_))


def face_of(user: User) -> Face:
    """The face of a user."""
    initials = "".join(word[0] for word in user.real_name.split()[:2]).upper()
    return Face(
        user.id, user.real_name, user.name, initials or "?", crc32(user.id.encode()) % _HUES, user.is_bot
    )
