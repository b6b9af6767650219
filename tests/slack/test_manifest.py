"""The manifest is what the code's surfaces need, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.slack.manifest import manifest, to_yaml
from bot.slack.surface import discover
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "url"), [("manifest-socket.yaml", ""), ("manifest-http.yaml", "https://brief.example.org")]
)
def test_the_manifests_that_are_deployed_are_those_of_the_code(name: str, url: str) -> None:
    assert (ROOT / "deploy" / "slack" / name).read_text(encoding="utf-8") == to_yaml(url)


def test_the_manifest_for_http_has_every_request_url() -> None:
    made = manifest("https://brief.example.org/")
    url = "https://brief.example.org/slack/events"
    assert made["features"]["slash_commands"][0]["url"] == url
    assert made["settings"]["interactivity"]["request_url"] == url
    assert made["settings"]["socket_mode_enabled"] is False


def test_the_manifest_for_socket_mode_names_no_url() -> None:
    assert "url" not in to_yaml().replace("usage_hint", "")
    assert manifest()["settings"]["socket_mode_enabled"] is True


def test_every_scope_that_a_surface_asks_for_is_in_the_manifest() -> None:
    wanted = {scope for surface in discover() for scope in surface.scopes}
    assert wanted == set(manifest()["oauth_config"]["scopes"]["bot"])


def test_every_surface_lives_in_a_file_of_its_own() -> None:
    files = [path for path in Path(ROOT / "bot/slack/surfaces").glob("*.py") if path.name != "__init__.py"]
    assert len(discover()) == len(files)


def test_the_manifest_keeps_slacks_limits() -> None:
    made = yaml.safe_load(to_yaml("https://brief.example.org"))
    information, command = made["display_information"], made["features"]["slash_commands"][0]
    assert len(information["name"]) <= 35
    assert len(information["description"]) <= 140
    assert len(command["command"]) <= 32
    assert re.fullmatch(r"#[0-9a-f]{6}", information["background_color"])
