"""The tables in Markdown, and their place in a page between two markers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.bench.lookup.cells import ANSWERED, HIT1, INDEX, P50, P99, Cell, Measure

MARK = "bench-lookup"
_TABLES = ((HIT1,), (ANSWERED,), (P50, P99), (INDEX,))


def between_markers(page: str, content: str, mark: str = MARK) -> str:
    """The page with what stands between the markers replaced; they are added at its end if it has none."""
    start, closing = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    block = f"{start}\n{content.strip()}\n{closing}"
    if start not in page:
        return f"{page.rstrip()}\n\n{block}\n"
    before, _, rest = page.partition(start)
    inside, end, after = rest.partition(closing)
    if not end or start in inside:
        raise ValueError(f"{start} is not closed by {closing}")
    return f"{before}{block}{after}"


def tables(cells: Sequence[Cell]) -> str:
    """A table for each measure, engines down and collections across; the best of a column is bold."""
    return "\n\n".join(_table(cells, measures) for measures in _TABLES)


def _table(cells: Sequence[Cell], measures: Sequence[Measure]) -> str:
    collections = list(dict.fromkeys(cell.collection for cell in cells))
    engines = list(dict.fromkeys(cell.engine for cell in cells))
    found = {(cell.engine, cell.collection): cell for cell in cells}
    best = {
        name: _best([cell for cell in cells if cell.collection == name], measures) for name in collections
    }
    lines = [
        f"| {' / '.join(measure.title for measure in measures)} | {' | '.join(collections)} |",
        f"|---|{'--:|' * len(collections)}",
    ]
    for engine in engines:
        row = [_written(found.get((engine, name)), measures, best[name]) for name in collections]
        lines.append(f"| {engine} | {' | '.join(row)} |")
    return "\n".join(lines)


def _best(cells: Sequence[Cell], measures: Sequence[Measure]) -> Mapping[str, str]:
    """Of each measure the best figure, as it is written."""
    return {
        measure.title: measure.write(
            (max if measure.more_is_better else min)(measure.of(cell) for cell in cells)
        )
        for measure in measures
    }


def _written(cell: Cell | None, measures: Sequence[Measure], best: Mapping[str, str]) -> str:
    if cell is None:
        return "–"
    figures = []
    for measure in measures:
        figure = measure.write(measure.of(cell))
        figures.append(f"**{figure}**" if figure == best[measure.title] else figure)
    return " / ".join(figures) + ("\\*" if cell.sampled else "")
