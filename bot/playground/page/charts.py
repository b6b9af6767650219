"""Charts as shapes for inline SVG, with the numbers beside them for those who cannot see the shapes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

WIDTH: Final = 640
HEIGHT: Final = 260
_LEFT: Final = 52
_RIGHT: Final = 12
_TOP: Final = 12
_BOTTOM: Final = 34
_TICKS: Final = 4
_PIE_CENTRE: Final = 110
_PIE_RADIUS: Final = 100
#: How much of its slot a group of bars fills.
_FILL: Final = 0.72

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark of the chart. `d` is an SVG path, `series` picks its colour, `title` says what it stands for."""

    d: str
    series: int
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of an axis, at its place."""

    label: str
    at: float


def prepare(block: Json) -> dict[str, object]:
    """Everything the template draws of a data_visualization.

    Raises:
        ValueError: it is a chart of an unknown type, or without finite numbers.

    """
    chart = block["chart"]
    if chart["type"] == "pie":
        return {**_pie(chart["segments"]), "kind": "pie"}
    if chart["type"] in ("bar", "line", "area"):
        return {**_plot(chart), "kind": chart["type"]}
    raise ValueError(f"an unknown chart: {chart['type']!r}")


def _pie(segments: Sequence[Json]) -> dict[str, object]:
    values = [_number(segment["value"]) for segment in segments]
    total = math.fsum(values)
    if total <= 0 or min(values) < 0:
        raise ValueError("a pie of nothing")
    shapes, start = [], 0.0
    for i, (segment, value) in enumerate(zip(segments, values, strict=True)):
        share = value / total
        title = f"{segment['label']}: {plain(value)} ({share:.0%})"
        shapes.append(Shape(_slice(start, start + share), i, title, "area"))
        start += share
    rows = [(segment["label"], [plain(value)]) for segment, value in zip(segments, values, strict=True)]
    legend = [str(segment["label"]) for segment in segments]
    return {"shapes": shapes, "legend": legend, "columns": ["Value"], "numbers": rows}


def _slice(start: float, end: float) -> str:
    # An arc cannot go all the way round: a whole pie ends just short of its start.
    end = min(end, start + 0.99999)
    (x1, y1), (x2, y2) = _on_circle(start), _on_circle(end)
    wide, r, c = int(end - start > 0.5), _PIE_RADIUS, _PIE_CENTRE
    return f"M{c} {c}L{x1:.2f} {y1:.2f}A{r} {r} 0 {wide} 1 {x2:.2f} {y2:.2f}Z"


def _on_circle(share: float) -> tuple[float, float]:
    angle = 2 * math.pi * share
    return _PIE_CENTRE + _PIE_RADIUS * math.sin(angle), _PIE_CENTRE - _PIE_RADIUS * math.cos(angle)


def _plot(chart: Json) -> dict[str, object]:
    categories = [str(each) for each in chart["axis_config"]["categories"]]
    names = [str(one["name"]) for one in chart["series"]]
    values = [_by_category(one["data"], categories) for one in chart["series"]]
    scale = _Scale.over([value for one in values for value in one])
    slot = (WIDTH - _LEFT - _RIGHT) / len(categories)
    draw = _bars if chart["type"] == "bar" else _curves
    shapes = draw(chart["type"], values, names, categories, scale, slot)
    return {
        "shapes": shapes,
        "legend": names,
        "x_ticks": [Tick(name, _LEFT + slot * (i + 0.5)) for i, name in enumerate(categories)],
        "y_ticks": [Tick(plain(value), scale.y(value)) for value in scale.ticks()],
        "columns": names,
        "numbers": [(category, [plain(one[i]) for one in values]) for i, category in enumerate(categories)],
    }


def _by_category(data: Sequence[Json], categories: Sequence[str]) -> list[float]:
    points = {str(point["label"]): _number(point["value"]) for point in data}
    return [points[category] for category in categories]


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to heights, with steps that are easy to read."""

    low: float
    high: float
    step: float

    @classmethod
    def over(cls, values: Sequence[float]) -> _Scale:
        low, high = min(0.0, *values), max(0.0, *values)
        rough = (high - low or 1.0) / _TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough * 0.999)
        return cls(math.floor(low / step) * step, math.ceil((high or step) / step) * step, step)

    def y(self, value: float) -> float:
        return _TOP + (HEIGHT - _TOP - _BOTTOM) * (self.high - value) / (self.high - self.low)

    def ticks(self) -> list[float]:
        return [self.low + i * self.step for i in range(round((self.high - self.low) / self.step) + 1)]


def _bars(
    _kind: str,
    values: Sequence[Sequence[float]],
    names: Sequence[str],
    categories: Sequence[str],
    scale: _Scale,
    slot: float,
) -> list[Shape]:
    width = slot * _FILL / len(values)
    shapes = []
    for s, one in enumerate(values):
        for c, value in enumerate(one):
            x = _LEFT + slot * (c + (1 - _FILL) / 2) + width * s
            path = f"M{x:.1f} {scale.y(0):.1f}V{scale.y(value):.1f}h{max(width - 2, 1):.1f}V{scale.y(0):.1f}Z"
            shapes.append(Shape(path, s, f"{names[s]}, {categories[c]}: {plain(value)}", "area"))
    return shapes


def _curves(
    kind: str,
    values: Sequence[Sequence[float]],
    names: Sequence[str],
    _categories: Sequence[str],
    scale: _Scale,
    slot: float,
) -> list[Shape]:
    shapes = []
    for s, one in enumerate(values):
        points = [(_LEFT + slot * (c + 0.5), scale.y(value)) for c, value in enumerate(one)]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        if kind == "area":
            floor = scale.y(0)
            closed = f"{path}L{points[-1][0]:.1f} {floor:.1f}L{points[0][0]:.1f} {floor:.1f}Z"
            shapes.append(Shape(closed, s, names[s], "wash"))
        shapes.append(Shape(path, s, names[s], "line"))
        # A line of no length is drawn as a dot, by its round ends.
        dots = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in points)
        shapes.append(Shape(dots, s, names[s], "dots"))
    return shapes


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"not a number: {value!r}")
    return float(value)


def plain(value: float) -> str:
    """A number as one reads it: without a fraction when it has none."""
    return f"{value:,.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:,.4g}"
