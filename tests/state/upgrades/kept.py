"""The databases of earlier versions that are kept beside this, each on its two kinds of database."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests.support.postgres import fresh_postgres

HERE = Path(__file__).parent
VERSIONS = ("first", "third")
KINDS = ("sqlite", "postgresql")


@contextmanager
def old_database(version: str, kind: str, folder: Path) -> Iterator[str]:
    """The URL of a database as a version left it, with the engine's records."""
    kept = HERE / version
    if kind == "sqlite":
        for name in ("briefbot.db", "briefbot-jobs.db"):
            shutil.copy(kept / name, folder / name)
        yield f"sqlite:///{folder}/briefbot.db"
        return
    with fresh_postgres() as url:
        engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            connection.connection.cursor().execute((kept / "postgres.sql").read_text(encoding="utf-8"))
        engine.dispose()
        yield url


def old_rows(version: str, kind: str) -> dict[str, list[dict[str, Any]]]:
    """What that version found in each of its tables."""
    name = "rows.json" if kind == "sqlite" else "postgres-rows.json"
    rows: dict[str, list[dict[str, Any]]] = json.loads((HERE / version / name).read_text(encoding="utf-8"))
    return rows
