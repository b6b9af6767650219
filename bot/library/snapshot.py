"""An immutable library: every report that is served, and each item by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.library.model import Item, Recommendation, RecommendationList, Report, Section
from bot.library.visibility import Audience


@dataclass(frozen=True, slots=True)
class Library:
    """Reports, newest first. Equal libraries have equal reports."""

    reports: tuple[Report, ...]
    _items: MappingProxyType[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index every item by its id."""
        items = {item.id: item for report in self.reports for item in report.items()}
        object.__setattr__(self, "_items", MappingProxyType(items))

    def seen_by(self, audience: Audience) -> Library:
        """What an audience may see of it: of any other report it holds nothing at all."""
        seen = tuple(report for report in self.reports if report.visibility.admits(audience))
        return self if len(seen) == len(self.reports) else Library(seen)

    def get(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        return self._items.get(item_id)

    def items(self) -> Iterator[Item]:
        """Every item, in reading order."""
        return iter(self._items.values())

    def report_of(self, item: Item) -> Report:
        """The report that an item is part of."""
        report = item if isinstance(item, Report) else self._items[item.report_id]
        assert isinstance(report, Report)
        return report

    def recommendations_of(self, section: Section) -> tuple[Recommendation, ...]:
        """A section's related recommendations, most relevant first."""
        numbers = section.recommendations
        found = (self._items.get(f"{section.report_id}/r{number}") for number in numbers)
        return tuple(item for item in found if isinstance(item, Recommendation))

    def sections(self) -> Iterator[Section]:
        """Every section, in reading order."""
        return (item for item in self._items.values() if isinstance(item, Section))

    def recommendation_lists(self) -> Iterator[RecommendationList]:
        """The list of recommendations of each report that has one."""
        return (report.recommendations for report in self.reports if report.recommendations)
