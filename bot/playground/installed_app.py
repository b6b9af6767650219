"""The app as its manifest describes it: what Slack offers people, sends to it, and lets it do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

APP: Final = "A0BRIEF"
BOT: Final = "B0BRIEF"
BOT_USER: Final = "U0BRIEF"
TEAM: Final = "T0PLAY"
TEAM_NAME: Final = "Playground"
TEAM_DOMAIN: Final = "playground"


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace: its id, its name, and what its address begins with."""

    id: str = TEAM
    name: str = TEAM_NAME
    domain: str = TEAM_DOMAIN


PLAYGROUND: Final = Team()

#: What an app is told of its own removal, when it has no token any more.
TOKENS_REVOKED: Final = "tokens_revoked"
APP_UNINSTALLED: Final = "app_uninstalled"
FAREWELLS: Final = (TOKENS_REVOKED, APP_UNINSTALLED)
#: What an event needs (Slack's event reference); one that is not listed needs no scope.
EVENT_SCOPES: Final[Mapping[str, str]] = {
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_unarchive": "channels:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
}


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """A command that the app has registered."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A global shortcut, or one in the menu of a message."""

    name: str
    callback_id: str
    type: Literal["global", "message"]
    description: str = ""


@dataclass(frozen=True, slots=True)
class InstalledApp:
    """What the manifest asks for is what has been granted; tokens and secrets are the playground's own.

    `bot_token` is that of the first installation, in the workspace `team`.
    """

    name: str
    bot_name: str
    commands: tuple[SlashCommand, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    has_home: bool = False
    has_messages_tab: bool = True
    messages_read_only: bool = False
    is_interactive: bool = True
    bot_token: str = field(default="xoxb-playground", repr=False)
    app_token: str = field(default="xapp-playground", repr=False)
    signing_secret: str = field(default="playground-signing-secret", repr=False)
    client_id: str = "1000.2000"
    client_secret: str = field(default="playground-client-secret", repr=False)
    redirect_urls: tuple[str, ...] = ()
    team: Team = PLAYGROUND

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any], team: Team = PLAYGROUND) -> InstalledApp:
        """Read a manifest, as Slack does when an app is created from it (its manifest reference)."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        oauth = manifest.get("oauth_config", {})
        home = features.get("app_home", {})
        name = manifest["display_information"]["name"]
        return cls(
            name=name,
            bot_name=features.get("bot_user", {}).get("display_name", name),
            commands=tuple(_command(each) for each in features.get("slash_commands", ())),
            shortcuts=tuple(_shortcut(each) for each in features.get("shortcuts", ())),
            scopes=frozenset(oauth.get("scopes", {}).get("bot", ())),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            has_home=bool(home.get("home_tab_enabled", False)),
            has_messages_tab=bool(home.get("messages_tab_enabled", False)),
            messages_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
            is_interactive=bool(settings.get("interactivity", {}).get("is_enabled", False)),
            bot_token=f"xoxb-{team.domain}",
            redirect_urls=tuple(oauth.get("redirect_urls", ())),
            team=team,
        )

    @property
    def takes_messages(self) -> bool:
        """Whether people can write to it directly."""
        return self.has_messages_tab and not self.messages_read_only

    def why_not(self, event: str) -> str:
        """Why Slack does not send this app an event, or "" when it does."""
        if event not in self.events:
            return f"the app is not subscribed to {event}"
        scope = EVENT_SCOPES.get(event)
        if scope and scope not in self.scopes:
            return f"{event} needs the scope {scope}, which the app does not have"
        return ""


def _command(each: Mapping[str, Any]) -> SlashCommand:
    return SlashCommand(
        each["command"],
        each.get("description", ""),
        each.get("usage_hint", ""),
        bool(each.get("should_escape", False)),
    )


def _shortcut(each: Mapping[str, Any]) -> Shortcut:
    return Shortcut(each["name"], each["callback_id"], each["type"], each.get("description", ""))
