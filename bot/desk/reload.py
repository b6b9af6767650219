"""What came of looking whether a library's files have changed: for logs, health checks and editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.library.snapshot import Library


@dataclass(frozen=True, slots=True)
class Reload:
    """What is served now, and why it is not the newest state of the files, where it is not.

    `library` is served now, `before` was. `problems` say why the newest files are not, a string each, and
    those in `private` are of reports that are not for everyone; `key` stands for these files, and `withheld`
    are the drafts that are left out.
    """

    library: Library
    before: Library
    key: str
    problems: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    private: frozenset[str] = frozenset()

    @property
    def has_changed(self) -> bool:
        """Whether another library is served now."""
        return self.library is not self.before

    def status(self) -> Mapping[str, Any]:
        """The same in numbers, for a health check's body, which anybody may read."""
        return {
            "reports": len(self.library.reports),
            "items": sum(1 for _ in self.library.items()),
            "newest_files_are_served": not self.problems,
            "problems": len(self.problems),
            "drafts_withheld": len(self.withheld),
        }
