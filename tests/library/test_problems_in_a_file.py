"""What is wrong inside one file is told at its place, as a compiler would tell it."""

from __future__ import annotations

import pytest

from tests.library.conftest import (
    BRIDGES,
    BRIDGES_FILE,
    FERRIES_FILE,
    RECOMMENDATIONS_FILE,
    REPORT_FILE,
    SmallLibrary,
)

YAML_HINT = "  hint: quote text that has ': ' or ' #' in it, and indent with spaces"


def test_the_small_library_has_no_problem(small: SmallLibrary) -> None:
    assert small.problems() == []


# --- keys ---


def test_an_unknown_key_is_told_with_the_key_that_was_likely_meant(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "aliases: [crossings]", "alises: [crossings]")
    assert small.problems() == [
        (
            "crossings/report.yaml:5:1: error[unknown-key]: 'alises' is not a key here\n"
            "  hint: did you mean 'aliases'?"
        )
    ]


def test_an_unknown_key_that_resembles_none_is_told_with_all_known_keys(small: SmallLibrary) -> None:
    small.replace(RECOMMENDATIONS_FILE, "title: Recommendations", "colour: blue")
    assert small.problems_called("unknown-key") == [
        (
            "crossings/recommendations.yaml:1:1: error[unknown-key]: 'colour' is not a key here\n"
            "  hint: known here: aliases, draft, recommendations, source, summary, title"
        )
    ]


def test_an_unknown_key_deep_in_a_file_is_compared_with_the_keys_of_its_own_mapping(
    small: SmallLibrary,
) -> None:
    small.replace(FERRIES_FILE, "    unit: people", "    unit: people\n    units: people")
    assert small.problems_called("unknown-key") == [
        (
            "crossings/sections/01-ferries.yaml:11:5: error[unknown-key]: 'units' is not a key here\n"
            "  hint: did you mean 'unit'?"
        )
    ]


def test_a_missing_key_is_told_where_its_mapping_begins(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "short_title: Ferries and Bridges\n", "")
    assert small.problems() == [
        (
            "crossings/report.yaml:1:1: error[missing-key]: 'short_title' is missing\n"
            "  hint: the one for buttons and lists"
        )
    ]


def test_a_missing_key_of_a_list_entry_is_told_at_that_entry_with_what_belongs_there(
    small: SmallLibrary,
) -> None:
    small.replace(FERRIES_FILE, "    unit: people\n", "")
    assert small.problems_called("missing-key") == [
        (
            "crossings/sections/01-ferries.yaml:9:5: error[missing-key]: 'unit' is missing\n"
            "  hint: what is counted: 'US dollars', 'people'"
        )
    ]


def test_a_file_of_nothing_but_comments_lacks_every_required_key(small: SmallLibrary) -> None:
    small.write(BRIDGES_FILE, "# to be written\n")
    assert [problem.splitlines()[0] for problem in small.problems_called("missing-key")] == [
        f"crossings/sections/02-bridges.yaml:1:1: error[missing-key]: '{key}' is missing"
        for key in ("points", "source", "summary", "title")
    ]


def test_a_key_that_stands_twice_is_told_at_the_second_with_the_line_of_the_first(
    small: SmallLibrary,
) -> None:
    small.replace(REPORT_FILE, "review_by:", "title: Another\nreview_by:")
    assert small.problems() == [
        (
            "crossings/report.yaml:4:1: error[duplicate-key]: 'title' is here twice\n"
            "  hint: the first stands on line 1; keep one"
        )
    ]


def test_keys_may_recur_in_the_entries_of_a_list(small: SmallLibrary) -> None:
    small.append(REPORT_FILE, "  - term: toll\n    definition: A charge.\n    see: [r2]\n")
    assert small.problems() == []


# --- values ---


def test_a_key_without_text_is_told_as_empty_text(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "short_title: Ferries and Bridges", "short_title:")
    assert small.problems() == [
        (
            "crossings/report.yaml:2:13: error[empty-text]: 'short_title' is empty\n"
            "  hint: write it, or delete the line"
        )
    ]


def test_a_list_without_an_entry_where_one_is_needed_is_told(small: SmallLibrary) -> None:
    small.replace(BRIDGES_FILE, "points:\n  - One bridge is planned.", "points: []")
    assert small.problems_called("empty-list") == [
        (
            "crossings/sections/02-bridges.yaml:4:9: error[empty-list]: 'points' needs an entry\n"
            "  hint: sentences that make sense when quoted alone"
        )
    ]


def test_a_list_where_text_belongs_is_told(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "short_title: Ferries and Bridges", "short_title: [Ferries, Bridges]")
    assert small.problems() == [
        (
            "crossings/report.yaml:2:14: error[wrong-shape]: 'short_title' must be text; "
            "quote it, and write it without '-' and without 'key:'"
        )
    ]


def test_keys_where_text_belongs_are_told(small: SmallLibrary) -> None:
    small.replace(BRIDGES_FILE, "- One bridge is planned.", "- One bridge: planned")
    assert small.problems_called("wrong-shape") == [
        (
            "crossings/sections/02-bridges.yaml:5:5: error[wrong-shape]: 'points' must be text; "
            "quote it, and write it without '-' and without 'key:'"
        )
    ]


def test_text_where_a_list_belongs_is_told(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "aliases: [crossings]", "aliases: crossings")
    assert small.problems() == [
        "crossings/report.yaml:5:10: error[wrong-shape]: 'aliases' must be a list; begin each entry with '- '"
    ]


def test_text_where_keys_belong_is_told(small: SmallLibrary) -> None:
    small.replace(BRIDGES_FILE, "source:\n  heading: Bridges", "source: Bridges")
    assert small.problems_called("wrong-shape") == [
        (
            "crossings/sections/02-bridges.yaml:7:9: error[wrong-shape]: 'source' must hold keys, "
            "as 'heading: ...'"
        )
    ]


def test_a_file_that_is_a_list_is_told(small: SmallLibrary) -> None:
    small.write(REPORT_FILE, "\n- Ferries and Bridges\n")
    assert small.problems() == [
        "crossings/report.yaml:2:1: error[wrong-shape]: 'the file' must hold keys, as 'heading: ...'"
    ]


def test_a_date_in_another_form_is_told_with_the_forms_that_are_read(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "2021-05", "May 2021")
    assert small.problems() == [
        (
            "crossings/report.yaml:3:12: error[bad-date]: 'published' is not a date: "
            "write it as YYYY, YYYY-MM or YYYY-MM-DD\n"
            "  hint: as much as is known: 2022, 2022-09 or 2022-09-14"
        )
    ]


def test_a_date_that_no_calendar_has_is_told(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "2023-12-31", "2023-13-31")
    assert small.problems() == [
        (
            "crossings/report.yaml:4:12: error[bad-date]: 'review_by' is not a date: month must be in 1..12\n"
            "  hint: the last day on which answers may pass for current"
        )
    ]


def test_a_review_before_the_publication_is_told(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "2023-12-31", "2021-04")
    assert small.problems() == [
        (
            "crossings/report.yaml:4:12: error[bad-date]: 'review_by' is before 'published'\n"
            "  hint: the report was published May 2021"
        )
    ]


def test_a_figure_without_a_quantity_is_told(small: SmallLibrary) -> None:
    small.replace(FERRIES_FILE, "over 4,000", "a great many")
    assert small.problems_called("bad-figure") == [
        (
            "crossings/sections/01-ferries.yaml:9:12: error[bad-figure]: 'value' holds no quantity: "
            "write the number as a reader says it\n"
            "  hint: as a reader says it: 'over $3 billion'"
        )
    ]


def test_a_quantity_may_be_in_words(small: SmallLibrary) -> None:
    small.replace(FERRIES_FILE, "over 4,000", "hundreds of thousands")
    assert small.problems() == []


def test_a_figure_without_a_year_is_told(small: SmallLibrary) -> None:
    small.replace(FERRIES_FILE, '"2020"', "last year")
    assert small.problems_called("bad-date") == [
        (
            "crossings/sections/01-ferries.yaml:12:12: error[bad-date]: 'as_of' names no year: "
            "write the one that the figure is for\n"
            "  hint: year or period it is for: '2022', 'FY2022', '2005–2013'"
        )
    ]


def test_a_number_in_words_is_told_where_a_numeral_belongs(small: SmallLibrary) -> None:
    small.replace(FERRIES_FILE, "recommendations: [2, 1]", "recommendations: [2, one]")
    assert small.problems_called("bad-number") == [
        (
            "crossings/sections/01-ferries.yaml:13:22: error[bad-number]: 'recommendations' "
            "must be a whole number from 1"
        )
    ]


def test_a_recommendation_cannot_have_the_number_nought(small: SmallLibrary) -> None:
    small.replace(RECOMMENDATIONS_FILE, "number: 1", "number: 0")
    assert small.problems_called("bad-number") == [
        "crossings/recommendations.yaml:7:13: error[bad-number]: 'number' must be a whole number from 1"
    ]


@pytest.mark.parametrize(
    ("written", "column", "why"),
    [
        ("board", 13, "write everyone, or one list, of channels or of workspaces"),
        ("{}", 13, "write everyone, or one list, of channels or of workspaces"),
        (
            "{channels: [C0AA], workspaces: [T0AA]}",
            13,
            "write everyone, or one list, of channels or of workspaces",
        ),
        ("{people: [U0AA]}", 13, "write everyone, or one list, of channels or of workspaces"),
        ("{channels: []}", 13, "'channels' needs a list of ids; nobody would see a report for none"),
        ("{channels: C0AA}", 13, "'channels' needs a list of ids; nobody would see a report for none"),
        (
            "{workspaces: ['#general']}",
            13,
            "'workspaces' are ids as Slack gives them, such as T024BE7LH; not '#general'",
        ),
    ],
)
def test_a_visibility_that_the_bot_cannot_keep_is_refused(
    small: SmallLibrary, written: str, column: int, why: str
) -> None:
    small.replace(REPORT_FILE, "aliases: [crossings]", f"visibility: {written}\naliases: [crossings]")
    assert small.problems() == [
        (
            f"crossings/report.yaml:5:{column}: error[bad-visibility]: 'visibility' is no visibility: {why}\n"
            "  hint: who may see it: everyone, {channels: [C…]} or {workspaces: [T…]}"
        )
    ]


def test_columns_count_letters_and_not_bytes(small: SmallLibrary) -> None:
    small.replace(BRIDGES_FILE, "aliases: [spans]", "aliases: [øresundsbroen, boats]")
    assert small.problems() == [
        (
            "crossings/sections/02-bridges.yaml:2:26: error[shared-alias]: "
            "'boats' is claimed by 'ferries' too\n"
            "  hint: the other is at crossings/sections/01-ferries.yaml:3:5; keep one"
        )
    ]


# --- text that is not YAML, or more of it than is read ---


def test_broken_yaml_is_told_where_it_breaks(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "short_title: Ferries", "short_title: Ferries: Bridges")
    assert small.problems() == [
        "crossings/report.yaml:2:21: error[broken-yaml]: mapping values are not allowed in this context\n"
        + YAML_HINT
    ]


def test_a_tab_in_the_indentation_is_told(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "    name: Harbor", "\tname: Harbor")
    assert small.problems() == [
        "crossings/report.yaml:8:1: error[broken-yaml]: while scanning a plain scalar "
        "found a tab character that violates indentation\n" + YAML_HINT
    ]


def test_a_quote_that_never_ends_is_told_at_the_end_of_the_file(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "see: [ferries, r2]\n", "see: ['ferries, r2]\n")
    assert small.problems() == [
        "crossings/report.yaml:12:1: error[broken-yaml]: while scanning a quoted scalar "
        "found unexpected end of stream\n" + YAML_HINT
    ]


def test_a_control_character_is_told_at_its_line(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "runs the piers", "runs the \x07piers")
    (problem,) = small.problems()
    assert problem.startswith("crossings/report.yaml:9:")
    assert problem.endswith("\n  hint: delete it and type it anew")
    assert "error[broken-yaml]" in problem


def test_a_file_that_is_not_utf8_is_told_at_its_first_wrong_byte(small: SmallLibrary) -> None:
    small.write(BRIDGES_FILE, BRIDGES.encode().replace(b"dear", b"d\xe9ar"))
    assert small.problems_called("not-utf8") == [
        (
            "crossings/sections/02-bridges.yaml:3:23: error[not-utf8]: byte 0xE9 is not UTF-8\n"
            "  hint: save the file with UTF-8 encoding"
        )
    ]


def test_a_file_in_utf16_is_told(small: SmallLibrary) -> None:
    small.write(BRIDGES_FILE, b"\xff\xfe" + BRIDGES.encode("utf-16-le"))
    assert small.problems_called("not-utf8") == [
        (
            "crossings/sections/02-bridges.yaml:1:1: error[not-utf8]: byte 0xFF is not UTF-8\n"
            "  hint: save the file with UTF-8 encoding"
        )
    ]


def test_a_file_of_more_than_one_mebibyte_is_refused(small: SmallLibrary) -> None:
    small.write(BRIDGES_FILE, BRIDGES.ljust(1024 * 1024 + 1, "#"))
    assert small.problems_called("too-large") == [
        (
            "crossings/sections/02-bridges.yaml:1:1: error[too-large]: larger than 1 MiB\n"
            "  hint: split it into several sections"
        )
    ]


def test_a_file_of_just_one_mebibyte_is_read(small: SmallLibrary) -> None:
    small.write(BRIDGES_FILE, BRIDGES.ljust(1024 * 1024, "#"))
    assert small.problems() == []


def test_a_folder_in_the_place_of_a_file_is_told(small: SmallLibrary) -> None:
    small.remove(RECOMMENDATIONS_FILE)
    (small.root / RECOMMENDATIONS_FILE).mkdir()
    assert small.problems_called("unreadable") == [
        "crossings/recommendations.yaml:1:1: error[unreadable]: cannot be read: Is a directory"
    ]


def test_an_anchor_is_refused(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "short_title: Ferries", "short_title: &name Ferries")
    assert small.problems() == [
        (
            "crossings/report.yaml:2:14: error[anchor]: anchors (&) and aliases (*) are not read\n"
            "  hint: write the text out, or quote it"
        )
    ]


def test_an_alias_is_refused(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "[crossings]", "[*crossings]")
    assert small.problems() == [
        (
            "crossings/report.yaml:5:11: error[anchor]: anchors (&) and aliases (*) are not read\n"
            "  hint: write the text out, or quote it"
        )
    ]


def test_a_document_that_would_expand_to_billions_of_words_is_refused_at_its_first_anchor(
    small: SmallLibrary,
) -> None:
    levels = (f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 10))
    small.write(REPORT_FILE, "\n".join(["a0: &a0 [lol, lol, lol, lol, lol]", *levels]))
    assert small.problems() == [
        (
            "crossings/report.yaml:1:5: error[anchor]: anchors (&) and aliases (*) are not read\n"
            "  hint: write the text out, or quote it"
        )
    ]


def test_a_tag_is_refused(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "short_title: Ferries and Bridges", "short_title: !!python/object:os.system x")
    assert small.problems() == [
        (
            "crossings/report.yaml:2:14: error[tag]: tags (tag:yaml.org,2002:python/object:os.system) "
            "are not read\n  hint: quote text that begins with '!'"
        )
    ]


def test_a_second_document_is_refused(small: SmallLibrary) -> None:
    small.append(REPORT_FILE, "---\ntitle: Another report\n")
    assert small.problems() == [
        (
            "crossings/report.yaml:12:1: error[second-document]: a second document begins here\n"
            "  hint: delete the '---' line"
        )
    ]


def test_a_line_of_hyphens_may_open_the_only_document(small: SmallLibrary) -> None:
    small.write(BRIDGES_FILE, f"---\n{BRIDGES}")
    assert small.problems() == []


def test_a_hundred_thousand_brackets_are_refused_at_the_first_that_is_too_deep(small: SmallLibrary) -> None:
    small.write(REPORT_FILE, "[" * 100_000)
    assert small.problems() == ["crossings/report.yaml:1:21: error[too-deep]: nested more than 20 deep"]


def test_a_hundred_thousand_closed_brackets_are_refused_too(small: SmallLibrary) -> None:
    small.write(REPORT_FILE, "title: " + "[" * 100_000 + "]" * 100_000)
    assert small.problems() == ["crossings/report.yaml:1:27: error[too-deep]: nested more than 20 deep"]


def test_a_list_or_mapping_cannot_be_a_key(small: SmallLibrary) -> None:
    small.write(REPORT_FILE, "{" * 100_000)
    assert small.problems() == [
        "crossings/report.yaml:1:2: error[broken-yaml]: a key must be plain text\n  hint: quote it"
    ]
