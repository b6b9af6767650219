"""Whatever goes wrong on the way: every command has one outcome, and nothing is shared twice."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from bot.playground.elements import elements_in
from bot.playground.faults import (
    COMMANDS,
    INTERACTIONS,
    RESPONSE_URL,
    Fault,
    dropped,
    rate_limited,
    server_error,
)
from bot.playground.model import Message
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, BILAL, CASEY, GENERAL
from tests.slack.bots import Person

PEOPLE = (ANA, BILAL, CASEY)
QUERIES = ("china", "chnia", "recs aid", "tacos", "ergi", "", "r8", "define FATF", "payload")
STEPS = 60


def something_wrong(chance: random.Random) -> Fault:
    """A fault that strikes once."""
    where = chance.choice((COMMANDS, INTERACTIONS, RESPONSE_URL))
    after = chance.random() < 0.5
    return chance.choice(
        (
            dropped(where, after=after, times=1),
            server_error(where, after=after, times=1),
            rate_limited(RESPONSE_URL, seconds=0, times=1),
        )
    )


def let_go_wrong(stand_in: StandIn, fault: Fault) -> None:
    stand_in.look(lambda platform: platform.faults.add(fault))


def share_button(message: Message) -> dict[str, str] | None:
    """The ids of a message's button for sharing it, if it has one."""
    for block_id, element in elements_in(message.content.get("blocks")):
        if element.get("text", {}).get("text") == "Share to channel":
            return {"block_id": block_id, "action_id": element["action_id"]}
    return None


def seen(stand_in: StandIn, user: str) -> list[Message]:
    return stand_in.look(lambda platform: list(platform.workspace.visible(GENERAL, user)))


@pytest.mark.parametrize("seed", range(3))
def test_every_command_has_one_outcome(person: Person, seed: int) -> None:
    chance, stand_in = random.Random(seed), person.stand_in  # noqa: S311 - chance, not a secret
    for _ in range(STEPS):
        stand_in.look(lambda platform: platform.faults.clear())
        if chance.random() < 0.5:
            let_go_wrong(stand_in, something_wrong(chance))
        user = chance.choice(PEOPLE)
        before = len(seen(stand_in, user))
        assert stand_in.act(user, "post", channel=GENERAL, text=f"/brief {chance.choice(QUERIES)}")["ok"]
        assert len(seen(stand_in, user)) == before + 1


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_shared_twice(person: Person, seed: int) -> None:
    chance, stand_in = random.Random(seed), person.stand_in  # noqa: S311 - chance, not a secret
    briefs = [Person(stand_in, user).types(query) for user in PEOPLE for query in ("china", "r8")]
    for _ in range(STEPS):
        let_go_wrong(stand_in, something_wrong(chance))
        brief = chance.choice(briefs)
        button = share_button(brief)
        assert button
        container = {"type": "message", "channel": GENERAL, "ts": brief.ts}
        stand_in.act(str(brief.seen_by), "press", container=container, **button)
    shared = Counter(message.text for message in seen(stand_in, ANA) if message.seen_by is None)
    assert shared
    assert max(shared.values()) == 1
