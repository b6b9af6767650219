"""What the renderer asks of the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Protocol


class Names(Protocol):
    """What ids mean, and where the viewer is."""

    @property
    def viewer(self) -> str:
        """The id of the person who looks at the page."""

    @property
    def time_zone(self) -> tzinfo:
        """The zone in which the viewer reads dates."""

    def user(self, id_: str) -> str | None:
        """The display name of a person or an app, or None when unknown."""

    def channel(self, id_: str) -> str | None:
        """The name of a channel without its #, or None when unknown."""

    def people(self) -> Sequence[tuple[str, str]]:
        """The id and display name of everybody a menu of people offers."""

    def channels(self) -> Sequence[tuple[str, str]]:
        """The id and name of every channel that a menu offers."""

    def now(self) -> datetime:
        """The present moment, for words such as "today"."""
