"""Writes a database as an earlier version of Briefbot did, with work in flight: the fixtures beside this.

It runs that version's own code, and was run once for each folder here:

    export BRIEF_CONTENT=$PWD/content
    git worktree add ../first f37f779      # revision 0001: the first version that had a database
    git worktree add ../third 2d27336      # revision 0003
    PYTHONPATH=../first python tests/state/upgrades/write.py tests/state/upgrades/first [POSTGRES_URL]
    PYTHONPATH=../third python tests/state/upgrades/write.py tests/state/upgrades/third [POSTGRES_URL]

`rows.json` says what the old code found in each table after its last word: the newest must find the same.
With the URL of an empty PostgreSQL database, `postgres.sql` and `postgres-rows.json` are written instead.

The old code's types are not those of today, so what comes from it is `Any`.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time as clock
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEAM, GENERAL, RANDOM, DIRECT, ANA, BILAL = "T0PLAY", "C0GENERAL", "C0SOUTHASIA", "D0ANA", "U0ANA", "U0BILAL"
SECTION = "us-pakistan-reengagement/china-factor"
_DEADLINE = 30.0
_YEARS_MS = 10 * 365 * 86_400_000

# What is in flight, by the moment of its question's message in Slack.
POSTED = "1795424401.000100"
IN_DOUBT = "1795424402.000100"  # Slack has it and said 500: the engine sleeps before it looks
CUT_OFF = "1795424403.000100"  # the process died while it posted
QUEUED = "1795424404.000100"  # stored by the engine, not begun
UNKNOWN_TO_ENGINE = "1795424405.000100"  # taken in by a process that died before it told the engine
WITHDRAWN = "1795424406.000100"


def fill(memory: Any) -> None:
    """Put something into every store that a version has, by the store's own methods."""
    from bot.desk import records as r

    for ts in (POSTED, IN_DOUBT, CUT_OFF, QUEUED, UNKNOWN_TO_ENGINE, WITHDRAWN):
        where = DIRECT if ts == UNKNOWN_TO_ENGINE else GENERAL
        heard = r.Heard.DIRECT if where == DIRECT else r.Heard.MENTION
        memory.questions.add(r.Question(TEAM, where, ts, ANA, f"china {ts} چین “?”", heard, AT))
    memory.questions.withdraw(f"reply:{TEAM}:{GENERAL}:{WITHDRAWN}")
    for stage in ("posted", "refused", "unknown", "dropped"):
        key = f"thread:{TEAM}:{GENERAL}:{stage}"
        memory.deliveries.plan(r.Delivery(key, r.Place(TEAM, GENERAL, POSTED), BILAL, AT, message("Shared")))
        memory.deliveries.close(key, r.Stage(stage), ts="1795424409.000100", reason="is_archived")
    memory.threads.remember(r.Place(TEAM, GENERAL, POSTED), r.Topic(SECTION, "china"), AT)
    memory.threads.remember(r.Place(TEAM, DIRECT), r.Topic(SECTION), AT + timedelta(seconds=1))
    memory.channels.set_mode(TEAM, GENERAL, r.Mode.QUESTIONS, by=ANA, at=AT + timedelta(microseconds=5))
    for user, useful in ((ANA, True), (BILAL, False)):
        memory.votes.cast(r.Vote(TEAM, GENERAL, "1795424409.000100", user, SECTION, useful=useful, at=AT))
    for user, query in ((ANA, "tacos  now"), (BILAL, "ferry \ttariffs"), (BILAL, "")):
        memory.misses.add(r.Miss(TEAM, GENERAL, user, query, r.Heard.COMMAND, AT))
    memory.misses.hand_over(r.Miss(TEAM, GENERAL, ANA, "tacos now", r.Heard.COMMAND, AT))
    memory.claims.claim(f"press:{TEAM}:{GENERAL}:1795424409.000100:{ANA}:0:share:x", AT)
    if hasattr(memory, "subscriptions"):
        fill_digests(memory)
    if hasattr(memory, "decisions"):
        fill_decisions(memory)


def fill_digests(memory: Any) -> None:
    """Digests that run and that are paused, and editions of each stage."""
    from bot.desk import records as r
    from bot.desk.digest import subscription as s
    from bot.library.reader import load_library

    schedule = s.Schedule(time(9), frozenset({0, 2, 4}), "Europe/London")
    running = s.Subscription("S1", TEAM, GENERAL, ANA, schedule, AT, topics=(SECTION,), next_due=AT)
    memory.subscriptions.save(running)
    parts = frozenset({s.Part.FIGURE, s.Part.ASKED})
    paused = s.Subscription("S2", TEAM, DIRECT, BILAL, schedule, AT, parts=parts, even_if_empty=True)
    memory.subscriptions.save(paused)
    for day, stage in ((20, "posted"), (21, "unknown"), (23, "")):
        due = memory.subscriptions.get("S1")
        at = AT.replace(day=day)
        memory.subscriptions.take_turn(due, at.date().isoformat(), AT + timedelta(days=day - 21), at)
        key = s.edition_key("S1", at.date().isoformat())
        if stage:
            memory.editions.show(key, [f"section:{SECTION}", f"change:{day}"])
            memory.deliveries.plan(r.Delivery(key, r.Place(TEAM, GENERAL), ANA, at, message("Digest")))
            memory.deliveries.close(key, r.Stage(stage), ts=f"17954244{day}.000100")
    library = load_library(Path(os.environ["BRIEF_CONTENT"]))
    for many in (2, 3):  # the third section is news
        own = {"sections": library.reports[0].sections[:many], "recommendations": None, "terms": ()}
        memory.novelty.note(type(library)((library.reports[0].model_copy(update=own),)), AT)
    memory.popularity.add(TEAM, SECTION, AT)


def fill_decisions(memory: Any) -> None:
    """What editors decided, and a name that one added."""
    from bot.desk import records as r

    for miss, ruling in zip(memory.misses.since(AT), r.Ruling, strict=True):
        memory.decisions.decide(r.Decision(miss.key, ruling, BILAL, AT, "tacos", SECTION))
    memory.aliases.add(r.AddedAlias(TEAM, SECTION, "Ferry Tariffs", BILAL, AT, "m1"))


def message(text: str) -> dict[str, Any]:
    return {"text": text, "blocks": [{"type": "section", "text": {"type": "plain_text", "text": text}}]}


class Slack:
    """A poster that takes one message, is in doubt about the next, and never returns from the third."""

    def __init__(self) -> None:
        self.stuck = threading.Event()

    def post(self, delivery: Any) -> Any:
        from bot.jobs.ports import Posted, Unknown

        if delivery.key.endswith(IN_DOUBT):
            return Unknown("http_500")
        if delivery.key.endswith(CUT_OFF):
            self.stuck.set()
            threading.Event().wait()
        return Posted("1795424407.000100")


class Echo:
    """An author: answers with the question."""

    def __init__(self, memory: Any) -> None:
        self.memory = memory

    def write(self, asked: Any) -> Any:
        from bot.desk.records import Delivery

        question = self.memory.questions.get(asked) if isinstance(asked, str) else asked
        return Delivery(question.key, question.place, question.user, question.at, message(question.text))


def work(url: str, memory: Any) -> None:
    """Bring work to where it is to be found, and die."""
    from dbos import DBOS

    from bot.jobs import engine as e
    from bot.jobs import postman as p

    authors = Echo(memory)
    slack: Any = Slack()
    an_author: Any = authors if "author" in p.Postman.__annotations__ else {"reply": authors}
    unsure: Any = p.Unsure.NEVER_TWICE
    postman: Any = p.Postman(memory, an_author, slack, "an earlier boot", 3_600, unsure)
    engine: Any = e.Engine(url, memory, postman, lambda: AT, timedelta(days=90))
    engine.start()

    def key(ts: str) -> str:
        return f"reply:{TEAM}:{GENERAL}:{ts}"

    def steps(ts: str) -> list[str]:
        return [each["function_name"] for each in DBOS.list_workflow_steps(key(ts))]

    engine.submit(key(POSTED), GENERAL)
    wait_for(lambda: steps(POSTED)[-1:] == ["end"])
    engine.submit(key(IN_DOUBT), GENERAL)
    wait_for(lambda: steps(IN_DOUBT)[-2:] == ["post", "DBOS.sleep"])
    engine.submit(key(CUT_OFF), GENERAL)
    assert slack.stuck.wait(_DEADLINE)
    engine.submit(key(QUEUED), GENERAL)  # within a second of the one before: the queue's pace holds it back
    os._exit(0)


def wait_for(seen: Callable[[], object]) -> None:
    until = clock.monotonic() + _DEADLINE
    while not seen():
        assert clock.monotonic() < until
        clock.sleep(0.05)


def child(url: str) -> None:
    """What runs in a process of its own, which dies."""
    from bot.state.memory import open_memory

    memory = open_memory(url)
    fill(memory)
    work(url, memory)


def rows(url: str) -> dict[str, Any]:
    """What the old code finds in its tables."""
    import sqlalchemy as sa

    from bot.state.database import connect
    from bot.state.tables import metadata

    engine = connect(url)
    with engine.connect() as connection:
        tables = metadata.tables.values()
        found = {table.name: connection.execute(sa.select(table)).mappings().all() for table in tables}
    engine.dispose()
    return {name: [dict(row) for row in some] for name, some in sorted(found.items())}


def set_back(url: str) -> None:
    """Let the engine's work be years old: a test must not wait for a moment that the writer's clock named."""
    import sqlalchemy as sa

    from bot.jobs.engine import engine_url  # type: ignore[attr-defined]  # that version has it there

    schema = "" if url.startswith("sqlite") else "dbos."
    moments = {
        "workflow_status": "created_at updated_at started_at_epoch_ms completed_at",
        "operation_outputs": "started_at_epoch_ms completed_at_epoch_ms",
    }
    engine = sa.create_engine(engine_url(url))
    with engine.begin() as connection:
        for table, columns in moments.items():
            earlier = ", ".join(f"{name} = {name} - {_YEARS_MS}" for name in columns.split())
            connection.exec_driver_sql(f"UPDATE {schema}{table} SET {earlier}")  # noqa: S608 - our own constants
        over = "SET output = '1.0' WHERE function_name = 'DBOS.sleep'"
        connection.exec_driver_sql(f"UPDATE {schema}operation_outputs {over}")
    engine.dispose()


def write_json(path: Path, url: str) -> None:
    text = json.dumps(rows(url), default=datetime.isoformat, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def pack(file: Path, into: Path) -> None:
    """Copy a SQLite database as one file: what its log holds goes into it first."""
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(file, into / file.name)


def dump(url: str) -> str:
    """A PostgreSQL database as SQL that a driver can run."""
    command = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", "--dbname", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("\\"))  # psql's own


def main(folder: Path, url: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        where = url or f"sqlite:///{made}/briefbot.db"
        subprocess.run([sys.executable, __file__, "--child", where], check=True)  # noqa: S603 - ourselves
        set_back(where)
        if url:
            write_json(folder / "postgres-rows.json", url)
            (folder / "postgres.sql").write_text(dump(url), encoding="utf-8")
            return
        write_json(folder / "rows.json", where)
        for name in ("briefbot.db", "briefbot-jobs.db"):
            pack(Path(made) / name, folder)


if __name__ == "__main__":
    if sys.argv[1] == "--child":
        child(sys.argv[2])
    else:
        main(Path(sys.argv[1]), *sys.argv[2:])
