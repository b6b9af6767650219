"""What tests everywhere share: the real library, and how long hypothesis may take."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.desk.desk import Desk
from bot.library.reader import load_library
from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from bot.opening.thresholds_file import read_thresholds

pytest_plugins = ["tests.support.logs_of_all_tests"]

settings.register_profile("briefbot", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("briefbot")  # no deadline: a test fails on what is wrong, not on a slow machine

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="session")
def library() -> Library:
    """The real library."""
    return load_library(ROOT / "content")


@pytest.fixture
def own_content(tmp_path: Path) -> Path:
    """A copy of the real library's folder that a test may change."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


@pytest.fixture(scope="session")
def desk(library: Library) -> Desk:
    """A desk on the real library, with the thresholds that were chosen for it."""
    return Desk(library, Lookup(library, read_thresholds(ROOT / "content")))
