"""The blocks that show data: table, data_table, data_visualization (Slack's block reference)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from bot.playground.rules import limits
from bot.playground.rules.checks import Check, boolean, each, integer, number, one_of, string, wrong
from bot.playground.rules.problem import Problem, at_index, at_key, units
from bot.playground.rules.rich_text import RICH_TEXT
from bot.playground.rules.rules import items
from bot.playground.rules.shapes import Shape, by_type, typed

_RAW_CELLS: Final[dict[str, Check]] = {
    "raw_text": typed("raw_text", {"text": string()}),
    "raw_number": typed("raw_number", {"value": number, "text": string()}),
}
_CELL = by_type({**_RAW_CELLS, "rich_text": RICH_TEXT}, "a table cell")
_HEADER_CELL = by_type(_RAW_CELLS, "a header cell")
_COLUMN = Shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column_or_null(value: object, path: str) -> list[Problem]:
    # A null leaves the column at its defaults, so that a later one can be set.
    return [] if value is None else _COLUMN(value, path)


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        text = node.get("text")
        if isinstance(text, str):
            yield text
        elif node.get("type") == "link" and isinstance(node.get("url"), str):
            # A link without a label shows its address.
            yield str(node["url"])
        yield from _texts(node.get("elements"))
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _texts(item)


def cell_characters(table: Mapping[str, object]) -> int:
    """The characters over all cells of a table, in UTF-16 code units."""
    return sum(units(text) for text in _texts(table.get("rows")))


def _rows(value: Mapping[str, object]) -> list[Sequence[object]]:
    return [cast("Sequence[object]", row) for row in items(value, "rows")]


def _rows_of_equal_length(value: Mapping[str, object], path: str) -> list[Problem]:
    rows = _rows(value)
    width = len(rows[0])
    return [
        problem
        for i, row in enumerate(rows)
        if len(row) != width
        for problem in wrong(
            at_index(at_key(path, "rows"), i),
            f"must have {width} cells like the header, found {len(row)}",
        )
    ]


def _plain_header(value: Mapping[str, object], path: str) -> list[Problem]:
    header = at_index(at_key(path, "rows"), 0)
    return each(_HEADER_CELL)(_rows(value)[0], header)


def _fits(value: Mapping[str, object], path: str) -> list[Problem]:
    found, most = cell_characters(value), limits.DATA_TABLE_TEXT
    if found <= most:
        return []
    return wrong(at_key(path, "rows"), f"must hold at most {most} characters, found {found}")


def _row_header_exists(value: Mapping[str, object], path: str) -> list[Problem]:
    index, width = value.get("row_header_column_index", 0), len(_rows(value)[0])
    if cast("int", index) < width:
        return []
    place = at_key(path, "row_header_column_index")
    return wrong(place, f"must be a column from 0 to {width - 1}, found {index}")


_BLOCK_ID: Final[dict[str, Check]] = {"block_id": string(limits.BLOCK_ID)}

_TABLE = typed(
    "table",
    {"rows": each(each(_CELL, 1, limits.TABLE_COLUMNS), 1, limits.TABLE_ROWS)},
    _BLOCK_ID | {"column_settings": each(_column_or_null, 0, limits.TABLE_COLUMNS)},
)

_DATA_TABLE = typed(
    "data_table",
    {
        "rows": each(each(_CELL, 1, limits.DATA_TABLE_COLUMNS), 2, limits.DATA_TABLE_ROWS),
        "caption": string(),
    },
    _BLOCK_ID | {"page_size": integer(1, limits.DATA_TABLE_PAGE), "row_header_column_index": integer(0)},
    (_rows_of_equal_length, _plain_header, _row_header_exists, _fits),
)


def _positive(value: object, path: str) -> list[Problem]:
    found = number(value, path)
    if not found and cast("float", value) <= 0:
        found = wrong(path, f"must be above 0, found {value}")
    return found


def _one_point_per_category(value: Mapping[str, object], path: str) -> list[Problem]:
    axis = cast("Mapping[str, object]", value["axis_config"])
    categories = sorted(cast("Sequence[str]", axis["categories"]))
    found: list[Problem] = []
    for i, one in enumerate(cast("Sequence[Mapping[str, object]]", items(value, "series"))):
        points = cast("Sequence[Mapping[str, str]]", items(one, "data"))
        if sorted(point["label"] for point in points) != categories:
            place = at_key(at_index(at_key(path, "series"), i), "data")
            found += wrong(place, "must have one point for each category of the axis")
    return found


def _series_names_differ(value: Mapping[str, object], path: str) -> list[Problem]:
    names = [one["name"] for one in cast("Sequence[Mapping[str, str]]", items(value, "series"))]
    if len(set(names)) == len(names):
        return []
    return wrong(at_key(path, "series"), f"must have names that differ, found {names}")


_LABEL = string(limits.CHART_LABEL)
_AXIS_LABEL = string(limits.CHART_AXIS_LABEL)
_POINT = Shape({"label": _LABEL, "value": number})
_SERIES = Shape({"name": _LABEL, "data": each(_POINT, 1, limits.CHART_POINTS)})
_AXIS = Shape(
    {"categories": each(_LABEL, 1, limits.CHART_POINTS)},
    {"x_label": _AXIS_LABEL, "y_label": _AXIS_LABEL},
)
_SEGMENTS = each(Shape({"label": _LABEL, "value": _positive}), 1, limits.CHART_SERIES)


def _plot(name: str) -> Shape:
    keys: dict[str, Check] = {"series": each(_SERIES, 1, limits.CHART_SERIES), "axis_config": _AXIS}
    return typed(name, keys, {}, (_series_names_differ, _one_point_per_category))


_CHARTS: Final[dict[str, Check]] = {
    "pie": typed("pie", {"segments": _SEGMENTS}),
    **{name: _plot(name) for name in ("bar", "area", "line")},
}

#: The check of every block of this module, by type.
DATA_BLOCKS: Final[dict[str, Check]] = {
    "table": _TABLE,
    "data_table": _DATA_TABLE,
    "data_visualization": typed(
        "data_visualization",
        {"title": string(limits.CHART_TITLE), "chart": by_type(_CHARTS, "a chart")},
        _BLOCK_ID,
    ),
}
