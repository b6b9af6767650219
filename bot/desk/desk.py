"""`Desk`: what every surface talks to."""

from __future__ import annotations

from datetime import date

from bot.desk import answers, conversation
from bot.desk.cards import card, recommendations_card, related_card
from bot.desk.command import Room, discover
from bot.desk.passages import passage_again
from bot.desk.records import Topic
from bot.desk.reply import Action, Passage, Reply, Verb
from bot.library.model import Section
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.lookup.outcome import Verdict

_SURE = 0.55
"""From this score on a question that nobody asked us is answered: people talk of other things too."""


class Desk:
    """Answers queries and button clicks from one library. Threads may share it.

    `shelf` tells the library, or that which it is a part of, from those of other workspaces.
    """

    def __init__(self, library: Library, lookup: Lookup | None = None, shelf: str = "") -> None:
        self.library = library
        self.lookup = lookup or Lookup(library)
        self.shelf = shelf
        self.commands = discover()

    def answer(self, text: str, today: date) -> Reply:
        """The reply to what somebody typed: a subcommand, a topic, a question or nothing at all."""
        if not self.library.reports:
            return _closed()
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
        if verb is Verb.ANSWER and (again := passage_again(self._room(today), target)):
            return again
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

    def follow_up(self, text: str, topic: Topic | None, today: date) -> Reply:
        """The reply to a text in a conversation: one that leans on what was said before is read so."""
        item = self.library.get(topic.item) if topic else None
        leaning = conversation.read(text, item, self.library) if item else None
        if leaning is None:
            return self.answer(text, today)
        return conversation.reply_to(self._room(today), leaning)

    def meant_for_us(self, text: str, topic: Topic, mentions_others: bool) -> bool:
        """Whether a message in a thread that we have answered is for us; when in doubt, it is not."""
        item = self.library.get(topic.item)
        if mentions_others or item is None:
            return False
        leaning = conversation.read(text, item, self.library)
        if leaning is None:
            return self.sure_of(text)
        names_something = leaning.words[:1].isupper() or bool(self.lookup.find(leaning.words).matches)
        return leaning.verb is not Verb.ASK or names_something

    def sure_of(self, text: str) -> bool:
        """Whether a text that nobody addressed to us is a question that the library surely answers."""
        if not conversation.asks(text):
            return False
        outcome = self.lookup.find(text)
        if outcome.verdict is Verdict.CHOICES:  # one of them is meant, and the sentences tell which
            if answers.settled(self._room(date.min), text, outcome) is None:
                return False
            return sum(match.score for match in outcome.matches) >= _SURE
        return outcome.verdict is Verdict.FOUND and outcome.matches[0].score >= _SURE

    def _room(self, today: date) -> Room:
        return Room(self.library, self.lookup, today, self.commands)


def _without_command(text: str) -> str:
    """People paste `/brief china` where `china` is enough."""
    text = text.strip()
    return text[len("/brief") :].strip() if text.casefold().split(" ")[0] == "/brief" else text


_CLOSED = (
    "The reports of this library are for certain channels or workspaces only, and this is none of them."
    " Whoever runs Briefbot can tell you where to ask."
)


def _closed() -> Reply:
    return Reply(
        title="No report may be shown here",
        passages=(Passage((_CLOSED,)),),
        outcome=Verdict.NOTHING,
    )


def _gone() -> Reply:
    return Reply(
        title="That is no longer in the library",
        passages=(
            Passage(("It was renamed or removed since this message was posted, or is not for here.",)),
        ),
        actions=(Action("All topics", Verb.ASK, "list"),),
        outcome=Verdict.NOTHING,
    )
