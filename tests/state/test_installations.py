"""Who has installed the app: one row a workspace, tokens sealed, and a state is good once."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store.models.installation import Installation

from bot.errors import StateError
from bot.state.installations import SqlInstallations
from bot.state.memory import SqlMemory, open_memory
from bot.state.sealing import seal_of
from bot.state.tables import slack_bots, slack_installations
from tests.conftest import NOW

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
CLIENT = "1.2"
SECRETS = ("xoxb-one", "xoxe-one", "xoxp-one", "xoxe-two", "https://hooks.example.org/one")


@pytest.fixture
def engine(memory: SqlMemory) -> sa.Engine:
    return memory._engine


@pytest.fixture
def store(engine: sa.Engine) -> SqlInstallations:
    return store_in(engine)


def store_in(engine: sa.Engine, keys: str = NEW, client: str = CLIENT) -> SqlInstallations:
    return SqlInstallations(engine, client, seal_of(keys))


def installation(team: str = "T1", token: str = SECRETS[0], at: datetime = NOW) -> Installation:
    return Installation(
        app_id="A1",
        team_id=team,
        team_name="One",
        bot_token=token,
        bot_id=f"B-{team}",
        bot_user_id=f"U-{team}",
        bot_scopes=["chat:write", "commands"],
        bot_refresh_token="xoxe-one",
        bot_token_expires_at=NOW + timedelta(hours=12),
        user_id="U0ANA",
        user_token="xoxp-one",
        user_refresh_token="xoxe-two",
        incoming_webhook_url="https://hooks.example.org/one",
        installed_at=at,
    )


def stored(engine: sa.Engine) -> str:
    with engine.connect() as connection:
        rows = [connection.execute(sa.select(each)).all() for each in (slack_bots, slack_installations)]
    return repr(rows)


def count(engine: sa.Engine, table: sa.Table) -> int:
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_workspace_that_installed_the_app_is_known_by_its_id_alone(store: SqlInstallations) -> None:
    store.save(installation())
    bot = store.bot_of("T1")
    assert bot is not None
    assert (bot.bot_token, bot.bot_id, bot.bot_user_id) == ("xoxb-one", "B-T1", "U-T1")
    assert list(bot.bot_scopes) == ["chat:write", "commands"]


def test_a_workspace_of_an_organisation_is_known_by_its_id_alone(store: SqlInstallations) -> None:
    own = installation()
    own.enterprise_id = "E1"
    store.save(own)
    assert store.bot_of("T1") is not None


def test_a_workspace_that_did_not_install_the_app_is_unknown(store: SqlInstallations) -> None:
    assert store.bot_of("T9") is None
    assert store.bot_of("T9") is None


def test_bolt_finds_what_was_saved(store: SqlInstallations) -> None:
    store.save(installation())
    bot = store.find_bot(enterprise_id=None, team_id="T1")
    found = store.find_installation(enterprise_id=None, team_id="T1", user_id="U0ANA")
    assert bot is not None
    assert found is not None
    assert bot.bot_token == found.bot_token == "xoxb-one"
    assert found.user_token == "xoxp-one"
    assert found.incoming_webhook_url == "https://hooks.example.org/one"


def test_no_secret_is_stored_as_it_is(engine: sa.Engine, store: SqlInstallations) -> None:
    store.save(installation())
    assert [each for each in SECRETS if each in stored(engine)] == []


def test_no_token_is_in_the_bytes_of_the_database_files(tmp_path: Path) -> None:
    memory = open_sqlite(tmp_path)
    store_in(memory._engine).save(installation())
    assert b"B-T1" in bytes_in(tmp_path)
    assert [each for each in SECRETS if each.encode() in bytes_in(tmp_path)] == []
    memory.close()


def test_a_key_that_comes_later_leaves_no_plain_token_in_the_files(tmp_path: Path) -> None:
    memory = open_sqlite(tmp_path)
    plain = store_in(memory._engine, keys="")
    for number in range(20):  # some pages, in which SQLite moves rows
        plain.save(installation(f"T{number}", f"xoxb-one-{number}"))
    assert b"xoxb-one" in bytes_in(tmp_path)
    store_in(memory._engine).seal_again()
    assert [each for each in SECRETS if each.encode() in bytes_in(tmp_path)] == []
    memory.close()


def open_sqlite(folder: Path) -> SqlMemory:
    return open_memory(f"sqlite:///{folder}/briefbot.db")


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_plain_token_of_before_is_still_used_and_sealed_when_saved(
    engine: sa.Engine, store: SqlInstallations
) -> None:
    store_in(engine, keys="").save(installation())
    found = store.bot_of("T1")
    assert found is not None
    assert found.bot_token == "xoxb-one"
    store.save_bot(found)
    with engine.connect() as connection:
        assert connection.scalar(sa.select(slack_bots.c.bot_token)) != "xoxb-one"


def test_installing_again_replaces_the_token(engine: sa.Engine, store: SqlInstallations) -> None:
    store.save(installation(token="xoxb-one"))
    store.save(installation(token="xoxb-two", at=NOW + timedelta(days=1)))
    found = store.bot_of("T1")
    assert found is not None
    assert found.bot_token == "xoxb-two"
    assert count(engine, slack_bots) == count(engine, slack_installations) == 1


def test_the_newest_of_two_rows_is_used(engine: sa.Engine, store: SqlInstallations) -> None:
    store.save(installation(token="xoxb-two", at=NOW))
    with engine.begin() as connection:
        row = connection.execute(sa.select(slack_bots)).mappings().one()
        older = {**row, "id": row["id"] + 1, "installed_at": row["installed_at"] - timedelta(days=1)}
        connection.execute(sa.insert(slack_bots), {**older, "bot_token": "xoxb-one"})
    found = store.bot_of("T1")
    assert found is not None
    assert found.bot_token == "xoxb-two"


def test_workspaces_are_listed_once_each(store: SqlInstallations) -> None:
    for team in ("T2", "T1", "T2"):
        store.save(installation(team))
    assert store.teams() == ["T1", "T2"]


def test_the_moment_of_installing_is_kept_in_utc(store: SqlInstallations) -> None:
    store.save(installation(at=NOW))
    kept = store.bot_of("T1")
    assert kept is not None
    assert kept.installed_at == NOW.timestamp()


def test_a_workspace_that_leaves_is_gone_and_others_stay(engine: sa.Engine, store: SqlInstallations) -> None:
    store.save(installation("T1"))
    store.save(installation("T2"))
    assert store.remove("T1")
    assert store.teams() == ["T2"]
    assert count(engine, slack_installations) == 1


def test_word_of_a_removal_that_comes_late_leaves_a_later_installation_alone(store: SqlInstallations) -> None:
    store.save(installation(at=NOW + timedelta(seconds=1)))
    assert not store.remove("T1", left_at=NOW)
    assert store.teams() == ["T1"]


def test_a_removal_in_the_second_of_the_installation_is_one(store: SqlInstallations) -> None:
    store.save(installation(at=NOW + timedelta(milliseconds=900)))
    assert store.remove("T1", left_at=NOW)
    assert store.teams() == []


def test_a_second_word_of_a_removal_finds_nothing_to_do(store: SqlInstallations) -> None:
    store.save(installation())
    assert [store.remove("T1", left_at=NOW), store.remove("T1", left_at=NOW)] == [True, True]


def test_installations_of_another_app_are_left_alone(engine: sa.Engine, store: SqlInstallations) -> None:
    other = store_in(engine, client="3.4")
    other.save(installation(token="xoxb-other"))
    store.save(installation())
    store.remove("T1")
    found = other.bot_of("T1")
    assert found is not None
    assert found.bot_token == "xoxb-other"


def test_sealing_again_makes_the_old_key_needless(engine: sa.Engine) -> None:
    store_in(engine, keys=OLD).save(installation())
    assert store_in(engine, keys=f"{NEW},{OLD}").seal_again() == 2
    found = store_in(engine, keys=NEW).bot_of("T1")
    assert found is not None
    assert found.bot_token == "xoxb-one"


def test_what_is_sealed_with_the_newest_key_is_left_as_it_is(engine: sa.Engine) -> None:
    store_in(engine, keys=OLD).save(installation("T1"))
    rotated = store_in(engine, keys=f"{NEW},{OLD}")
    rotated.save(installation("T2"))
    assert rotated.seal_again() == 2  # the two rows of one workspace
    before = stored(engine)
    assert rotated.seal_again() == 0
    assert stored(engine) == before


def test_a_key_that_is_gone_is_told_before_anybody_asks(engine: sa.Engine) -> None:
    store_in(engine, keys=OLD).save(installation())
    store_in(engine, keys=OLD).check()
    with pytest.raises(StateError, match="BRIEF_ENCRYPTION_KEYS"):
        store_in(engine, keys=NEW).check()


def test_sealing_again_without_the_old_key_changes_nothing(engine: sa.Engine) -> None:
    store_in(engine, keys=NEW).save(installation("T1"))
    store_in(engine, keys=OLD).save(installation("T2"))
    before = stored(engine)
    with pytest.raises(StateError, match="BRIEF_ENCRYPTION_KEYS"):
        store_in(engine, keys=NEW).seal_again()
    assert stored(engine) == before
