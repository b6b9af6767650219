"""What each feature of the ranking is good for: `make ablate-lookup` writes the table into docs/lookup.md.

Every query of the collections and of the report's questions is asked with one feature left out after the
other, by the shipped weights: they are not fitted anew, so it is what the feature carries now, and not what
others could not make up for.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bot.library.reader import load_library
from bot.lookup.collection import CollectionQuery, read_library, read_queries
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import Question, read_questions
from bot.lookup.features import Features
from tests.bench.lookup.tables import between_markers
from tests.conftest import ROOT
from tests.lookup.together import TOGETHER, collections_in, write_together

PAGE = ROOT / "docs" / "lookup.md"
CONTENT = ROOT / "content"
MARK = "ablation"


@dataclass(frozen=True, slots=True)
class Asked:
    """A lookup with questions that it has an answer to; `right` says whether an item answers one."""

    name: str
    lookup: Lookup
    questions: Sequence[CollectionQuery | Question]
    right: Callable[[Any, str], bool]

    def hit1(self, lookup: Lookup) -> float:
        """The share of the questions whose first hit is right."""
        hits = 0
        for each in self.questions:
            history, scope = getattr(each, "history", ()), getattr(each, "scope", None)
            found = lookup.find(each.text, 1, history, scope).ranked[:1]
            hits += bool(found) and self.right(each, found[0].item.id)
        return hits / len(self.questions)


def on_collection(folder: Path) -> Asked:
    """A collection's queries."""
    queries = [query for query in read_queries(folder) if not query.out_of_scope]
    return Asked(
        folder.name, Lookup(read_library(folder)), queries, lambda query, item: item in query.relevant
    )


def on_content(files: Sequence[Path]) -> Asked:
    """The report's own questions."""
    asked = [each for path in files for each in read_questions(path) if each.answerable]
    lookup = Lookup(load_library(CONTENT))
    return Asked("the report", lookup, asked, lambda each, item: item.split("/", 1)[-1] in each.gold)


def rows(sets: Sequence[Asked], done: Callable[[], None]) -> Iterator[str]:
    """The table's lines: hit@1 with all features, then what leaving one out adds or takes."""
    yield f"| | {' | '.join(each.name for each in sets)} |"
    yield f"|---|{'--:|' * len(sets)}"
    whole = []
    for each in sets:
        whole.append(each.hit1(each.lookup))
        done()
    yield f"| **all features** | {' | '.join(f'{share:.3f}'.lstrip('0') for share in whole)} |"
    for feature in Features._fields:
        cells = []
        for each, before in zip(sets, whole, strict=True):
            points = 100 * (each.hit1(each.lookup.without([feature])) - before)
            cells.append(f"{points:+.1f}" if abs(points) >= 0.05 else "·")
            done()
        yield f"| without `{feature}` | {' | '.join(cells)} |"


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collections", type=Path)
    parser.add_argument("questions", nargs="+", type=Path)
    chosen = parser.parse_args()
    folders = collections_in(chosen.collections)
    with TemporaryDirectory() as made:
        together = write_together(folders, Path(made) / TOGETHER)
        sets = [on_content(chosen.questions), *map(on_collection, (*folders, together))]
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Leaving out", total=len(sets) * (1 + len(Features._fields)))
        table = "\n".join(rows(sets, lambda: progress.advance(task)))
    PAGE.write_text(between_markers(PAGE.read_text(encoding="utf-8"), table, MARK), encoding="utf-8")


if __name__ == "__main__":
    main()
