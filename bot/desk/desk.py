"""`Desk`: what every surface talks to."""

from __future__ import annotations

from datetime import date

from bot.desk import answers
from bot.desk.cards import card, recommendations_card, related_card
from bot.desk.command import Room, discover
from bot.desk.reply import Action, Passage, Reply, Verb
from bot.library.model import Section
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.outcome import Verdict


class Desk:
    """Answers queries and button clicks from one library. Threads may share it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.lookup = Lookup(library)
        self.commands = discover()

    def answer(self, text: str, today: date) -> Reply:
        """The reply to what somebody typed: a subcommand, a topic, a question or nothing at all."""
        room = self._room(today)
        text = _without_command(text)
        if not text:
            text = "help"
        for command in self.commands:
            argument = command.argument_in(text)
            if argument is not None:
                return command.run(room, argument)
        return answers.answer(room, text)

    def act(self, verb: Verb, target: str, today: date) -> Reply:
        """The reply to a button. A target that the library no longer has gets a reply that says so."""
        if verb is Verb.ASK:
            return self.answer(target, today)
        item = self.library.get(target)
        if item is None:
            return _gone()
        match verb:
            case Verb.RECOMMENDATIONS if isinstance(item, Section):
                return recommendations_card(self.library, item, today)
            case Verb.RELATED:
                return related_card(self.library, item, today)
            case _:
                return card(self.library, item, today, full=verb is Verb.FULL)

    def _room(self, today: date) -> Room:
        return Room(self.library, self.lookup, today, self.commands)


def _without_command(text: str) -> str:
    """People paste `/brief china` where `china` is enough."""
    text = text.strip()
    return text[len("/brief") :].strip() if text.casefold().split(" ")[0] == "/brief" else text


def _gone() -> Reply:
    return Reply(
        title="That is no longer in the library",
        passages=(Passage(("It was renamed or removed since this message was posted.",)),),
        actions=(Action("All topics", Verb.ASK, "list"),),
        outcome=Verdict.NOTHING,
    )
