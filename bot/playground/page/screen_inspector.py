"""The inspector: what went between Slack and the bot, about one thing or altogether."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.playground.journal import Exchange, Journal
from bot.playground.page.screen_exchange import Card, card
from bot.playground.page.screen_faces import face
from bot.playground.page.screen_place import ALL, PROBLEMS, Place
from bot.playground.page.screen_times import Times, moment_of
from bot.playground.workspace import Workspace

#: Of all traffic, this much is listed; and so many exchanges about one thing are unfolded at once.
_LISTED: Final = 200
_UNFOLDED: Final = 12


@dataclass(frozen=True, slots=True)
class Inspector:
    """The side panel; `about` says what it shows, `nothing` why it is empty."""

    title: str
    about: str
    cards: tuple[Card, ...]
    nothing: str
    left_out: int = 0


def inspector(workspace: Workspace, journal: Journal, place: Place) -> Inspector | None:
    """The panel, if it is open."""
    if not place.inspect:
        return None
    title, about, nothing = _headings(workspace, place)
    found = list(_found(journal, place))
    listed = found[:_LISTED]
    unfold = len(found) <= _UNFOLDED and place.inspect not in (ALL, PROBLEMS)
    times = Times.of(workspace.users[place.viewer], workspace.clock.now())
    cards = tuple(card(each, workspace, place, times, unfold=unfold) for each in listed)
    return Inspector(title, about, cards, nothing, len(found) - len(listed))


def _headings(workspace: Workspace, place: Place) -> tuple[str, str, str]:
    if place.inspect == ALL:
        return "All traffic", "Between Slack and the bot, newest first", "Nothing has been sent yet."
    if place.inspect == PROBLEMS:
        return "Problems", "What was refused or failed, newest first", "Nothing has been refused so far."
    kind, _, rest = place.inspect.partition(":")
    nothing = "Nothing went between Slack and the bot about it."
    if kind == "view":
        view = workspace.views.get(rest)
        name = "Modal" if view is None or view.is_modal else "Home tab"
        return f"{name} {rest}", "What was said about it, oldest first", nothing
    channel, _, ts = rest.partition(":")
    message = workspace.message(channel, ts)
    if message is None:
        return "A deleted message", f"{channel} · {ts}", nothing
    times = Times.of(workspace.users[place.viewer], workspace.clock.now())
    author = face(message.user, workspace).name
    return f"Message from {author}, {times.when(moment_of(ts))}", f"{channel} · {ts}", nothing


def _found(journal: Journal, place: Place) -> Iterator[Exchange]:
    if place.inspect == ALL:
        yield from reversed(list(journal))
    elif place.inspect == PROBLEMS:
        yield from journal.refused()
    else:
        yield from journal.about(place.inspect)
