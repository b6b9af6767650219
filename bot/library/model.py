"""What a library says: reports, their sections, recommendations, figures and terms.

The `...File` models mirror the YAML files, key for key (`docs/content.md`). The reader adds the
ids, which come from folder and file names, and yields `Report`, `Section`, `Recommendation` and
`Term`. All of them are immutable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from bot.library.dates import ReportDate
from bot.library.visibility import EVERYONE, Visible

RECOMMENDATIONS_SLUG = "recommendations"
"""Slug of a report's list of recommendations, which is looked up and shown like a section."""

_AMOUNTS = (
    "half third quarter fifth tenth dozen hundred thousand million billion trillion none"  # in any case
)
_QUANTITY = re.compile(
    "|".join([r"\d", *("".join(f"[{x}{x.upper()}]" for x in word) for word in _AMOUNTS.split())])
)
_YEAR = re.compile(r"\d{4}")
_DATE = r"^\s*\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\s*$"


def _one_line(value: object) -> object:
    """Fold white space: YAML block scalars keep line ends that no surface wants."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _report_date(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return ReportDate.parse(value)
    except ValueError as error:
        raise PydanticCustomError("bad-date", "is not a date: {why}", {"why": str(error)}) from None


def _with_year(value: str) -> str:
    if not _YEAR.search(value):
        raise PydanticCustomError("bad-date", "names no year: write the one that the figure is for")
    return value


def _with_quantity(value: str) -> str:
    if not _QUANTITY.search(value):
        raise PydanticCustomError("bad-figure", "holds no quantity: write the number as a reader says it")
    return value


Text = Annotated[
    str,
    BeforeValidator(_one_line),
    StringConstraints(min_length=1),
    WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": r"\S"}),
]
"""Text of any look: to an editor's program an unquoted `2022` is a number, and `no` may be false."""

Quantity = Annotated[
    Text,
    AfterValidator(_with_quantity),
    WithJsonSchema({"type": ["string", "number"], "pattern": _QUANTITY.pattern}),
]
Period = Annotated[
    Text,
    AfterValidator(_with_year),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _YEAR.pattern, "minimum": 1000}),
]
Date = Annotated[
    ReportDate,
    BeforeValidator(_report_date),
    PlainSerializer(lambda date: date.iso, return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _DATE, "minimum": 1000, "maximum": 9999}),
]
Number = Annotated[
    int, WithJsonSchema({"type": ["integer", "string"], "pattern": r"^\s*0*[1-9]\d*\s*$", "minimum": 1})
]
Language = Annotated[
    Text,
    Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"),
    WithJsonSchema({"type": ["string", "boolean"], "pattern": r"^\s*[a-z]{2,3}(-[A-Za-z0-9]+)*\s*$"}),
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Source(_Frozen):
    """Where in the report a passage comes from."""

    heading: Text = Field(description="the heading exactly as the source prints it")
    locator: Text | None = Field(default=None, description="page, paragraph or bullet under that heading")


class Figure(_Frozen):
    """One number of the report, with what it counts and when."""

    value: Quantity = Field(description="as a reader says it: 'over $3 billion'")
    unit: Text = Field(description="what is counted: 'US dollars', 'people'")
    what: Text = Field(description="what the number says")
    as_of: Period = Field(description="year or period it is for: '2022', 'FY2022', '2005–2013'")

    def __str__(self) -> str:
        unit = "" if self.unit.casefold() in _SAID_BY_SIGN and "$" in self.value else f" {self.unit}"
        return f"{self.what}: {self.value}{unit} ({self.as_of})"


_SAID_BY_SIGN = frozenset({"us dollars", "dollars", "usd"})
"""Units that a `$` before the number says already."""


Draft = Annotated[bool, Field(description="true until an editor has gone over it: drafts are not served")]
Aliases = Annotated[
    tuple[Text, ...],
    Field(description="how people really ask: acronyms, names, other words; each leads to one place"),
]


class SectionFile(_Frozen):
    """`sections/<nn>-<slug>.yaml`."""

    draft: Draft = False
    title: Text = Field(description="as on its button")
    aliases: Aliases = ()
    summary: Text = Field(description="two or three sentences, in your own words")
    points: tuple[Text, ...] = Field(min_length=1, description="sentences that make sense when quoted alone")
    figures: tuple[Figure, ...] = Field(
        default=(), description="the numbers of the section, each with its time"
    )
    recommendations: tuple[Number, ...] = Field(
        default=(), description="their numbers, the most relevant first"
    )
    source: Source = Field(description="where in the report it stands")


class Section(SectionFile):
    """A section of a report; its id is `<report-id>/<slug>`."""

    id: str
    report_id: str


class RecommendationFile(_Frozen):
    """One entry of `recommendations.yaml`."""

    number: Number = Field(ge=1, description="its place in the source, from 1")
    action: Text = Field(description="one imperative sentence")
    detail: Text = Field(description="what it means, and why, in your own words")
    aliases: Aliases = ()
    actors: tuple[Text, ...] = Field(min_length=1, description="who acts")
    instruments: tuple[Text, ...] = Field(default=(), description="named means: IMET, ERGI, ...")
    areas: tuple[Text, ...] = Field(min_length=1, description="slugs of the sections it belongs to")
    source: Source | None = Field(default=None, description="when not that of the whole list")


class Recommendation(_Frozen):
    """One recommendation; its id is `<report-id>/r<number>`, `areas` are section ids."""

    id: str
    report_id: str
    number: int
    action: str
    detail: str
    aliases: tuple[str, ...]
    actors: tuple[str, ...]
    instruments: tuple[str, ...]
    areas: tuple[str, ...]
    source: Source

    @property
    def title(self) -> str:
        """What it is called where a title is needed."""
        return f"Recommendation {self.number}"


class RecommendationsFile(_Frozen):
    """`recommendations.yaml`."""

    draft: Draft = False
    title: Text = Field(default="Recommendations", description="as on its button")
    aliases: Aliases = ()
    summary: Text = Field(description="what they ask for as a whole, in two or three sentences")
    source: Source = Field(description="where in the report they stand")
    recommendations: tuple[RecommendationFile, ...] = Field(
        min_length=1, description="each of them, in the order of the source"
    )


class RecommendationList(_Frozen):
    """A report's recommendations as a whole; its id is `<report-id>/recommendations`."""

    id: str
    report_id: str
    title: str
    aliases: tuple[str, ...]
    summary: str
    source: Source
    items: tuple[Recommendation, ...]


class TermFile(_Frozen):
    """One entry of a report's glossary."""

    term: Text = Field(description="as people type it: FATF")
    name: Text | None = Field(default=None, description="the long form, when there is one")
    definition: Text = Field(description="one or two sentences, as the report understands it")
    aliases: Aliases = ()
    see: tuple[Text, ...] = Field(min_length=1, description="section slugs and r<number>, best first")


class Term(TermFile):
    """A glossary entry; its id is `<report-id>/terms/<slug>`, `see` holds ids."""

    id: str
    report_id: str

    @property
    def title(self) -> str:
        """The term with its long form."""
        return f"{self.term} ({self.name})" if self.name else self.term


class ReportFile(_Frozen):
    """`report.yaml`."""

    draft: Draft = False
    title: Text = Field(description="the whole title, as the report prints it")
    short_title: Text = Field(description="the one for buttons and lists")
    published: Date = Field(description="as much as is known: 2022, 2022-09 or 2022-09-14")
    review_by: Date = Field(description="the last day on which answers may pass for current")
    language: Language = Field(default="en", description="as 'en', 'fr' or 'pt-BR'")
    visibility: Visible = Field(
        default=EVERYONE, description="who may see it: everyone, {channels: [C…]} or {workspaces: [T…]}"
    )
    aliases: Aliases = Field(default=(), description="other names of the report as a whole")
    terms: tuple[TermFile, ...] = Field(default=(), description="the glossary")


class Report(_Frozen):
    """A report with everything in it; its id is its folder's name. `draft`: some part of it is one."""

    id: str
    draft: bool = False
    title: str
    short_title: str
    published: Date
    review_by: Date
    language: str
    visibility: Visible
    aliases: tuple[str, ...]
    sections: tuple[Section, ...]
    recommendations: RecommendationList | None
    terms: tuple[Term, ...]

    def items(self) -> Iterator[Item]:
        """The report and all in it, in reading order."""
        yield self
        yield from self.sections
        if self.recommendations:
            yield self.recommendations
            yield from self.recommendations.items
        yield from self.terms


Passage = Section | RecommendationList
"""What has a heading, a summary and points: a section, or the list of recommendations."""

Item = Report | Section | RecommendationList | Recommendation | Term
"""Anything that has an id and can be looked up."""
