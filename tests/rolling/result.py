"""What is asked of a rolling restart, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

AT_ONCE: Final = 8
"""Requests under way at the same time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much comes in, and how many times each replica is restarted.

    `requests` are slash commands and presses, `questions` mentions. `sends_again` is what a balancer does
    with a request that has no whole answer; without it requests must be lost.
    """

    requests: int
    questions: int
    rounds: int
    sends_again: bool = True


@dataclass
class Result:
    """What came of it.

    `statuses`: of all commands and presses; `wrong`: queries that were not answered as the library has it,
    by how often. `replies` are the messages in Slack by question, `outcomes` those by press.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    replies: Counter[str] = field(default_factory=Counter)
    pressed: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    restarts: int = 0
    kills: int = 0
    sent_again: int = 0

    @property
    def silent_presses(self) -> int:
        """Presses that nothing came of."""
        return self.pressed - len(self.outcomes)

    @property
    def doubled_presses(self) -> int:
        """Presses that were answered twice, to the one who pressed."""
        return _several(self.outcomes)

    def faults(self, plan: Plan) -> list[str]:
        """What was lost, doubled or wrong; empty when all is well."""
        return list(self._faults(plan))

    def _faults(self, plan: Plan) -> Iterator[str]:
        if self.statuses != {200: plan.requests}:
            yield f"answers: {dict(self.statuses)}"
        if self.wrong:
            yield f"wrong answers: {dict(self.wrong)}"
        if lost := self.asked - len(self.replies):
            yield f"questions without a reply: {lost}"
        if doubled := _several(self.replies):
            yield f"questions with several replies: {doubled}"
        # Slack wants a press acknowledged within 3 s and then never repeats it: kill -9 can hit between
        # that and its answer, or between its answer and the acknowledgement. Nothing else may.
        in_hand = self.kills * AT_ONCE
        if self.silent_presses > in_hand:
            yield f"presses without an answer: {self.silent_presses}, with {self.kills} kills"
        if self.doubled_presses > in_hand:
            yield f"presses with several answers: {self.doubled_presses}, with {self.kills} kills"


def _several(messages: Counter[str]) -> int:
    return sum(count > 1 for count in messages.values())
