"""Checks of what many workspaces take: the client's id and secret, and keys that open their tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.doctor.finding import Check, Finding, failed, not_needed, ok, warning
from bot.doctor.surroundings import Surroundings
from bot.errors import SettingsError
from bot.state.sealing import seal_of

CLIENT, KEYS = "client id and secret", "encryption keys"

_CLIENT_ID = re.compile(r"[0-9]+\.[0-9]+")
_WHERE = "api.slack.com/apps, 'Basic Information', 'App Credentials'"


def judge_client(values: Mapping[str, str]) -> Finding:
    """Whether both are set, or neither."""
    has_id, has_secret = "slack_client_id" in values, "slack_client_secret" in values
    if not has_id and not has_secret:
        return not_needed(CLIENT, "neither is set: one workspace, with the token that is set")
    if has_id != has_secret:
        missing = "SLACK_CLIENT_SECRET" if has_id else "SLACK_CLIENT_ID"
        fix = f"Set it, or neither of the two: {_WHERE}."
        return failed(CLIENT, f"{missing} is missing: they go together", fix, missing=missing)
    if not _CLIENT_ID.fullmatch(values["slack_client_id"]):
        fix = f"Copy it anew: {_WHERE}: 'Client ID', two numbers with a dot in between."
        return warning(CLIENT, "SLACK_CLIENT_ID does not look like one", fix)
    return ok(CLIENT, "both are set: many workspaces can install the app")


def judge_keys(keys: str, *, has_client: bool) -> Finding:
    """Whether the keys are such, and there are some where tokens are kept."""
    make = "brief db new-key makes one; keep it apart from the database's backups."
    if not keys and has_client:
        return warning(KEYS, "none is set: the workspaces' tokens lie in the database as they are", make)
    if not keys:
        return not_needed(KEYS, "no tokens of workspaces are kept")
    try:
        seal_of(keys)
    except SettingsError as error:
        return failed(
            KEYS, error.problems[0].partition(". ")[0], f"Newest first, with commas between: {make}"
        )
    return ok(KEYS, "well-formed", keys=keys.count(",") + 1)


def _run(around: Surroundings) -> Iterator[Finding]:
    settings = around.given.settings
    keys = settings.brief_encryption_keys
    secret = keys.get_secret_value() if keys else ""
    yield judge_client(around.given.values)
    yield judge_keys(secret, has_client=bool(settings.slack_client_id))


CHECKS = (Check((CLIENT, KEYS), _run),)
