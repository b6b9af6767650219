"""The Dockerfile promises what docs/runbook.md says of it. It is linted and read; no image is built here."""

from __future__ import annotations

import json
import re
import shlex
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.conftest import ROOT
from tests.deploy.dockerfile import DOCKERFILE, Stage, read
from tests.deploy.image_steps import is_sent
from tests.deploy.tools import beside_python, complaints

STAGES = read()
IMAGE = STAGES[-1]
TEXT = DOCKERFILE.read_text(encoding="utf-8")


def environment() -> dict[str, str]:
    """The ENV of the image, as it is written."""
    words = [word for value in IMAGE.values("ENV") for word in shlex.split(value)]
    return dict(word.split("=", 1) for word in words)


def test_the_linter_finds_nothing() -> None:
    assert complaints(beside_python("hadolint"), DOCKERFILE) == ""


def test_what_builds_the_image_is_not_in_it() -> None:
    assert len(STAGES) == 2
    assert STAGES[0].name == "build"
    assert "--without-pip" in " ".join(STAGES[0].values("RUN"))
    assert "pip" not in " ".join(IMAGE.values("RUN"))


@pytest.mark.parametrize("stage", STAGES, ids=["build", "image"])
def test_the_base_is_a_version_that_can_be_pinned(stage: Stage) -> None:
    assert stage.base == "${PYTHON_IMAGE}"
    [default] = re.findall(r"^ARG PYTHON_IMAGE=(\S+)$", TEXT, flags=re.MULTILINE)
    assert re.fullmatch(r"python:3\.\d+-slim", default)


def test_what_is_installed_is_what_was_tested_without_the_tools_of_development() -> None:
    [pip] = [value for value in STAGES[0].values("RUN") if "pip" in value and "install" in value]
    assert "--constraint constraints.txt" in pip
    assert "--only-binary :all:" in pip
    assert STAGES[0].values("ARG") == ['EXTRAS=""']


def test_a_library_with_problems_makes_no_image() -> None:
    assert STAGES[0].values("RUN")[-1].endswith("brief check /content")


def test_it_runs_as_a_user_without_rights_named_by_number() -> None:
    instructions = [step.instruction for step in IMAGE.steps]
    assert IMAGE.values("USER") == ["10001:10001"]
    assert not {"RUN", "COPY"} & set(instructions[instructions.index("USER") :])


def test_nothing_is_fetched_or_unpacked_on_the_way() -> None:
    assert [step for stage in STAGES for step in stage.steps if step.instruction == "ADD"] == []


@pytest.mark.parametrize("instruction", ["ENTRYPOINT", "CMD"])
def test_signals_reach_the_bot_since_no_shell_is_before_it(instruction: str) -> None:
    [value] = IMAGE.values(instruction)
    assert all(isinstance(word, str) for word in json.loads(value))
    assert IMAGE.values("STOPSIGNAL") == ["SIGTERM"]


def test_its_health_is_asked_without_a_shell() -> None:
    [value] = IMAGE.values("HEALTHCHECK")
    _, script = json.loads(value.removeprefix("CMD "))
    copied = [step.value.split() for step in IMAGE.steps if step.instruction == "COPY"]
    assert ["deploy/healthcheck.py", script] in copied


def test_each_setting_of_the_image_is_one_and_its_state_lies_where_it_may_write() -> None:
    settings = {name: value for name, value in environment().items() if name.startswith("BRIEF_")}
    assert {name.lower() for name in settings} <= set(Settings.model_fields)
    assert settings["BRIEF_DATABASE_URL"].startswith(f"sqlite:///{IMAGE.values('WORKDIR')[0]}/")
    assert settings["BRIEF_PORT"] == IMAGE.values("EXPOSE")[0]
    assert settings["BRIEF_HOST"] == "0.0.0.0"  # noqa: S104 - of the container: its port is reached from outside


def test_a_user_that_the_image_does_not_know_has_a_home_too() -> None:
    assert environment()["HOME"] == IMAGE.values("WORKDIR")[0]


def test_python_writes_no_bytecode_into_the_image() -> None:
    assert environment()["PYTHONDONTWRITEBYTECODE"] == "1"


def test_its_labels_name_the_version() -> None:
    [labels] = IMAGE.values("LABEL")
    told = dict(word.split("=", 1) for word in shlex.split(labels))
    assert told["org.opencontainers.image.version"] == version("briefbot")


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("bot/app.py", True),
        ("bot/playground/page/static/app.css", True),
        ("content/lookup.json", True),
        ("constraints.txt", True),
        ("deploy/healthcheck.py", True),
        ("deploy/.env", False),
        (".env", False),
        (".git/config", False),
        (".venv/bin/python", False),
        ("var/briefbot.db", False),
        ("tests/conftest.py", False),
        ("content/.cache/lookup.index", False),
        ("bot/__pycache__/app.cpython-311.pyc", False),
    ],
)
def test_the_builder_is_sent_what_the_image_is_made_from_and_no_secret(name: str, sent: bool) -> None:
    assert is_sent(name) is sent


def test_all_that_is_copied_is_sent_to_the_builder() -> None:
    copies = [step for stage in STAGES for step in stage.steps if step.instruction == "COPY"]
    sources = [
        source for step in copies if "--from=build" not in step.flags for source in step.value.split()[:-1]
    ]
    assert [source for source in sources if not is_sent(source) or not Path(ROOT / source).exists()] == []
