"""A transcript: what people did, and what they saw of it, as YAML documents in one file.

The first document says when it began; each further one is a step. Messages are named by their number,
elements by their place in the message, so that it means the same in another run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from bot.playground.model import JsonObject

VERSION: Final = 1
Transport = Literal["http", "socket"]
TRANSPORTS: Final[tuple[Transport, ...]] = ("http", "socket")


class TranscriptError(Exception):
    """A transcript that cannot be read, or a step that cannot be done; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """`at` is the moment it began; a step's `sees` is what changed on the screens by it."""

    at: datetime
    transport: Transport
    steps: Sequence[JsonObject]


def read(path: Path) -> Transcript:
    """Read a transcript.

    Raises:
        TranscriptError: it is none; the text says what is wrong with it.

    """
    try:
        documents = [each for each in yaml.safe_load_all(path.read_text(encoding="utf-8")) if each]
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise TranscriptError(f"{path}: cannot be read: {error}") from None
    head, *steps = documents or [{}]
    if not isinstance(head, dict) or head.get("playground") != VERSION:
        raise TranscriptError(f"{path}: the first document must say playground: {VERSION}")
    try:
        at = datetime.fromisoformat(str(head.get("at")))
    except ValueError:
        raise TranscriptError(f"{path}: at must be a moment such as 2026-11-24T09:00:00+00:00") from None
    for number, step in enumerate(steps, start=1):
        if not isinstance(step, dict) or not {"as", "do"} <= step.keys():
            raise TranscriptError(f"{path}: step {number} needs at least 'as' and 'do'")
    transport = head.get("transport", "http")
    if transport not in TRANSPORTS:
        raise TranscriptError(f"{path}: transport must be one of {', '.join(TRANSPORTS)}")
    return Transcript(at, transport, steps)


def as_document(document: Mapping[str, Any]) -> str:
    """One document of a transcript's file."""
    return "---\n" + yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


class _Dumper(yaml.SafeDumper):
    """Texts of several lines are written as such, so that people can read and write them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)
