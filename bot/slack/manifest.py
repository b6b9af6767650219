"""The Slack app's manifest, made from the surfaces: what they need is what the app asks for."""

from __future__ import annotations

from typing import Any

import yaml

from bot.slack.surface import discover

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


def manifest(url: str = "") -> dict[str, Any]:
    """The manifest as data: for HTTP when there is a public base `url`, otherwise for Socket Mode."""
    surfaces = discover()
    request_url = {"request_url": url.rstrip("/") + EVENTS_PATH} if url else {}
    redirect_urls = {"redirect_urls": [url.rstrip("/") + REDIRECT_PATH]} if url else {}
    scopes = {"bot": sorted(set().union(*(each.scopes for each in surfaces)))}
    features: dict[str, Any] = {"bot_user": {"display_name": "brief", "always_online": True}}
    settings: dict[str, Any] = {
        "org_deploy_enabled": False,
        "socket_mode_enabled": not url,
        "token_rotation_enabled": False,
    }
    for surface in surfaces:
        for name, wanted in surface.features.items():
            known = features.get(name)
            features[name] = {**known, **wanted} if isinstance(known, dict) else wanted
        settings |= surface.settings
    events = sorted(set().union(*(each.events for each in surfaces)))
    settings["event_subscriptions"] = {**request_url, "bot_events": events}
    if url:
        commands = [{**each, "url": request_url["request_url"]} for each in features["slash_commands"]]
        features["slash_commands"] = commands
        settings["interactivity"] = {**settings["interactivity"], **request_url}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Briefbot",
            "description": "A briefing desk: policy reports, answered in your channel",
            "background_color": "#1d3a5f",
        },
        "features": features,
        "oauth_config": {**redirect_urls, "scopes": scopes},
        "settings": settings,
    }


def to_yaml(url: str = "") -> str:
    """The manifest as YAML, to be pasted at api.slack.com/apps."""
    return yaml.safe_dump(manifest(url), sort_keys=False, allow_unicode=True)
