"""One engine on one collection, in a process of its own on one core; prints what it found as JSON.

python -m tests.bench.lookup.child ENGINE COLLECTION CORE
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from bot.lookup.collection import read_library, read_queries
from tests.bench.lookup.corpus import items_of, name_rows
from tests.bench.lookup.engines import engine_named
from tests.bench.lookup.sampling import affordable, sample

WARM_UP = 5


def measured(name: str, folder: Path) -> dict[str, Any]:
    """What an engine found for each query, and the CPU seconds that it took for each and for its index."""
    engine = engine_named(name)
    if engine.module:
        importlib.import_module(engine.module)
    library, every = read_library(folder), read_queries(folder)
    items = items_of(library)
    gc.collect()
    started = time.process_time()
    ask = engine.build(library)
    index_seconds = time.process_time() - started
    for item in items[:WARM_UP]:
        ask(item.names[0] if item.names else item.text[:80], ())
    rows = []
    for query in sample(every, affordable(engine.affords, len(name_rows(items)), len(every))):
        before = time.process_time_ns()
        found = ask(query.text, query.history)
        taken = time.process_time_ns() - before
        ids = [item_id for item_id, _ in found]
        rows.append({"query": query.id, "hits": ids, "score": found[0][1] if found else 0.0, "ns": taken})
    return {"index_seconds": index_seconds, "queries": len(every), "asked": rows}


def main() -> None:
    """Measure and print."""
    name, folder, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    json.dump(measured(name, Path(folder)), sys.stdout)


if __name__ == "__main__":
    main()
