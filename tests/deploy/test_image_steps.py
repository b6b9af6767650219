"""The image's steps, run in a clean folder: what is copied and installed is enough to answer from.

No image is built. The packages that Briefbot needs are borrowed from this environment, so that no index is
asked; .ci/run installs them as a build does: `python -m tests.deploy.image_steps`.
"""

from __future__ import annotations

import json
import sysconfig
from pathlib import Path

import pytest

from tests.deploy.image_steps import Built, build

_OFFLINE = "install --no-deps --no-index --no-build-isolation --quiet"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The steps' result, made once."""
    root = tmp_path_factory.mktemp("image").resolve()
    return build(root, _OFFLINE, borrowed=Path(sysconfig.get_path("purelib")))


def test_what_is_installed_runs_from_nothing_but_what_was_copied(built: Built) -> None:
    said = built.run("python", "-c", "import bot; print(bot.__file__)").stdout.strip()
    assert Path(said).is_relative_to(built.root / "opt/briefbot/lib")


def test_the_command_is_there_and_shows_its_help(built: Built) -> None:
    done = built.run("brief", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "run" in done.stdout


def test_its_library_has_no_problems(built: Built) -> None:
    assert built.run("brief", "check", str(built.root / "content")).returncode == 0


def test_it_answers_from_its_own_library(built: Built) -> None:
    answer = json.loads(built.run("brief", "ask", "--json", "china").stdout)
    assert answer["outcome"] == "found"


def test_it_makes_its_database_with_the_migrations_that_it_carries(built: Built) -> None:
    done = built.run("brief", "db", "upgrade")
    assert (done.returncode, done.stderr) == (0, "")
    assert (built.root / "var/lib/briefbot/briefbot.db").is_file()


def test_without_settings_it_says_what_is_missing(built: Built) -> None:
    done = built.run("brief", "run")
    assert done.returncode != 0
    assert "SLACK_BOT_TOKEN is missing" in done.stderr
