"""Runs the children: one a core at a time, each with one thread."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from bot.lookup.collection import read_queries
from tests.bench.lookup.cells import Cell
from tests.bench.lookup.engines import Engine
from tests.bench.lookup.judging import cell_of

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class BenchError(Exception):
    """A child failed; the message is what it wrote."""


def run(engines: Iterable[Engine], folders: Iterable[Path]) -> Iterator[Cell]:
    """Every engine on every collection, in the order in which they are done.

    Raises:
        BenchError: one of them failed.

    """
    cores: queue.SimpleQueue[int] = queue.SimpleQueue()
    free = sorted(os.sched_getaffinity(0))
    for core in free:
        cores.put(core)
    with ThreadPoolExecutor(len(free)) as pool:
        tasks = [pool.submit(_cell, engine, folder, cores) for engine in engines for folder in folders]
        try:
            for task in as_completed(tasks):
                yield task.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _cell(engine: Engine, folder: Path, cores: queue.SimpleQueue[int]) -> Cell:
    core = cores.get()
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.bench.lookup.child", engine.name, str(folder), str(core)],
            env={**os.environ, **dict.fromkeys(THREADS, "1")},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        cores.put(core)
    if done.returncode:
        raise BenchError(f"{engine.name} on {folder.name}:\n{done.stderr}")
    return cell_of(engine.name, folder.name, read_queries(folder), json.loads(done.stdout))
