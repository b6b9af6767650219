"""What holds for every outcome, whatever was asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from hypothesis import example, given
from hypothesis import strategies as st

from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Judged
from bot.lookup.outcome import Outcome, Verdict
from bot.lookup.verdict import Thresholds
from tests.lookup.made_up import one_report, two_reports

ANY_TEXT = st.text(st.characters(exclude_categories=()))
QUERY_WORDS = st.sampled_from(
    "china recs r8 define rec what does stand for mean kashmeer FATF the aid last first recommendation no 8 "
    "should 'quotas' ؟ 中国 \ud800 \x00 😀 & 1,000 U.S. army/ -".split()
)
MADE_UP = Lookup(two_reports())


def sound(outcome: Outcome) -> bool:
    """Whether an outcome's parts agree with one another."""
    found, scores = len(outcome.matches), [match.score for match in outcome.matches]
    return (
        all(0 <= score <= 1 for score in scores)
        and {
            Verdict.FOUND: found >= 1,
            Verdict.CHOICES: found >= 2,
            Verdict.NOTHING: found == 0 and bool(outcome.why),
        }[outcome.verdict]
    )


@given(ANY_TEXT)
@example("\ud800")
@example("r²")
@example("r" + "9" * 5_000)
@example("x" * 5_000)
@example("define ")
def test_find_answers_any_text(lookup: Lookup, text: str) -> None:
    assert sound(lookup.find(text))


@given(st.lists(QUERY_WORDS, max_size=12).map(" ".join))
def test_find_answers_any_jumble_of_its_own_words(lookup: Lookup, text: str) -> None:
    assert sound(lookup.find(text))


@given(st.one_of(ANY_TEXT, st.lists(QUERY_WORDS, max_size=6).map(" ".join)))
def test_find_answers_any_text_from_several_reports(text: str) -> None:
    assert sound(MADE_UP.find(text))


@given(ANY_TEXT)
def test_naming_a_term_in_any_text_fails_never(lookup: Lookup, text: str) -> None:
    lookup.term_in(text)


def test_the_outcome_of_every_labelled_question_is_sound(asked: list[Judged]) -> None:
    assert [row.question.text for row in asked if not sound(row.outcome)] == []


def test_scores_stay_between_0_and_1(asked: list[Judged]) -> None:
    matches = [match for row in asked for match in (*row.outcome.matches, *row.outcome.nearest)]
    assert {match.score for match in matches if not 0 <= match.score <= 1} == set()


def test_matches_by_name_come_before_all_others(asked: list[Judged]) -> None:
    for row in asked:
        exact = [match.exact for match in row.outcome.matches]
        assert exact == sorted(exact, reverse=True), row.question.text


def test_matches_of_one_sort_are_sorted_best_first(asked: list[Judged]) -> None:
    for row in asked:
        for exact in (True, False):
            scores = [match.score for match in row.outcome.matches if match.exact is exact]
            assert scores == sorted(scores, reverse=True), row.question.text


def test_the_nearest_topics_are_sorted_best_first(asked: list[Judged]) -> None:
    for row in asked:
        scores = [match.score for match in row.outcome.nearest]
        assert scores == sorted(scores, reverse=True), row.question.text


def test_no_item_is_matched_twice(asked: list[Judged]) -> None:
    for row in asked:
        ids = [match.item.id for match in row.outcome.matches]
        assert len(ids) == len(set(ids)), row.question.text


def test_matches_by_words_are_as_sure_as_the_threshold_asks(asked: list[Judged]) -> None:
    by_words = [row.outcome for row in asked if row.outcome.matches and not row.outcome.matches[0].exact]
    found = [outcome for outcome in by_words if outcome.verdict is Verdict.FOUND]
    choices = [outcome for outcome in by_words if outcome.verdict is Verdict.CHOICES]
    assert min(match.score for outcome in found for match in outcome.matches) >= Thresholds().found
    assert min(sum(match.score for match in outcome.matches) for outcome in choices) >= Thresholds().found


def test_a_match_by_name_is_the_surest_there_is(lookup: Lookup) -> None:
    match = lookup.find("china").best
    assert match is not None
    assert (match.score, match.exact) == (1.0, True)


def test_a_query_has_at_most_five_matches(asked: list[Judged]) -> None:
    assert max(len(row.outcome.ranked) for row in asked) == 5


def test_a_query_has_at_most_as_many_matches_as_it_asks_for(lookup: Lookup, asked: list[Judged]) -> None:
    for limit in (1, 2, 3):
        counts = [len(lookup.find(row.question.text, limit).ranked) for row in asked]
        assert max(counts) == limit


def test_the_nearest_topics_are_at_most_as_many_as_asked_for(lookup: Lookup, asked: list[Judged]) -> None:
    texts = [row.question.text for row in asked if row.outcome.nearest]
    assert max(len(lookup.find(text, limit=2).nearest) for text in texts) == 2


def test_a_limit_keeps_the_best_match(lookup: Lookup) -> None:
    assert lookup.find("loans from china", 1).best == lookup.find("loans from china", 5).best


def test_the_same_query_twice_has_the_same_outcome(lookup: Lookup, asked: list[Judged]) -> None:
    assert [lookup.find(row.question.text) for row in asked] == [row.outcome for row in asked]


def test_two_lookups_on_the_same_library_agree(lookup: Lookup, asked: list[Judged]) -> None:
    other = Lookup(lookup.library)
    assert [other.find(row.question.text) for row in asked] == [row.outcome for row in asked]


def test_a_higher_threshold_finds_less() -> None:
    library, text = one_report(), "keepers with herring on radar"
    assert Lookup(library, Thresholds(found=0.0)).find(text).verdict is not Verdict.NOTHING
    assert Lookup(library, Thresholds(found=1.0)).find(text).verdict is Verdict.NOTHING


def test_a_wider_margin_makes_more_choices(lookup: Lookup) -> None:
    text = "which loans from china"
    assert lookup.find(text).verdict is Verdict.FOUND
    assert Lookup(lookup.library, Thresholds(close=0.0, found=0.1)).find(text).verdict is Verdict.CHOICES


def test_eight_threads_share_one_lookup_and_get_the_same_outcomes(
    asked: list[Judged], lookup: Lookup
) -> None:
    shared, together = Lookup(lookup.library), Barrier(8)

    def ask(offset: int) -> dict[str, Outcome]:
        rows = asked[offset * 60 :] + asked[: offset * 60]
        together.wait()
        return {row.question.text: shared.find(row.question.text) for row in rows}

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    expected = {row.question.text: row.outcome for row in asked}
    assert all(answer == expected for answer in answers)
