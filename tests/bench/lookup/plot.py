"""The picture: quality against latency, a point for each engine."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.bench.lookup.cells import ANSWERED, HIT1, Cell, Measure
from tests.bench.lookup.engines import OURS

_PLACES = ((8, 0), (-8, 0), (0, 8), (0, -8), (7, 7), (7, -7), (-7, 7), (-7, -7), (0, 20), (0, -20))
"""Where a label may stand, in points from its point; the first that is free is taken."""

_COLOURS = "#1f77b4 #c44e00 #2a7f2a #b01e1e #7a4fb0 #7a4b3a #b83a8c #5f5f5f #7d7d00 #00808c".split()
"""Of the peers, dark enough to read: where points crowd, a label is known by the colour of its point."""


def draw(cells: Sequence[Cell], path: Path) -> None:
    """Two panels, hit@1 and ans@95P; x is the geometric mean of the p50s, y the mean, over collections."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, panels = plt.subplots(1, 2, figsize=(12, 5.4), dpi=110, sharex=True)
    for panel, measure in zip(panels, (HIT1, ANSWERED), strict=True):
        _panel(panel, cells, measure)
    collections = len({cell.collection for cell in cells})
    figure.suptitle(f"Quality against latency, means over {collections} collections: up and left is better")
    figure.tight_layout()
    figure.canvas.draw()
    for panel in panels:
        _label(figure, panel)
    figure.savefig(path, metadata={"Software": None})
    plt.close(figure)


def _panel(panel: Any, cells: Sequence[Cell], measure: Measure) -> None:
    """Ours is a star, a peer a dot, one that was sampled somewhere a ring."""
    colours = cycle(_COLOURS)
    for engine in dict.fromkeys(cell.engine for cell in cells):
        colour = "black" if engine == OURS else next(colours)
        own = [cell for cell in cells if cell.engine == engine]
        x = statistics.geometric_mean(max(cell.p50, 0.1) for cell in own)
        y = statistics.fmean(measure.of(cell) for cell in own)
        ring = any(cell.sampled for cell in own)
        panel.plot(
            [x], [y], "*" if engine == OURS else "o", markersize=15 if engine == OURS else 7,
            color=colour, markerfacecolor="white" if ring else colour, label=engine, linestyle="none",
        )  # fmt: skip
    panel.set_xscale("log")
    panel.margins(x=0.22, y=0.12)
    panel.set_xlabel("CPU p50 a query, µs (log scale)")
    panel.set_ylabel(f"{measure.title}, mean")
    panel.set_title(measure.title + (" (ring: some collections sampled)" if measure is HIT1 else ""))
    panel.grid(visible=True, which="major", linewidth=0.4, color="0.8")


def _label(figure: Any, panel: Any) -> None:
    """Each point's name beside it, where it touches neither another name nor a point."""
    renderer = figure.canvas.get_renderer()
    taken = [line.get_window_extent(renderer) for line in panel.lines]
    for line in panel.lines:
        point = (line.get_xdata()[0], line.get_ydata()[0])
        others = [box for box, other in zip(taken, panel.lines, strict=False) if other is not line]
        others += taken[len(panel.lines) :]
        for place in _PLACES:
            text = _annotated(panel, line, point, place)
            box = text.get_window_extent(renderer)
            if not any(box.overlaps(other) for other in others) or place == _PLACES[-1]:
                taken.append(box)
                break
            text.remove()


def _annotated(panel: Any, line: Any, point: tuple[float, float], place: tuple[int, int]) -> Any:
    """A name at an offset from its point, on that side of it."""
    across, up = place
    return panel.annotate(
        line.get_label(), point, place, textcoords="offset points", fontsize=10, color=line.get_color(),
        fontweight="bold" if line.get_label() == OURS else "normal",
        ha="left" if across > 0 else "right" if across < 0 else "center",
        va="bottom" if up > 0 else "top" if up < 0 else "center",
    )  # fmt: skip
