"""What an earlier version wrote is kept by this one, and what it had in hand is delivered once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from dbos import DBOS

from bot.desk.records import Delivery, Place
from bot.jobs.engine import Engine
from bot.jobs.ports import Author
from bot.jobs.postman import Postman, Unsure
from bot.playground.installed_app import BOT_USER
from bot.playground.model import Message
from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.slack.clients import posting_client
from bot.slack.poster import EVENT_TYPE, SlackPoster
from bot.state.backup import open_backup, write_backup
from bot.state.copying import snapshot_of
from bot.state.form import newest
from bot.state.memory import SqlMemory, open_memory
from bot.state.overview import look_at
from bot.state.replacing import replace
from bot.state.tables import metadata
from tests.jobs.fakes import Echo
from tests.slack.bots import new_stand_in
from tests.state.upgrades.kept import KINDS, VERSIONS, old_database, old_rows
from tests.state.upgrades.write import (
    ANA,
    AT,
    CUT_OFF,
    DIRECT,
    GENERAL,
    IN_DOUBT,
    POSTED,
    QUEUED,
    TEAM,
    UNKNOWN_TO_ENGINE,
)

REVISIONS = {"first": "0001", "third": "0003"}
EDITION = "digest:S1:2026-11-23"  # claimed by the third, not written yet


@dataclass(frozen=True)
class Old:
    """A database as an earlier version left it."""

    version: str
    kind: str
    url: str


@pytest.fixture(params=[(version, kind) for version in VERSIONS for kind in KINDS], ids="-".join)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Old]:
    version, kind = request.param
    with old_database(version, kind, tmp_path) as url:
        yield Old(version, kind, url)


def every_row(memory: SqlMemory) -> dict[str, list[dict[str, Any]]]:
    """All that the newest form holds, in the words of the kept rows."""
    with memory._engine.connect() as connection:
        found = {
            name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
            for name, table in metadata.tables.items()
        }
    plain: dict[str, list[dict[str, Any]]] = json.loads(json.dumps(found, default=datetime.isoformat))
    return plain


def as_set(rows: list[dict[str, Any]], names: Mapping[str, Any]) -> Counter[str]:
    """Rows in no order, as far as these columns go."""
    return Counter(json.dumps([row[name] for name in names]) for row in rows)


def test_a_database_of_an_earlier_version_is_what_it_says(old: Old) -> None:
    assert look_at(old.url).revision == REVISIONS[old.version] != newest()


def test_nothing_that_an_earlier_version_wrote_is_lost(old: Old) -> None:
    memory = open_memory(old.url)
    now = every_row(memory)
    memory.close()
    kept = old_rows(old.version, old.kind)
    assert all(kept.values()), "a store of that version is empty: nothing would be shown about it"
    for table, rows in kept.items():
        assert as_set(now[table], rows[0]) == as_set(rows, rows[0]), table


def test_a_backup_of_an_older_form_is_made_without_changing_it_and_restored_into_the_newest(
    old: Old, tmp_path: Path
) -> None:
    file, new = tmp_path / "backup", f"sqlite:///{tmp_path}/new/briefbot.db"
    with snapshot_of(old.url) as source:
        write_backup(source, file, lambda: AT, unheard)
    assert look_at(old.url).revision == REVISIONS[old.version]
    with open_backup(file) as backup:
        replace(new, backup, unheard, lambda _: None, even_if_full=False)
    assert look_at(new).revision == newest()
    memory = open_memory(new)
    now = every_row(memory)
    memory.close()
    for table, rows in old_rows(old.version, old.kind).items():
        assert as_set(now[table], rows[0]) == as_set(rows, rows[0]), table


def unheard(_done: int, _of: int) -> None:
    """Nobody waits."""


@dataclass
class Editions(Echo):
    """Writes editions for the general channel."""

    def write(self, key: str) -> Delivery | None:
        return Delivery(key, Place(TEAM, GENERAL), ANA, AT, {"text": "Digest", "blocks": []})


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """Slack, where everybody has asked what is in the databases."""
    with new_stand_in() as running:
        running.look(_let_all_ask)
        yield running


def _let_all_ask(platform: Platform) -> None:
    for ts in (POSTED, IN_DOUBT, CUT_OFF, QUEUED):
        platform.workspace.messages[GENERAL][ts] = Message(GENERAL, ts, ANA, {"text": "china?"})
    platform.workspace.messages[DIRECT][UNKNOWN_TO_ENGINE] = Message(
        DIRECT, UNKNOWN_TO_ENGINE, ANA, {"text": "china?"}
    )
    for ts in (POSTED, IN_DOUBT):
        _reply(platform, ts)


def _reply(platform: Platform, ts: str) -> None:
    """Slack has taken the reply to a question."""
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": f"reply:{TEAM}:{GENERAL}:{ts}"}}
    own = ts.replace(".000100", ".000200")
    reply = Message(GENERAL, own, BOT_USER, {"text": "china", "metadata": metadata}, thread_ts=ts)
    platform.workspace.messages[GENERAL][own] = reply


def said(platform: Platform) -> Counter[str]:
    """How often the bot has said what in Slack, by its keys."""
    messages = [each for channel in (GENERAL, DIRECT) for each in platform.workspace.visible(channel)]
    own = [each.content["metadata"]["event_payload"]["key"] for each in messages if each.user == BOT_USER]
    return Counter(own)


@pytest.mark.parametrize("taken", [False, True], ids=["cut off before Slack had it", "cut off after"])
def test_what_an_earlier_version_had_in_hand_is_delivered_once(
    old: Old, stand_in: StandIn, *, taken: bool
) -> None:
    if taken:
        stand_in.look(lambda platform: _reply(platform, CUT_OFF))
    memory = open_memory(old.url)
    poster = SlackPoster(lambda _team: posting_client(stand_in.app.bot_token, stand_in.api_url))
    authors: dict[str, Author] = {"reply": Echo(memory), "digest": Editions(memory)}
    postman = Postman(memory, authors, poster, "this boot", 0.1, lambda _team: Unsure.NEVER_TWICE)
    now = AT + timedelta(minutes=10)
    engine = Engine(old.url, memory, postman, lambda: now, timedelta(days=90))
    engine.start()
    try:
        stand_in.wait_for("the end of all that was waiting", lambda _: not waiting(memory), 60)
        ids = [each.workflow_id for each in DBOS.list_workflows()]
        ended = {result_of(each) for each in ids}
    finally:
        engine.stop()
        memory.close()
    asked = {f"reply:{TEAM}:{GENERAL}:{ts}" for ts in (POSTED, IN_DOUBT, CUT_OFF, QUEUED)}
    asked |= {f"reply:{TEAM}:{DIRECT}:{UNKNOWN_TO_ENGINE}"}
    expected = asked | ({EDITION} if old.version == "third" else set())
    assert ended == {"posted"}
    assert stand_in.look(said) == dict.fromkeys(expected, 1)


def result_of(workflow: str) -> object:
    """What a workflow returned, once it is over."""
    return DBOS.retrieve_workflow(workflow).get_result()


def waiting(memory: SqlMemory) -> bool:
    open_ = (memory.questions.unanswered(), memory.deliveries.open(), memory.editions.open())
    return any(open_)
