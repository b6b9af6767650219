"""What the ids in a message are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WorkspaceNames:
    """The names of a workspace as one viewer sees them."""

    workspace: Workspace
    viewer: str

    @property
    def time_zone(self) -> tzinfo:
        """The viewer's zone."""
        return ZoneInfo(self.workspace.users[self.viewer].time_zone)

    def user(self, id_: str) -> str | None:
        """What a person or the app is called."""
        user = self.workspace.users.get(id_)
        return user.real_name if user else None

    def channel(self, id_: str) -> str | None:
        """What a channel is called."""
        channel = self.workspace.channels.get(id_)
        return channel.name if channel else None

    def people(self) -> list[tuple[str, str]]:
        """The people one can choose: id and name."""
        return [(user.id, user.real_name) for user in self.workspace.people]

    def channels(self) -> list[tuple[str, str]]:
        """The channels one can choose: id and name."""
        return [(each.id, each.name) for each in self.workspace.channels.values() if not each.is_im]

    def now(self) -> datetime:
        """The playground's time."""
        return self.workspace.clock.now()
