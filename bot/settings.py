"""Settings, from the environment and a `.env` file. `docs/settings.md` has the whole list."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from bot.errors import SettingsError

_WHERE = "in the app's settings at api.slack.com/apps"


def _beginning_with(prefix: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(prefix):
            raise ValueError("another kind of token")
        return token

    return AfterValidator(check)


BotToken = Annotated[SecretStr, _beginning_with("xoxb-")]
AppToken = Annotated[SecretStr, _beginning_with("xapp-")]


class Settings(BaseSettings):
    """Every setting; each has a default, or `brief run` says how to get it. Secrets never print."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    slack_bot_token: BotToken | None = Field(
        None,
        description=f"Bot token, begins with xoxb-: {_WHERE} under 'OAuth & Permissions'",
    )
    slack_app_token: AppToken | None = Field(
        None,
        description=f"App-level token for Socket Mode, begins with xapp-, scope connections:write:"
        f" {_WHERE} under 'Basic Information', 'App-Level Tokens'",
    )
    slack_signing_secret: SecretStr | None = Field(
        None, description=f"Signing secret, for HTTP: {_WHERE} under 'Basic Information'"
    )
    slack_client_id: str = Field(
        "", description=f"Client id, to be installed in many workspaces: {_WHERE} under 'Basic Information'"
    )
    slack_client_secret: SecretStr | None = Field(
        None, description=f"Client secret, goes with the client id: {_WHERE} under 'Basic Information'"
    )
    slack_api_url: str = Field(
        "https://slack.com/api/",
        pattern=r"^https?://\S+/$",
        description="Base URL of Slack's Web API, ends in a slash",
    )
    brief_content: Path = Field(Path("content"), description="Folder that holds the reports")
    brief_host: str = Field("127.0.0.1", min_length=1, description="Address to listen on")
    brief_port: int = Field(3000, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    brief_database_url: str = Field(
        "sqlite:///var/briefbot.db",
        pattern=r"^(sqlite|postgres(ql)?(\+psycopg)?)://",
        description="What is remembered: sqlite:///path, or postgresql://user:password@host/name",
    )
    brief_public_url: str = Field(
        "",
        pattern=r"^(https?://[^\s/]+(/\S*)?)?$",
        description="The bot's address as Slack and browsers reach it, such as https://brief.example.org",
    )
    brief_workspaces: Path | None = Field(
        None, description="A YAML file with the settings of single workspaces: docs/workspaces.md"
    )
    brief_encryption_keys: SecretStr | None = Field(
        None,
        description="Keys that encrypt the workspaces' tokens in the database, the newest first, with commas"
        " in between; `brief db new-key` makes one",
    )
    brief_user_limit: int = Field(30, ge=1, description="Requests a minute that one person may make")
    brief_workspace_limit: int = Field(600, ge=1, description="Requests a minute that one workspace may make")
    brief_drain_seconds: float = Field(
        0.0,
        ge=0,
        le=60,
        description="Seconds between SIGTERM and the end of listening, in which /readyz says no:"
        " as long as a load balancer takes to see that",
    )
    brief_settle_seconds: float = Field(
        30.0,
        ge=1,
        description="Seconds to wait before looking whether a post in doubt has arrived;"
        " longer than Slack takes to show a post",
    )
    brief_when_unsure: Literal["never-twice", "never-missed"] = Field(
        "never-twice",
        description="never-twice or never-missed: what a post in doubt is where Slack forbids to look",
    )
    brief_retention_days: int = Field(90, ge=8, description="Days that questions, misses and votes are kept")
    brief_digest_late_hours: float = Field(
        6.0, gt=0, le=24, description="Hours that an edition of a digest may be late; a later one is skipped"
    )
    brief_editors_channel: str = Field(
        "", pattern=r"^([CG][A-Z0-9]+)?$", description="Id of the channel that unanswered questions go to"
    )
    brief_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR"
    )

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached over a web socket: when there is an app token."""
        return self.slack_app_token is not None


def load_settings(env_file: Path | None = Path(".env"), for_slack: bool = False) -> Settings:
    """Read the settings; `for_slack`: with all that it takes to talk to Slack.

    Raises:
        SettingsError: some are malformed or missing; the error names each, and how to mend it.

    """
    try:
        settings = Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic-settings takes it at run time
    except ValidationError as error:
        malformed = [_explain(str(each["loc"][0])) for each in error.errors()]
        missing = _missing(_names_set(env_file)) if for_slack else ()
        raise SettingsError([*malformed, *missing]) from None
    if for_slack:
        require_slack(settings)
    return settings


def require_slack(settings: Settings) -> None:
    """Make sure that there is all that it takes to talk to Slack.

    Raises:
        SettingsError: something is missing; the error names each, and how to get it.

    """
    missing = list(_missing({name for name, value in settings if value not in (None, "")}))
    if missing:
        raise SettingsError([*missing, "Or try Briefbot without Slack: brief ask"])


def _missing(names_set: Container[str]) -> Iterator[str]:
    if "slack_client_id" in names_set:
        for name in ("slack_client_secret", "brief_public_url", "slack_signing_secret"):
            if name not in names_set:
                yield f"{name.upper()} is missing: SLACK_CLIENT_ID goes with it. {_described(name)}"
    elif "slack_bot_token" not in names_set:
        yield f"SLACK_BOT_TOKEN is missing. {_described('slack_bot_token')}"
    if "slack_app_token" not in names_set and "slack_signing_secret" not in names_set:
        yield f"SLACK_APP_TOKEN is missing (for Socket Mode). {_described('slack_app_token')}"
        yield f"SLACK_SIGNING_SECRET is missing (for HTTP, instead). {_described('slack_signing_secret')}"


def _names_set(env_file: Path | None) -> set[str]:
    """The settings that have a value, be it a malformed one."""
    sources = (DotEnvSettingsSource(Settings, env_file=env_file), EnvSettingsSource(Settings))
    return {name for source in sources for name in source()}


def _explain(name: str) -> str:
    return f"{name.upper()} is malformed. {_described(name)}"


def _described(name: str) -> str:
    return f"{Settings.model_fields[name].description}."
