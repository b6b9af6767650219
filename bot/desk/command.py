"""What a `/brief` subcommand is, and how one is found. Each lives in `bot.desk.commands`, one a file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from bot.desk.reply import Reply
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup


class Takes(Enum):
    """What may follow a subcommand's word."""

    NOTHING = "nothing"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Room:
    """What a subcommand works with."""

    library: Library
    lookup: Lookup
    today: date
    commands: tuple[Command, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: its help is made from this, so every word of it has to be true.

    `words` are what calls it, a word or a phrase each; `usage` is how it is shown in the help, "" for not at
    all; `examples` are queries that work with the library at hand. `order` sorts the help.
    """

    words: tuple[str, ...]
    usage: str
    purpose: str
    order: int
    run: Callable[[Room, str], Reply]
    examples: Callable[[Library], Sequence[str]] = lambda _library: ()
    takes: Takes = Takes.NOTHING

    def argument_in(self, text: str) -> str | None:
        """What follows this subcommand's word in a text, or None when the text is another's."""
        rests = [rest for phrase in self.words if (rest := _after(phrase, text)) is not None]
        rest = min(rests, key=len, default=None)
        if rest and self.takes is Takes.NOTHING:
            return None  # "list of exports" is a question, not the subcommand
        return rest


def _after(phrase: str, text: str) -> str | None:
    """What follows a phrase that a text begins with, None when it does not."""
    length = len(phrase.split())
    *words, rest = [*text.split(maxsplit=length), *[""] * (length + 1)][: length + 1]
    return rest.strip() if " ".join(words).casefold().rstrip("?!.:,") == phrase else None


def discover() -> tuple[Command, ...]:
    """Every subcommand of the package, in the order of the help: a new one is a new file."""
    from bot.desk import commands  # here, since its modules import this one

    modules = (
        importlib.import_module(f"{commands.__name__}.{found.name}")
        for found in pkgutil.iter_modules(commands.__path__)
    )
    return tuple(sorted((module.COMMAND for module in modules), key=lambda command: command.order))
