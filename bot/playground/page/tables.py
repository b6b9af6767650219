"""Tables: their rows, cells and columns as the template draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

_ALIGNMENTS: Final = ("left", "center", "right")
_PAGE_SIZE: Final = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. `style` says how it is aligned and whether it wraps; `is_header` whether it names its row."""

    content: Mapping[str, Any]
    style: str
    is_header: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header, on a page counted from 0."""

    cells: Sequence[Cell]
    page: int


def prepare(block: Mapping[str, Any]) -> dict[str, object]:
    """The header, the rows and how many pages they fill, of a table or a data_table.

    The first row is the header. Slack shows a data_table in pages, a table as a whole.
    """
    is_data = block["type"] == "data_table"
    size = (block.get("page_size") or _PAGE_SIZE) if is_data else len(block["rows"])
    names = block.get("row_header_column_index", 0) if is_data else None
    rows = [_cells(row, block.get("column_settings") or (), names) for row in block["rows"]]
    below = [Row(cells, i // size) for i, cells in enumerate(rows[1:])]
    return {"header": rows[0], "rows": below, "pages": below[-1].page + 1 if below else 0}


def _cells(row: Sequence[Mapping[str, Any]], settings: Sequence[Any], names: int | None) -> list[Cell]:
    return [
        Cell(cell, _style(cell, settings[i] if i < len(settings) else None), i == names)
        for i, cell in enumerate(row)
    ]


def _style(cell: Mapping[str, Any], setting: Mapping[str, Any] | None) -> str:
    default = "right" if cell.get("type") == "raw_number" else "left"
    align = (setting or {}).get("align") or default
    wraps = " bk-wrapped" if (setting or {}).get("is_wrapped") else ""
    return f"bk-{align if align in _ALIGNMENTS else default}{wraps}"
