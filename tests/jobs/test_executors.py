"""Replicas on PostgreSQL have names of their own, which are free once they are gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.jobs.executors import LockedExecutor, OnlyExecutor, executor_for
from tests.support.postgres import fresh_postgres


@pytest.fixture
def url() -> Iterator[str]:
    with fresh_postgres() as url:
        yield url


def opened(url: str) -> LockedExecutor:
    executor = executor_for(url)
    assert isinstance(executor, LockedExecutor)
    return executor


def test_two_replicas_have_two_names(url: str) -> None:
    one, two = opened(url), opened(url)
    assert (one.name, two.name) == ("executor-1", "executor-2")
    assert not one.is_free(two.name)
    one.release()
    two.release()


def test_the_name_of_one_that_is_gone_is_free_and_is_taken_by_the_next(url: str) -> None:
    one, two = opened(url), opened(url)
    one.release()
    assert two.is_free("executor-1")
    third = opened(url)
    assert third.name == "executor-1"
    assert not two.is_free("executor-1")
    two.release()
    third.release()


def test_looking_whether_a_name_is_free_does_not_take_it(url: str) -> None:
    one = opened(url)
    assert one.is_free("executor-2")
    assert opened_name(url) == "executor-2"
    one.release()


def opened_name(url: str) -> str:
    executor = opened(url)
    executor.release()
    return executor.name


def test_a_replica_whose_connection_was_cut_holds_its_name_again(url: str) -> None:
    one, two = opened(url), opened(url)
    cut_every_other_connection(url)
    assert two.is_free("executor-1")  # nobody has noticed yet; and two has taken its own name again
    assert one.is_free("executor-3")
    assert not two.is_free("executor-1")
    one.release()
    two.release()


def cut_every_other_connection(url: str) -> None:
    engine = sa.create_engine(sa.make_url(url), poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_on_sqlite_the_only_process_takes_up_all_that_was_left() -> None:
    executor = executor_for("sqlite:///var/briefbot.db")
    assert isinstance(executor, OnlyExecutor)
    assert executor.is_free("local")
