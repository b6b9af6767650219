"""Payloads that are wrong in one place or several: fields of another type, gone, or another payload's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any
from urllib.parse import urlencode

from bot.playground.faults import COMMANDS, EVENTS
from bot.playground.signing import FORM, JSON
from tests.slack.real_payloads import Real

Place = tuple[Any, Any]
"""A list or an object, and an index or a key of it."""


def deep(levels: int) -> Any:
    """Lists and objects in one another."""
    value: Any = "x"
    for level in range(levels):
        value = [value] if level % 2 else {"x": value}
    return value


STRANGE: Sequence[Any] = (
    None,
    True,
    False,
    0,
    -1,
    10**40,
    1.5,
    [],
    [None],
    [[]],
    ["x", {"id": "U1"}],
    {},
    {"id": None},
    {"id": {"id": []}},
    {"value": 1},
    deep(10),
    deep(60),
    deep(400),
    "",
    " ",
    "x" * 100_000,
    "<" * 20_000,
    "\ud800",
    "\udfff\ud800x",
    "\x00",
    "a\x00b\n\r\t\x7f\x1b[0m",
    "\u202e\u0000\ufeff\U0001f600",
    "0:",
    "0:brief:",
    "9999999999999999999999:brief:x/y",
    "-1:share:share:share:share",
    "0:digest:change",
    "0:case:::::",
    "0:in-thread:",
    "1e999",
    "NaN",
    "[]",
    "{}",
    "null",
    '["a", "b", "c"]',
    '{"channel": 1, "id": []}',
    "99:99",
    "../../etc/passwd",
    "http://127.0.0.1:1/",
    "<!channel> <@U0ANA|x> &amp; *b* `c`",
    "' OR 1=1 --",
    "%s %d {0} {x}",
)


def copy_of(value: Any) -> Any:
    """Another one like it, however deep."""
    return json.loads(json.dumps(value))


def places(value: Any) -> Iterator[Place]:
    """Every field of a payload, and every entry of its lists."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        keys = list(here) if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()
        for key in keys:
            yield here, key
            waiting.append(here[key])


def mutated(real: Real, others: Sequence[Real], random: Random) -> tuple[bytes, str]:
    """A body, with its content type, that is like a real one and wrong."""
    payload = copy_of(real.payload)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        change(payload, random.choice(others).payload, random)
    body, content_type = encoded(real.sent_as, payload)
    if random.random() < 0.1:
        body = damaged(body, random)
    if random.random() < 0.02:
        content_type = JSON if content_type == FORM else FORM
    return body, content_type


def change(payload: Any, other: Any, random: Random) -> None:
    """Make one field wrong, in place."""
    found = list(places(payload))
    if not found:
        return
    where, key = random.choice(found)
    match random.randrange(10):
        case 0 | 1:
            del where[key]
        case 2:
            source, its_key = random.choice(list(places(other)))
            where[key] = copy_of(source[its_key])
        case 3:
            source, its_key = random.choice(found)
            where[key] = copy_of(source[its_key])
        case 4 if isinstance(where, dict):
            source, its_key = random.choice([each for each in places(other) if isinstance(each[0], dict)])
            where[its_key] = copy_of(source[its_key])
        case _:
            where[key] = copy_of(random.choice(STRANGE))


def encoded(sent_as: str, payload: Any) -> tuple[bytes, str]:
    """A body as Slack would send it."""
    if sent_as == EVENTS:
        return json.dumps(payload).encode(), JSON
    if sent_as == COMMANDS:
        fields = {key: each if isinstance(each, str) else json.dumps(each) for key, each in payload.items()}
        return urlencode(fields, errors="surrogatepass").encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def damaged(body: bytes, random: Random) -> bytes:
    """Bytes cut off, doubled or changed."""
    start, end = sorted(random.randrange(len(body) + 1) for _ in range(2))
    match random.randrange(4):
        case 0:
            return body[:start]
        case 1:
            return body[:start] + body[end:]
        case 2:
            return body + body
        case _:
            return body[:start] + bytes([random.randrange(256)]) + body[start + 1 :]
