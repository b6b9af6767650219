"""Drives a transcript again, and compares what is seen with what was seen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

from bot.playground.model import JsonObject
from bot.playground.picture import Picture, difference
from bot.playground.platform import Platform
from bot.playground.portable import Numbers, performed
from bot.playground.transcript import Transcript, TranscriptError, as_document

#: Seconds that a step may take until all that it brought before is seen again.
PATIENCE: Final = 10.0
#: Seconds without a change after the last step: what nobody expects would have come by then.
QUIET: Final = 0.5
#: At the end of an expected text: the rest may be anything.
CUT: Final = "…"

Act = Callable[[JsonObject], Awaitable[JsonObject]]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A step after which something else was seen; `why` shows the difference line by line."""

    number: int
    step: JsonObject
    why: str

    def __str__(self) -> str:
        """The step in one line, and what is different."""
        done = " ".join(f"{name}={value!r}" for name, value in self.step.items() if name != "sees")
        return f"step {self.number} ({done}):\n{self.why}"


class Replay:
    """One run of a transcript."""

    def __init__(
        self, platform: Platform, act: Act, patience: float = PATIENCE, quiet: float = QUIET
    ) -> None:
        self._platform = platform
        self._act = act
        self._patience = patience
        self._quiet = quiet
        self._numbers = Numbers()

    async def run(
        self, transcript: Transcript, done: Callable[[int], None] = lambda _: None
    ) -> list[Mismatch]:
        """Do each step; `done` hears the number of each. The first mismatch ends it."""
        self._platform.clock.move_to(transcript.at)
        before = self._picture()
        last = len(transcript.steps)
        for number, step in enumerate(transcript.steps, start=1):
            try:
                await self._act(performed(step, self._platform.workspace, self._numbers))
            except TranscriptError as error:
                return [Mismatch(number, step, str(error))]
            expected = step.get("sees") or []
            await self._wait(before, expected)
            if number == last:
                await self._wait_for_quiet()
            now = self._picture()
            if not alike(expected, seen := difference(before, now)):
                return [Mismatch(number, step, "\n".join(_compared(expected, seen)))]
            before = now
            done(number)
        return []

    def _picture(self) -> Picture:
        return self._numbers.picture(self._platform.workspace)

    async def _wait(self, before: Picture, expected: list[JsonObject]) -> None:
        """Wait until what is expected is seen, or the patience ends."""

        async def seen() -> None:
            while not alike(expected, difference(before, self._picture())):
                await self._platform.live.after(self._platform.live.version)

        try:
            await asyncio.wait_for(seen(), self._patience)
        except TimeoutError:
            return  # the comparison tells what is missing
        await self._platform.deliveries.idle()

    async def _wait_for_quiet(self) -> None:
        while True:
            version = self._platform.live.version
            try:
                await asyncio.wait_for(self._platform.live.after(version), self._quiet)
            except TimeoutError:
                return


def alike(expected: list[JsonObject], seen: list[JsonObject]) -> bool:
    """Whether the same was seen; an expected text that ends in … stands for all that begin like it."""
    return len(expected) == len(seen) and all(map(_alike, expected, seen))


def _alike(expected: JsonObject, seen: JsonObject) -> bool:
    beginning = str(expected.get("text", ""))
    if beginning.endswith(CUT) and str(seen.get("text", "")).startswith(beginning.removesuffix(CUT)):
        return {**expected, "text": ""} == {**seen, "text": ""}
    return expected == seen


def _compared(expected: list[JsonObject], seen: list[JsonObject]) -> Iterator[str]:
    """The difference line by line: - was seen before, + is seen now."""
    before, now = as_document({"sees": expected}), as_document({"sees": seen})
    return unified_diff(before.splitlines(), now.splitlines(), "before", "now", lineterm="")
