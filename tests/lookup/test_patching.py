"""An index that was patched answers as one that was built, whatever was changed and however often."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from bot.library.model import Report
from bot.library.snapshot import Library
from bot.lookup.building import build
from bot.lookup.engine import Lookup
from bot.lookup.entries import Entry, entries_of_report
from bot.lookup.index import Index
from bot.lookup.patching import patched
from tests.lookup.made_up import recommendation, report, section, term

WORDS = st.sampled_from("harbour cranes dredger lighthouse keeper salmon nets the of year tides 1998".split())
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@st.composite
def reports(draw: st.DrawFn, number: int) -> Report:
    """A report with a section or two, and perhaps a recommendation and a term."""
    own = f"report-{number}"
    sections = [
        section(
            f"s{place}",
            draw(PHRASES),
            report_id=own,
            aliases=draw(st.lists(PHRASES, max_size=2, unique=True).map(tuple)),
            points=draw(st.lists(PHRASES, min_size=1, max_size=3).map(tuple)),
        )
        for place in range(draw(st.integers(1, 2)))
    ]
    advice = [recommendation(1, draw(PHRASES), "s0", report_id=own)] if draw(st.booleans()) else []
    terms = (term(draw(WORDS), draw(PHRASES), "s0", report_id=own),) if draw(st.booleans()) else ()
    return report(*sections, report_id=own, recommendations=tuple(advice), terms=terms)


@st.composite
def several_states(draw: st.DrawFn) -> list[tuple[Report, ...]]:
    """A library as it changes: each of three reports has two forms, and any may be absent."""
    forms = [(draw(reports(number)), draw(reports(number))) for number in range(3)]
    absent_or_form = st.integers(0, 2)
    return [
        tuple(pair[chosen - 1] for pair in forms if (chosen := draw(absent_or_form)))
        for _ in range(draw(st.integers(2, 4)))
    ]


STATES = several_states()


def entries_of_states(states: Sequence[Sequence[Report]]) -> list[list[Entry]]:
    """The entries of each state; those of a report that is the same as before are the same objects."""
    known: dict[str, tuple[Report, tuple[Entry, ...]]] = {}
    found = []
    for state in states:
        for each in state:
            if each.id not in known or known[each.id][0] != each:
                known[each.id] = (each, entries_of_report(each))
        found.append([entry for each in state for entry in known[each.id][1]])
    return found


def patched_through(entries: Sequence[Sequence[Entry]]) -> Index:
    """The index of the first state, patched to be that of each later one."""
    index = build(entries[0])
    for before, after in pairwise(entries):
        changed = patched(index, before, after, largest_share=float("inf"))
        assert changed is not None
        index = changed
    return index


@given(STATES, st.lists(PHRASES, min_size=1, max_size=4))
@example([(), ()], ["harbour"])
def test_it_answers_as_one_that_was_built(states: list[tuple[Report, ...]], queries: list[str]) -> None:
    entries = entries_of_states(states)
    changed = patched_through(entries)
    built = build(entries[-1], changed.averages)
    library = Library(states[-1])
    one = Lookup(library, indexed=lambda _: changed, entries=entries[-1])
    other = Lookup(library, indexed=lambda _: built, entries=entries[-1])
    names = [name.text for entry in entries[-1] for name in entry.names]
    misspelt = [name[:2] + name[3:] for name in names if len(name) > 4]
    for query in (*queries, *names, *misspelt):
        assert answer(one, query) == answer(other, query)


def answer(lookup: Lookup, query: str) -> object:
    """What a query brings, with what is said of it."""
    outcome = lookup.find(query)
    ranked = [(match.item.id, match.kind, match.score, match.why) for match in outcome.ranked]
    return outcome.verdict, outcome.why, ranked, lookup.weights(query)


@given(STATES)
def test_its_names_and_postings_are_those_of_one_that_was_built(states: list[tuple[Report, ...]]) -> None:
    entries = entries_of_states(states)
    changed = patched_through(entries)
    built = build(entries[-1], changed.averages)
    assert list(changed.name_texts) == list(built.name_texts)
    assert np.array_equal(changed.first_name, built.first_name)
    assert {stem: changed.postings.row(number).tolist() for stem, number in changed.stem_number.items()} == {
        stem: built.postings.row(number).tolist() for stem, number in built.stem_number.items()
    }


def test_a_large_change_is_for_building() -> None:
    sections = [section(f"s{number}", f"Pier {number}") for number in range(30)]
    before = list(entries_of_report(report(*sections)))
    after = [*before[:5], *entries_of_report(report(*sections[5:10])), *before[10:]]
    index = build(before)
    assert patched(index, before, after) is None
    assert patched(index, before, [*before[:2], *before[3:]]) is not None
