"""The compose file is valid, and promises what docs/runbook.md says of it."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values

from bot.settings import Settings
from tests.conftest import ROOT
from tests.deploy.dockerfile import read
from tests.deploy.tools import beside_python, complaints

FILE = ROOT / "deploy" / "compose.yaml"
EXAMPLE = ROOT / "deploy" / "compose.env.example"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
BOT, DATABASE = SERVICES["bot"], SERVICES["db"]

every_service = pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES.keys())


def test_it_is_valid_by_the_compose_specification() -> None:
    assert (
        complaints(beside_python("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", FILE) == ""
    )


@every_service
def test_a_service_can_write_nothing_but_its_volumes_and_has_no_rights(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert "/tmp" in service["tmpfs"]  # noqa: S108 - the container's
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "network_mode", "pid"} & set(service)


@every_service
def test_a_service_comes_back_and_is_given_time_to_end(service: dict[str, Any]) -> None:
    assert service["restart"] == "unless-stopped"
    assert service["stop_grace_period"] == "60s"


@every_service
def test_a_services_log_cannot_fill_the_disk(service: dict[str, Any]) -> None:
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}


def test_the_images_are_of_one_version() -> None:
    assert BOT["image"] == f"briefbot:{version('briefbot')}"
    assert DATABASE["image"] == "postgres:17"


def test_no_service_runs_as_root() -> None:
    assert DATABASE["user"] == "999:999"
    assert "user" not in BOT, "the image's own, which tests/deploy/test_dockerfile.py holds"


def test_the_bot_waits_until_the_database_answers() -> None:
    assert BOT["depends_on"] == {"db": {"condition": "service_healthy"}}
    kind, program, *_ = DATABASE["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "pg_isready")


def test_the_database_is_kept_in_a_volume_and_reached_by_the_bot_alone() -> None:
    [volume] = DATABASE["volumes"]
    assert volume.partition(":")[0] in COMPOSE["volumes"]
    assert "ports" not in DATABASE
    assert DATABASE["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_the_bots_port_is_published_on_this_machine_alone() -> None:
    [port] = BOT["ports"]
    assert port == f"127.0.0.1:3000:{read()[-1].values('EXPOSE')[0]}"


def test_no_password_is_in_the_file() -> None:
    assert set(re.findall(r"PASSWORD: (\S+?):\?", FILE.read_text(encoding="utf-8"))) == {
        "${POSTGRES_PASSWORD"
    }
    assert BOT["environment"]["BRIEF_DATABASE_URL"] == "postgresql://briefbot@db/briefbot"


def test_every_variable_of_the_file_is_in_the_example() -> None:
    used = set(re.findall(r"\$\{(\w+)", FILE.read_text(encoding="utf-8")))
    assert used <= set(dotenv_values(EXAMPLE))


def test_the_example_holds_settings_and_no_values() -> None:
    example = dotenv_values(EXAMPLE)
    assert set(example.values()) == {""}
    ours = {field.upper() for field in Settings.model_fields}
    assert set(example) - ours == {"POSTGRES_PASSWORD", "LIBRARY_FOLDER"}


def test_the_image_is_built_from_the_repository() -> None:
    build = BOT["build"]
    context = (FILE.parent / build["context"]).resolve()
    assert context == ROOT.resolve()
    assert (context / build["dockerfile"]).is_file()


def test_the_library_is_mounted_where_the_image_looks_and_cannot_be_changed() -> None:
    [mount] = BOT["volumes"]
    target, mode = mount.split(":")[-2:]
    assert (PurePosixPath(target), mode) == (PurePosixPath("/content"), "ro")
