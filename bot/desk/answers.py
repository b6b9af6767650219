"""A lookup's outcome as a reply: the brief, a choice between readings, or nothing and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from rapidfuzz import fuzz, process

from bot.desk.cards import card, figures_card, gist, gloss
from bot.desk.command import Room
from bot.desk.passages import fit, passage_for, wants_passage
from bot.desk.reply import Action, Citation, Passage, Reply, Style, Verb
from bot.library.model import Item, Report, Section, Term
from bot.library.snapshot import Library
from bot.lookup.outcome import Match, Outcome, Verdict
from bot.lookup.query import Wanted

_CLOSE_READINGS = 3
_CLEARLY_BETTER = 1.1
"""A section's best sentence must have this much more of the question than the next section's."""
_SHOWN_OF_QUERY = 80
_KEPT_OF_QUERY = 400


def answer(room: Room, text: str) -> Reply:
    """The reply to a topic or a question."""
    return reply_to(room, text, room.lookup.find(text))


def reply_to(room: Room, text: str, outcome: Outcome) -> Reply:
    """The reply to a text that lookup has made something of."""
    if _is_rather_a_command(room, text, outcome):
        why = "nothing in the library is close enough"
        outcome = replace(outcome, verdict=Verdict.NOTHING, matches=(), nearest=outcome.ranked, why=why)
    if outcome.verdict is Verdict.FOUND:
        return _found(room, text, outcome)
    if outcome.verdict is Verdict.CHOICES:
        return _settled(room, text, outcome) or _choices(room, text, outcome)
    return _nothing(room, text, outcome)


def _found(room: Room, text: str, outcome: Outcome) -> Reply:
    best = outcome.matches[0]
    reply = card(room.library, best.item, room.today)
    if outcome.wanted is Wanted.FIGURES and isinstance(best.item, Section):
        reply = figures_card(room.library, best.item, room.today)
    elif isinstance(best.item, Section) and wants_passage(text, named=best.exact):
        reply = passage_for(room, best.item, text) or reply
    before: list[Passage] = []
    if not best.exact:
        before.append(Passage((f"Shown because it {best.why}.",), style=Style.QUIET))
    term = None if isinstance(best.item, Term) else room.lookup.term_in(text)
    explained = [gloss(term)] if term is not None else []
    answers_it = reply.origin is not None and reply.origin.verb is Verb.ANSWER
    if answers_it:  # what was asked for comes before what its words mean
        passages = (*before, *reply.passages[:1], *explained, *reply.passages[1:])
    else:
        passages = (*before, *explained, *reply.passages)
    return replace(reply, passages=passages, matches=outcome.matches)


def _settled(room: Room, text: str, outcome: Outcome) -> Reply | None:
    """The answer to a question that one of two close readings clearly answers; the other is offered."""
    match = settled(room, text, outcome)
    if match is None:
        return None
    reply = _found(room, text, replace(outcome, matches=(replace(match, exact=False), *outcome.matches)))
    other = next(each for each in outcome.matches if each.item.id != match.item.id)
    _, label = _labels(room.library, (match.item, other.item))
    also = Action(label, Verb.BRIEF, other.item.id)
    return replace(reply, actions=(*reply.actions, also), matches=outcome.matches)


def settled(room: Room, text: str, outcome: Outcome) -> Match | None:
    """Of close readings the section whose sentences hold clearly more of a question; None without one."""
    sections = [match for match in outcome.matches[:_CLOSE_READINGS] if isinstance(match.item, Section)]
    if len(sections) < 2 or not wants_passage(text, named=False):
        return None
    fits = {
        match.item.id: fit(room, match.item, text) for match in sections if isinstance(match.item, Section)
    }
    best, other, *_ = sorted(sections, key=lambda match: -fits[match.item.id])
    return best if fits[best.item.id] >= _CLEARLY_BETTER * fits[other.item.id] else None


def _choices(room: Room, text: str, outcome: Outcome) -> Reply:
    """The readings; those of several reports under each report's name, the newest first."""
    term = room.lookup.term_in(text)
    explained = [gloss(term)] if term is not None else []
    groups = _by_report(room.library, outcome.matches)
    shown = tuple(match for _, matches in groups for match in matches)
    several = len(groups) > 1
    return Reply(
        title="Which of these do you mean?",
        passages=(
            *explained,
            *(
                Passage(
                    tuple(map(_reading, matches)),
                    f"{report.short_title} ({report.published})" if several else "",
                    Style.BULLETS,
                )
                for report, matches in groups
            ),
        ),
        citations=tuple(Citation(report.title, str(report.published)) for report, _ in groups),
        actions=tuple(
            Action(label, Verb.BRIEF, match.item.id)
            for label, match in zip(_labels(room.library, [each.item for each in shown]), shown, strict=True)
        ),
        outcome=Verdict.CHOICES,
        matches=shown,
    )


def _by_report(library: Library, matches: Sequence[Match]) -> list[tuple[Report, list[Match]]]:
    """Matches by their reports, the newest first, which is the order of a library."""
    own: dict[str, list[Match]] = {}
    for match in matches:
        own.setdefault(library.report_of(match.item).id, []).append(match)
    return [(report, own[report.id]) for report in library.reports if report.id in own]


def _labels(library: Library, items: Sequence[Item]) -> list[str]:
    """The items' titles; of those that are the same, each with its report's."""
    titles = [item.title for item in items]
    return [
        f"{shorten(title, 40, placeholder='…')} ({library.report_of(item).short_title})"
        if titles.count(title) > 1
        else title
        for title, item in zip(titles, items, strict=True)
    ]


def _reading(match: Match) -> str:
    """One of several readings in a line, cut so that all of them fit one message."""
    gist_line = shorten(gist(match.item), 240, placeholder="…")
    return f"{shorten(match.item.title, 120, placeholder='…')}: {gist_line} It {match.why}."


def _nothing(room: Room, text: str, outcome: Outcome) -> Reply:
    nearest = _nearest(room, text, outcome.nearest)
    advice = [
        "Try one or two words, such as a country or an acronym.",
        "/brief list shows every topic; /brief help shows what can be asked.",
    ]
    command = _command_meant(room, text)
    if command:
        advice.insert(0, f"Did you mean /brief {command}?")
    labels = _labels(room.library, nearest)
    actions = [Action(label, Verb.BRIEF, item.id) for label, item in zip(labels, nearest, strict=True)]
    return Reply(
        title="Nothing on that in the library",
        passages=(
            Passage((f"You asked for “{_quoted(text)}”: {outcome.why}.",)),
            Passage(tuple(labels), "Nearest topics", Style.BULLETS),
            Passage(tuple(advice), "What you can do", Style.BULLETS),
        ),
        actions=(
            *actions,
            Action("Ask the editors", Verb.EDITORS, _quoted(text, _KEPT_OF_QUERY)),
            Action("All topics", Verb.ASK, "list"),
        ),
        outcome=Verdict.NOTHING,
    )


def _nearest(room: Room, text: str, nearest: tuple[Match, ...]) -> list[Item]:
    """The topics that lookup came nearest to; failing those, the ones spelt most alike."""
    if nearest:
        return [match.item for match in nearest[:3]]
    titles = {section.id: section.title for section in room.library.sections()}
    alike = process.extract(text[:200], titles, scorer=fuzz.WRatio, limit=3)
    items = (room.library.get(item_id) for _title, _score, item_id in alike)
    return [item for item in items if isinstance(item, Section)]


def _command_meant(room: Room, text: str) -> str | None:
    """A subcommand that a single word is likely a misspelling of."""
    words = [word for command in room.commands for word in command.words if len(word) > 3]
    near = process.extractOne(text.strip().casefold(), words, scorer=fuzz.ratio, score_cutoff=74)
    return near[0] if near and " " not in text.strip() else None


def _is_rather_a_command(room: Room, text: str, outcome: Outcome) -> bool:
    """Whether a misspelt word is nearer to a subcommand than what the library would read it as."""
    best = outcome.best
    return best is not None and best.corrected and _command_meant(room, text) is not None


def _quoted(text: str, length: int = _SHOWN_OF_QUERY) -> str:
    """The start of what was typed, on one line and printable."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= length else f"{line[:length].rstrip()}…"
