"""`make bench-lookup`: lookup and its peers on the collections; writes docs/lookup.md and docs/lookup.png."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.markdown import Markdown
from rich.progress import track

from tests.bench.lookup.cells import Cell
from tests.bench.lookup.engines import ENGINES, OURS, Engine
from tests.bench.lookup.plot import draw
from tests.bench.lookup.report import report
from tests.bench.lookup.running import BenchError, run
from tests.bench.lookup.tables import between_markers
from tests.conftest import ROOT
from tests.lookup.together import CROWD, collections_in, crowd, write_together


def main() -> None:
    """Measure, print, and write the page unless only some engines were wanted."""
    asked = _arguments()
    folders = collections_in(asked.collections)
    if not folders:
        sys.exit(f"{asked.collections}: no collections there; say where: make bench-lookup COLLECTIONS=...")
    engines = [engine for engine in ENGINES if not asked.only or engine.name in (OURS, *asked.only)]
    with TemporaryDirectory() as made:
        cells = _cells(engines, [*folders, crowd(write_together(folders, Path(made) / CROWD))])
    content = report(cells, "lookup.png")
    Console().print(Markdown(content))
    if not asked.only:
        page = asked.docs / "lookup.md"
        page.write_text(between_markers(page.read_text(encoding="utf-8"), content), encoding="utf-8")
        draw(cells, asked.docs / "lookup.png")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lookup")
    parser.add_argument("collections", type=Path, help="a folder of collections, each a folder")
    parser.add_argument("--only", nargs="+", metavar="ENGINE", help="ours and these; nothing is written")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where lookup.md is")
    return parser.parse_args()


def _cells(engines: list[Engine], folders: list[Path]) -> list[Cell]:
    """Every cell, engines in their order and collections in theirs."""
    runs = track(
        run(engines, folders),
        "Engines on collections",
        total=len(engines) * len(folders),
        console=Console(stderr=True),
    )
    try:
        cells = list(runs)
    except BenchError as error:
        sys.exit(str(error))
    order = [engine.name for engine in engines]
    return sorted(cells, key=lambda cell: (order.index(cell.engine), cell.collection))


if __name__ == "__main__":
    main()
