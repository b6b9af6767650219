"""Files to begin a report with: valid as they are, marked as drafts, and saying what goes where."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.library.dates import ReportDate
from bot.library.schema import modeline

FIRST_SECTION = "introduction"
"""Slug of the section that a new report begins with."""

_YEARS_UNTIL_REVIEW = 2


def short_title_of(title: str) -> str:
    """What a title says before its colon."""
    return title.partition(":")[0].strip() or title


def report_skeleton(title: str, published: ReportDate) -> str:
    """The text of a new `report.yaml`."""
    return f"""\
{modeline("report", 1)}
# The report as a whole. Delete the line 'draft: true' when this file says what you want.
draft: true
title: {_quoted(title)}
short_title: {_quoted(short_title_of(title))}    # for buttons and lists
published: {_quoted(published.iso)}    # as much as is known: "2022", "2022-09" or "2022-09-14"
review_by: {published.year + _YEARS_UNTIL_REVIEW:04}-12-31    # from the day after, answers say that it is old
aliases: []    # other names of the report as a whole, as people type them: [pakistan report, pakistan paper]

# The glossary. A term leads to sections (by slug) and recommendations (r1, r2, ...), the best first:
#   - term: HBA
#     name: Harbor Board Authority
#     definition: The body that runs the piers.
#     aliases: [harbor board]
#     see: [{FIRST_SECTION}]
terms: []
"""


def section_skeleton(title: str, recommendations: Sequence[int] = ()) -> str:
    """The text of a new section's file."""
    return f"""\
{modeline("section", 2)}
# A section. Delete the line 'draft: true' when it says what you want.
draft: true
title: {_quoted(title)}
aliases: []    # how people really ask: acronyms, names, other words; each leads to one place in a report
summary: >-
  To be written: two or three sentences, in your own words, that answer who asks about the topic.
points:    # each a sentence or two that make sense when quoted alone
  - >-
    To be written.
# Numbers that people will ask for, each with what it counts and a year:
#   - value: over $3 billion
#     unit: US dollars
#     what: Goods that the islands imported
#     as_of: "2022"
figures: []
recommendations: {list(recommendations)}    # their numbers, the most relevant first
source:
  heading: {_quoted(title)}    # exactly as the source prints it
"""


def recommendations_skeleton(area: str) -> str:
    """The text of a new `recommendations.yaml`, with one entry that belongs to the section `area`."""
    return f"""\
{modeline("recommendations", 1)}
# The report's recommendations. Delete the line 'draft: true' when they are all here.
draft: true
title: Recommendations
aliases: []
summary: >-
  To be written: what they ask for as a whole, in two or three sentences.
source:
  heading: Recommendations    # exactly as the source prints it
recommendations:    # in the order of the source
  - number: 1
    action: To be written, as one imperative sentence.
    detail: To be written, as what it means and why.
    aliases: []
    actors: [To be named]    # who acts
    instruments: []    # named programs, acts and funds that it would use
    areas: [{area}]    # slugs of sections; each of them names this number in its 'recommendations'
"""


def _quoted(text: str) -> str:
    """Text as YAML reads it back, whatever it looks like."""
    return json.dumps(text, ensure_ascii=False)
