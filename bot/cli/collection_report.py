"""What `brief eval --collection` prints: tables for people, or one JSON object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bot.cli.collection import Evaluation, Latency
from bot.lookup.measures import Figures
from bot.lookup.resampling import Estimate

_FINDING = {"queries": "queries", "hit@1": "hit1", "hit@3": "hit3", "MRR@10": "mrr", "nDCG@10": "ndcg"}
_KNOWING = {
    "AUROC": "auroc",
    "ans@95P": "answered_at_95",
    "coverage": "coverage",
    "precision": "precision",
    "false": "false_answers",
}
"""Headings of columns to fields of `Figures`."""


def as_json(evaluation: Evaluation) -> str:
    """Everything, on one line; what there is nothing to measure of is null."""
    return json.dumps(asdict(evaluation))


def show(evaluation: Evaluation, console: Console) -> None:
    """The measures by kind and over all, each above its 95 % interval; then what it costs."""
    counted = f"{evaluation.all.queries} queries, {evaluation.items} items"
    console.print(f"Lookup on {evaluation.collection}: {counted}", markup=False, highlight=False)
    for columns in (_FINDING, _KNOWING):
        console.print(_table(evaluation, columns))
    for line in _cost(evaluation):
        console.print(line, highlight=False)


def _table(evaluation: Evaluation, columns: Mapping[str, str]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("kind", overflow="fold")
    for heading in columns:
        table.add_column(heading, justify="right", no_wrap=True)
    for kind, measured in evaluation.kinds.items():
        _add(table, kind, measured, columns)
    table.add_section()
    _add(table, "all", evaluation.all, columns)
    return table


def _add(table: Table, kind: str, measured: Figures, columns: Mapping[str, str]) -> None:
    table.add_row(kind, *(_cell(getattr(measured, field)) for field in columns.values()))


def _cell(estimate: Estimate | int | None) -> str:
    """A count, or a figure above its interval: .957 above .94–.97."""
    if estimate is None:
        return "–"
    if isinstance(estimate, int):
        return str(estimate)
    ends = "–".join(_share(end, 2) for end in (estimate.low, estimate.high))
    return f"{_share(estimate.value, 3)}\n[dim]{ends}[/]"


def _share(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".removeprefix("0")


def _cost(evaluation: Evaluation) -> list[str]:
    index = evaluation.index
    return [
        f"CPU a query: {_latency(evaluation.cpu)}",
        f"wall a query: {_latency(evaluation.wall)}",
        f"index: {index.cpu_seconds:.2f} s CPU, {index.wall_seconds:.2f} s wall, {index.memory_mb:.1f} MB",
    ]


def _latency(latency: Latency | None) -> str:
    return f"p50 {latency.p50:,.0f} µs, p99 {latency.p99:,.0f} µs" if latency else "nothing was asked"
