"""Tells whoever looks at the workspace that it has changed."""

from __future__ import annotations

import asyncio


class Live:
    """A number that grows with each change, and a way to wait until it does."""

    def __init__(self) -> None:
        self.version = 0
        self._changed = asyncio.Event()

    def change(self) -> None:
        """Something that can be seen has changed."""
        self.version += 1
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def after(self, version: int) -> int:
        """The newest version, as soon as it is above `version`."""
        while self.version <= version:
            await self._changed.wait()
        return self.version
