"""What no file shows by itself, ids, references, links and names, is told at its place as well."""

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

LONE_SECTION = """\
title: Tunnels
summary: There are none.
points:
  - Nobody has asked for one.
source:
  heading: Tunnels
"""


# --- ids ---


def test_two_section_files_with_one_slug_are_told_at_the_second(small: SmallLibrary) -> None:
    small.write(
        "crossings/sections/03-bridges.yaml", LONE_SECTION.replace("source:", "recommendations: [2]\nsource:")
    )
    assert small.problems() == [
        (
            "crossings/sections/03-bridges.yaml:1:1: error[duplicate-id]: "
            "section 'bridges' is there already\n"
            "  hint: the first is at crossings/sections/02-bridges.yaml:1:1; rename or delete one"
        )
    ]


def test_two_recommendations_with_one_number_are_told_at_the_second(small: SmallLibrary) -> None:
    small.append(
        RECOMMENDATIONS_FILE,
        "  - {number: 1, action: Wait., detail: See how it goes., actors: [County], areas: [ferries]}\n",
    )
    assert small.problems() == [
        (
            "crossings/recommendations.yaml:19:14: error[duplicate-id]: "
            "recommendation 'r1' is there already\n"
            "  hint: the first is at crossings/recommendations.yaml:7:13; rename or delete one"
        )
    ]


def test_two_terms_that_differ_only_in_case_and_punctuation_are_told_at_the_second(
    small: SmallLibrary,
) -> None:
    small.append(REPORT_FILE, "  - {term: (hba), definition: The same body., see: [r1]}\n")
    assert small.problems() == [
        (
            "crossings/report.yaml:12:12: error[duplicate-id]: term 'hba' is there already\n"
            "  hint: the first is at crossings/report.yaml:7:11; rename or delete one"
        )
    ]


@pytest.mark.parametrize("slug", ["recommendations", "terms", "r7"])
def test_a_section_cannot_have_an_id_that_the_bot_gives_itself(small: SmallLibrary, slug: str) -> None:
    small.write(f"crossings/sections/03-{slug}.yaml", LONE_SECTION)
    assert small.problems() == [
        (
            f"crossings/sections/03-{slug}.yaml:1:1: error[duplicate-id]: "
            f"'{slug}' is an id that Briefbot gives\n"
            "  hint: choose another slug for the file's name"
        )
    ]


# --- references ---


def test_a_term_that_refers_to_no_section_is_told_with_the_one_likely_meant(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "see: [ferries, r2]", "see: [ferrys, r2]")
    assert small.problems() == [
        (
            "crossings/report.yaml:11:11: error[dangling-reference]: there is no 'ferrys' in this report\n"
            "  hint: did you mean 'ferries'?"
        )
    ]


def test_a_term_that_refers_to_no_recommendation_is_told_with_all_that_there_is(small: SmallLibrary) -> None:
    small.replace(REPORT_FILE, "see: [ferries, r2]", "see: [ferries, r9]")
    assert small.problems() == [
        (
            "crossings/report.yaml:11:20: error[dangling-reference]: there is no 'r9' in this report\n"
            "  hint: known here: bridges, ferries, r1, r2"
        )
    ]


def test_a_section_that_names_no_recommendation_of_the_report_is_told(small: SmallLibrary) -> None:
    small.replace(FERRIES_FILE, "recommendations: [2, 1]", "recommendations: [2, 1, 12]")
    assert small.problems() == [
        (
            "crossings/sections/01-ferries.yaml:13:25: error[dangling-reference]: "
            "there is no 'r12' in this report\n  hint: did you mean 'r1'?"
        )
    ]


def test_an_area_that_is_no_section_is_told_with_the_one_likely_meant(small: SmallLibrary) -> None:
    small.replace(RECOMMENDATIONS_FILE, "areas: [ferries, bridges]", "areas: [ferries, bridges, brigdes]")
    assert small.problems() == [
        (
            "crossings/recommendations.yaml:18:31: error[dangling-reference]: "
            "there is no 'brigdes' in this report\n  hint: did you mean 'bridges'?"
        )
    ]


def test_a_recommendation_cannot_be_an_area(small: SmallLibrary) -> None:
    small.replace(RECOMMENDATIONS_FILE, "areas: [ferries, bridges]", "areas: [ferries, bridges, r1]")
    assert small.problems() == [
        (
            "crossings/recommendations.yaml:18:31: error[dangling-reference]: "
            "there is no 'r1' in this report\n  hint: known here: bridges, ferries"
        )
    ]


# --- links ---


def test_a_section_that_leaves_out_a_recommendation_that_names_it_is_told_at_the_areas(
    small: SmallLibrary,
) -> None:
    small.replace(FERRIES_FILE, "recommendations: [2, 1]", "recommendations: [2]")
    assert small.problems() == [
        (
            "crossings/recommendations.yaml:12:12: error[one-sided-link]: "
            "section 'ferries' does not name r1\n"
            "  hint: add 1 to 'recommendations' in crossings/sections/01-ferries.yaml"
        )
    ]


def test_a_recommendation_that_leaves_out_a_section_that_names_it_is_told_at_the_section(
    small: SmallLibrary,
) -> None:
    small.replace(RECOMMENDATIONS_FILE, "areas: [ferries, bridges]", "areas: [ferries]")
    assert small.problems() == [
        (
            "crossings/sections/02-bridges.yaml:6:18: error[one-sided-link]: r2 does not name 'bridges'\n"
            "  hint: add 'bridges' to the areas at crossings/recommendations.yaml:18:12"
        )
    ]


# --- names ---


@pytest.mark.parametrize(
    "alias", ["night boats", "Night Boats", "night-boats", "night boats!", "NIGHT, BOATS"]
)
def test_an_alias_that_two_sections_claim_is_told_however_it_is_written(
    small: SmallLibrary, alias: str
) -> None:
    small.replace(BRIDGES_FILE, "[spans]", f'["{alias}"]')
    assert small.problems() == [
        (
            f"crossings/sections/02-bridges.yaml:2:11: error[shared-alias]: "
            f"'{alias}' is claimed by 'ferries' too\n"
            "  hint: the other is at crossings/sections/01-ferries.yaml:4:5; keep one"
        )
    ]


def test_an_alias_that_is_the_title_of_another_section_is_told(small: SmallLibrary) -> None:
    small.replace(BRIDGES_FILE, "[spans]", "[the ferry lines]")
    assert small.problems() == [
        (
            "crossings/sections/02-bridges.yaml:2:11: error[shared-alias]: "
            "'the ferry lines' is claimed by 'ferries' too\n"
            "  hint: the other is at crossings/sections/01-ferries.yaml:1:8; keep one"
        )
    ]


def test_an_alias_that_a_section_and_a_recommendation_claim_is_told(small: SmallLibrary) -> None:
    small.replace(BRIDGES_FILE, "[spans]", "[new boats]")
    assert small.problems() == [
        (
            "crossings/recommendations.yaml:10:15: error[shared-alias]: "
            "'new boats' is claimed by 'bridges' too\n"
            "  hint: the other is at crossings/sections/02-bridges.yaml:2:11; keep one"
        )
    ]


def test_an_alias_that_the_list_of_recommendations_claims_too_is_told(small: SmallLibrary) -> None:
    small.replace(BRIDGES_FILE, "[spans]", "[what to do]")
    assert small.problems() == [
        (
            "crossings/recommendations.yaml:2:11: error[shared-alias]: "
            "'what to do' is claimed by 'bridges' too\n"
            "  hint: the other is at crossings/sections/02-bridges.yaml:2:11; keep one"
        )
    ]


def test_an_alias_that_one_section_gives_twice_is_told(small: SmallLibrary) -> None:
    small.replace(FERRIES_FILE, "- night boats", "- Boats")
    assert small.problems() == [
        (
            "crossings/sections/01-ferries.yaml:4:5: error[duplicate-alias]: "
            "'Boats' is a name of it already\n"
            "  hint: delete it"
        )
    ]


# --- files and folders ---


def test_a_report_without_its_main_file_is_told(small: SmallLibrary) -> None:
    small.remove(REPORT_FILE)
    assert small.problems() == [
        (
            "crossings/report.yaml:1:1: error[missing-file]: is not there\n"
            "  hint: a report's folder has a report.yaml with its title and dates"
        )
    ]


def test_a_report_may_do_without_recommendations(small: SmallLibrary) -> None:
    small.remove(RECOMMENDATIONS_FILE)
    small.replace(REPORT_FILE, "[ferries, r2]", "[ferries]")
    small.replace(FERRIES_FILE, "recommendations: [2, 1]\n", "")
    small.replace(BRIDGES_FILE, "recommendations: [2]\n", "")
    assert small.problems() == []


@pytest.mark.parametrize(
    "name", ["tunnels.yaml", "3-tunnels.yaml", "03-Tunnels.yaml", "03_tunnels.yaml", "03-tunnels.yml"]
)
def test_a_badly_named_section_file_is_told(small: SmallLibrary, name: str) -> None:
    small.write(f"crossings/sections/{name}", LONE_SECTION)
    assert small.problems() == [
        (
            f"crossings/sections/{name}:1:1: error[bad-name]: is no name for a section's file\n"
            "  hint: name it by its order and slug of at most 60 letters: 07-china-factor.yaml"
        )
    ]


def test_a_badly_named_report_folder_is_told(small: SmallLibrary) -> None:
    (small.root / "crossings").rename(small.root / "My Report")
    assert [problem.splitlines()[0] for problem in small.problems()] == [
        "My Report:1:1: error[bad-name]: 'My Report' is no report id"
    ]


def test_a_section_beside_its_folder_is_told_as_a_stray_file(small: SmallLibrary) -> None:
    small.write("crossings/03-tunnels.yaml", LONE_SECTION)
    assert small.problems() == [
        (
            "crossings/03-tunnels.yaml:1:1: error[stray-file]: is not read from here\n"
            "  hint: sections go into sections/, as 01-slug.yaml"
        )
    ]


def test_hidden_files_and_folders_are_passed_over(small: SmallLibrary) -> None:
    small.write(".git/config", "x")
    small.write("crossings/.draft.yaml", "x")
    small.write("crossings/sections/.03-tunnels.yaml", "x")
    assert small.problems() == []


def test_sections_stand_in_the_order_of_their_file_names(small: SmallLibrary) -> None:
    small.remove(BRIDGES_FILE)
    small.write("crossings/sections/00-bridges.yaml", BRIDGES)
    assert [section.title for section in small.load().sections()] == [
        "Bridges of the Sound",
        "The Ferry Lines",
    ]


def test_what_a_broken_file_is_named_by_elsewhere_is_no_further_problem(small: SmallLibrary) -> None:
    small.replace(FERRIES_FILE, "points:", "pionts:")
    assert {problem.split(":")[0] for problem in small.problems()} == {FERRIES_FILE}


def test_nor_is_what_a_broken_list_of_recommendations_is_named_by(small: SmallLibrary) -> None:
    small.replace(RECOMMENDATIONS_FILE, "    detail: It", "    details: It")
    assert {problem.split(":")[0] for problem in small.problems()} == {RECOMMENDATIONS_FILE}
