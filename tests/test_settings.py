"""Settings come from the environment or `.env`; what is wrong is told all at once, secrets never."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load_settings, require_slack


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_every_setting_has_a_default() -> None:
    settings = load_settings()
    assert settings.brief_content == Path("content")
    assert settings.brief_port == 3000


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BRIEF_PORT=8080\nSLACK_BOT_TOKEN=xoxb-1\n", encoding="utf-8")
    assert load_settings().brief_port == 8080


def test_the_environment_goes_before_the_dotenv_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BRIEF_PORT=8080\n", encoding="utf-8")
    monkeypatch.setenv("BRIEF_PORT", "9090")
    assert load_settings().brief_port == 9090


def test_all_malformed_settings_are_told_at_once_without_their_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "hunter2")
    monkeypatch.setenv("SLACK_API_URL", "slack.com")
    monkeypatch.setenv("BRIEF_PORT", "eighty")
    monkeypatch.setenv("BRIEF_LOG_LEVEL", "LOUD")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    told = str(caught.value)
    for name in ("SLACK_BOT_TOKEN", "SLACK_API_URL", "BRIEF_PORT", "BRIEF_LOG_LEVEL"):
        assert f"{name} is malformed." in told
    assert "hunter2" not in told


def test_what_is_missing_is_told_together_with_what_is_malformed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_PORT", "eighty")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xoxb-of-the-wrong-kind")
    with pytest.raises(SettingsError) as caught:
        load_settings(for_slack=True)
    told = [line.split(" ")[0] for line in caught.value.problems]
    assert sorted(told) == ["BRIEF_PORT", "SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"]


def test_an_empty_setting_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_APP_TOKEN", "")
    assert load_settings().slack_app_token is None


def test_secrets_do_not_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    assert "very-secret" not in repr(load_settings())


def test_an_app_token_means_socket_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    settings = load_settings()
    require_slack(settings)
    assert settings.socket_mode


def test_a_signing_secret_is_enough_for_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
    settings = load_settings()
    require_slack(settings)
    assert not settings.socket_mode
