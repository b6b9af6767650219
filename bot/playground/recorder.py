"""Writes a transcript while people use the playground."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.playground.model import JsonObject
from bot.playground.picture import Picture, difference
from bot.playground.portable import Numbers, portable
from bot.playground.transcript import VERSION, as_document
from bot.playground.workspace import Workspace


class Recorder:
    """Writes each step when the next one begins: by then what came of it has been seen."""

    def __init__(self, path: Path, workspace: Workspace, transport: str) -> None:
        self.path: Final = path
        self._workspace = workspace
        self._numbers = Numbers()
        self._step: JsonObject | None = None
        self._before: Picture = self._numbers.picture(workspace)
        head = {"playground": VERSION, "at": workspace.clock.now().isoformat("T", "seconds")}
        path.write_text(as_document({**head, "transport": transport}), encoding="utf-8")

    def before(self, request: JsonObject) -> None:
        """Somebody is about to do something."""
        self._numbers.picture(self._workspace)  # the request may be about a message that has just come
        step = portable(request, self._workspace, self._numbers) if "as" in request else None
        if step:
            self.finish()
            self._step = step

    def finish(self) -> None:
        """Write the last step, with all that has changed since it began."""
        now = self._numbers.picture(self._workspace)
        if self._step:
            sees = difference(self._before, now)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(as_document({**self._step, "sees": sees}))
        self._step, self._before = None, now
