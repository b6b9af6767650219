"""What stands in an edition: what changed, then what was not shown yet, all of it in one message."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.desk.digest.edition import Asked, Edition, News, plan
from bot.desk.digest.subscription import EVERY_PART, WORKING_DAYS, Part, Schedule, Subscription
from bot.desk.reply import Reply, Verb
from bot.library.changes import Change, Kind
from bot.library.snapshot import Library
from bot.slack.render.pages import paginate
from tests.desk.reading import REPORT, headings, text_of
from tests.lookup.made_up import two_reports

DAY = date(2026, 11, 24)
CHINA, INDIA = f"{REPORT}/china-factor", f"{REPORT}/india-pakistan"


def subscription(*parts: Part, topics: tuple[str, ...] = (), even_if_empty: bool = False) -> Subscription:
    schedule = Schedule(time(9), WORKING_DAYS, "Europe/London")
    created = datetime(2026, 11, 1, tzinfo=UTC)
    wanted = frozenset(parts) or EVERY_PART
    return Subscription("S1", "T", "C", "UANA", schedule, created, topics, wanted, even_if_empty)


def editions(library: Library, wanted: Subscription, count: int) -> list[Edition]:
    """So many editions, day by day."""
    made: list[Edition] = []
    for number in range(count):
        made.append(plan(library, wanted, [each.shown for each in made], DAY + timedelta(days=number)))
    return made


def shown(edition: Edition) -> Reply:
    assert edition.reply is not None
    return edition.reply


def test_an_edition_has_a_section_a_recommendation_and_a_figure(library: Library) -> None:
    reply = shown(plan(library, subscription(), (), DAY))
    assert reply.title == "Digest: Tuesday 24 November 2026"
    assert headings(reply) == [
        "Section of the day: Introduction",
        "Recommendation of the day: number 1",
        "Key figure",
    ]


@pytest.mark.parametrize("part", [Part.SECTION, Part.RECOMMENDATION, Part.FIGURE])
def test_nothing_repeats_until_everything_has_been_shown(library: Library, part: Part) -> None:
    every = {
        Part.SECTION: sum(1 for _ in library.sections()),
        Part.RECOMMENDATION: 14,
        Part.FIGURE: sum(len(section.figures) for section in library.sections()),
    }[part]
    made = editions(library, subscription(part), 2 * every)
    keys = [key for edition in made for key in edition.shown]
    assert len(set(keys[:every])) == every
    assert keys[every:] == keys[:every]


def test_what_changed_comes_first_and_its_section_is_the_sections_of_the_day(library: Library) -> None:
    news = [News(7, Change(Kind.REWORDED, CHINA))]
    edition = plan(library, subscription(), (), DAY, news)
    assert headings(shown(edition))[:2] == [
        "What changed in the library",
        "Section of the day: The China Factor",
    ]
    assert "Reworded section: The China Factor" in text_of(shown(edition))
    assert edition.shown[0] == "change:7"


def test_a_change_is_told_once(library: Library) -> None:
    news = [News(7, Change(Kind.REWORDED, CHINA))]
    first = plan(library, subscription(), (), DAY, news)
    second = plan(library, subscription(), [first.shown], DAY, news)
    assert "change:7" not in second.shown
    assert "What changed in the library" not in headings(shown(second))


def test_changes_that_are_too_many_for_one_edition_come_in_the_next(library: Library) -> None:
    news = [News(number, Change(Kind.NEW_FIGURE, CHINA, f"figure {number}")) for number in range(6)]
    first = plan(library, subscription(Part.CHANGES), (), DAY, news)
    second = plan(library, subscription(Part.CHANGES), [first.shown], DAY, news)
    assert [*first.shown, *second.shown] == [f"change:{number}" for number in range(6)]


def test_an_edition_with_nothing_to_say_is_not_posted_unless_it_is_wanted(library: Library) -> None:
    assert plan(library, subscription(Part.CHANGES), (), DAY).reply is None
    told = plan(library, subscription(Part.CHANGES, even_if_empty=True), (), DAY).reply
    assert told is not None
    assert "Nothing has changed" in text_of(told)


def test_topics_narrow_it_to_their_sections_recommendations_and_changes(library: Library) -> None:
    wanted = subscription(topics=(INDIA,))
    news = [News(1, Change(Kind.REWORDED, CHINA)), News(2, Change(Kind.REWORDED, INDIA))]
    made = editions(library, wanted, 8)
    numbers = {
        each.number
        for item in library.sections()
        if item.id == INDIA
        for each in library.recommendations_of(item)
    }
    assert {key for edition in made for key in edition.shown if key.startswith("section:")} == {
        f"section:{INDIA}"
    }
    recommended = {key.rpartition("/r")[2] for each in made for key in each.shown if key.startswith("recomm")}
    assert recommended == set(map(str, numbers))
    assert [key for key in plan(library, wanted, (), DAY, news).shown if "change" in key] == ["change:2"]


def test_most_asked_counts_and_leaves_out_what_is_gone(library: Library) -> None:
    asked = [Asked(CHINA, 5), Asked("gone", 4), Asked(INDIA, 1)]
    text = text_of(shown(plan(library, subscription(), (), DAY, (), asked)))
    assert "The China Factor: 5 times" in text
    assert "India-Pakistan Relations: once" in text
    assert "gone" not in text


def test_an_edition_is_cited_aged_and_opens_what_it_shows(library: Library) -> None:
    reply = shown(plan(library, subscription(), (), DAY))
    assert reply.citations
    assert reply.notes[0].urgent
    opened = {action.target for action in reply.actions if action.verb is Verb.BRIEF}
    assert {f"{REPORT}/introduction", f"{REPORT}/r1"} <= opened
    done = [action.label for action in reply.actions if action.verb is Verb.DIGEST]
    assert done == ["Pause", "Change", "Why am I seeing this"]


def test_an_edition_is_one_message_whatever_it_holds(library: Library) -> None:
    long = "word " * 900
    news = [News(number, Change(Kind.NEW_FIGURE, CHINA, long)) for number in range(9)]
    asked = [Asked(CHINA, 5), Asked(INDIA, 4), Asked(f"{REPORT}/technology", 3)]
    for source in (library, two_reports()):
        past: list[tuple[str, ...]] = []
        for number in range(30):
            edition = plan(source, subscription(), past, DAY + timedelta(days=number), news, asked)
            assert len(paginate(shown(edition))) == 1
            past.append(edition.shown)


def test_an_edition_of_several_reports_names_each(library: Library) -> None:
    del library
    reply = shown(plan(two_reports(), subscription(), (), DAY))
    assert {citation.report for citation in reply.citations} <= {each.title for each in two_reports().reports}
    assert len(reply.notes) == len({citation.report for citation in reply.citations})
