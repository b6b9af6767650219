"""Where ours loses, in words that are computed from the cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.bench.lookup.cells import MEASURES, Cell, Measure
from tests.bench.lookup.engines import OURS


def losses(cells: Sequence[Cell]) -> list[str]:
    """For each collection a list item that names, by measure, every peer that is better."""
    collections = dict.fromkeys(cell.collection for cell in cells)
    return [_of_collection(name, [cell for cell in cells if cell.collection == name]) for name in collections]


def better(cells: Iterable[Cell], measure: Measure) -> list[Cell]:
    """The peers that beat ours, best first, as far as what is written of them shows it."""
    cells = list(cells)
    own = measure.of(_ours(cells))
    sign = -1 if measure.more_is_better else 1
    ahead = [
        cell
        for cell in cells
        if sign * measure.of(cell) < sign * own and measure.write(measure.of(cell)) != measure.write(own)
    ]
    return sorted(ahead, key=lambda cell: sign * measure.of(cell))


def _of_collection(collection: str, cells: Sequence[Cell]) -> str:
    lost = [sentence for measure in MEASURES if (sentence := _sentence(cells, measure))]
    if not lost:
        return f"- **{collection}**: nowhere."
    return "\n".join((f"- **{collection}**", *(f"  - {sentence}" for sentence in lost)))


def _sentence(cells: Sequence[Cell], measure: Measure) -> str:
    """By how much the best peer is ahead, and which others are ahead too; empty where none is."""
    ahead = better(cells, measure)
    if not ahead:
        return ""
    own = measure.of(_ours(cells))
    best, *others = ahead
    value = measure.of(best)
    sample = f", on {best.asked:,} of the {best.queries:,} queries" if best.sampled else ""
    also = f"; ahead too: {', '.join(cell.engine for cell in others)}" if others else ""
    figures = f"({measure.write(value)} against {measure.write(own)}{sample})"
    return f"{measure.title}: {best.engine} {measure.lead(value, own)} {figures}{also}."


def _ours(cells: Iterable[Cell]) -> Cell:
    return next(cell for cell in cells if cell.engine == OURS)
