"""Checks that ask Slack: whose token it is, what it may do, whether the clocks agree, and Socket Mode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from bot.doctor.finding import Check, Finding, failed, listed, not_checked, not_needed, ok, warning
from bot.doctor.surroundings import Surroundings
from bot.doctor.trouble import trouble_of
from bot.slack.inquiry import NO_SLACK, Answer
from bot.slack.manifest import manifest

BOT_TOKEN, SCOPES, CLOCK, APP_TOKEN = "bot token", "scopes", "clock", "app token"

WITHOUT: Final[Mapping[str, str]] = {
    "app_mentions:read": "questions by @mention are not heard",
    "channels:history": "follow-up questions in threads of public channels are not heard",
    "channels:read": "what is for the workspace's members alone is not shown in public channels",
    "chat:write": "no answer, digest or question to the editors can be posted",
    "commands": "/brief and the message menu are not there",
    "groups:history": "follow-up questions in threads of private channels are not heard",
    "groups:read": "what is for the workspace's members alone is not shown in private channels",
    "im:history": "direct messages are not heard",
    "mpim:history": "follow-up questions in group messages are not heard",
    "mpim:read": "what is for the workspace's members alone is not shown in group messages",
    "users:read": "digests do not know people's time zones, and guests are not told from members",
}
"""What does not work without a scope of the manifest's."""

SKEW_SECONDS, MOST_SKEW_SECONDS = 60, 300
"""From when on a clock is told, and when Slack's requests would be refused as too old (Bolt's limit)."""

_REINSTALL = "'Install App' at api.slack.com/apps, 'Reinstall to Workspace'; then copy the token anew."
_REFUSALS: Final[Mapping[str, tuple[str, str]]] = {
    "invalid_auth": ("Slack does not know it", f"Copy it whole: {_REINSTALL}"),
    "not_authed": ("Slack got no token", f"Copy it whole: {_REINSTALL}"),
    "token_revoked": ("it was revoked: the app was uninstalled", f"Install it again: {_REINSTALL}"),
    "account_inactive": (
        "the app was uninstalled, or its workspace is gone",
        f"Install it again: {_REINSTALL}",
    ),
    "token_expired": ("it has expired", f"Switch token rotation off ('OAuth & Permissions'): {_REINSTALL}"),
    "not_allowed_token_type": (
        "it is a token of another kind",
        f"Take the one for this setting: {_REINSTALL}",
    ),
    "missing_scope": (
        "it lacks a scope",
        "Make one with the scope connections:write, under 'App-Level Tokens'.",
    ),
    "ratelimited": ("Slack asks to wait", "Try again in a minute."),
    NO_SLACK: (
        "what answers there is not Slack",
        "Set SLACK_API_URL to https://slack.com/api/, and see whether a proxy stands in between.",
    ),
}


def refusal(name: str, setting: str, answer: Answer) -> Finding:
    """A token that Slack refused."""
    why, fix = _REFUSALS.get(answer.error, (f"Slack says {answer.error}", f"Copy it anew: {_REINSTALL}"))
    return failed(name, f"{setting} does not work: {why}", fix, error=answer.error)


def unreachable(name: str, host: str, error: OSError) -> Finding:
    """Slack could not be asked."""
    trouble = trouble_of(error)
    return failed(name, f"{host} {trouble.words}", trouble.fix, trouble=trouble.kind)


def judge_bot_token(answer: Answer) -> Finding:
    """Whose token it is."""
    if answer.error:
        return refusal(BOT_TOKEN, "SLACK_BOT_TOKEN", answer)
    team, bot = str(answer.body.get("team", "")), str(answer.body.get("user", ""))
    ids = {name: str(answer.body.get(name, "")) for name in ("team_id", "user_id")}
    return ok(
        BOT_TOKEN, f"it is @{bot}'s in the workspace {team} ({ids['team_id']})", team=team, bot=bot, **ids
    )


def judge_scopes(answer: Answer, wanted: Iterable[str]) -> Finding:
    """What the token may do, against what the manifest asks for (`x-oauth-scopes`)."""
    if "x-oauth-scopes" not in answer.headers:
        return not_checked(SCOPES, "Slack did not say which scopes the bot token has")
    granted = {each.strip() for each in answer.headers["x-oauth-scopes"].split(",")} - {""}
    missing, extra = sorted(set(wanted) - granted), sorted(granted - set(wanted))
    if missing:
        lost = "; ".join(f"{scope}: {WITHOUT.get(scope, 'something')}" for scope in missing)
        fix = f"Add it under 'OAuth & Permissions' (or paste `brief manifest` anew), then {_REINSTALL}"
        return failed(SCOPES, f"missing {lost}", fix, missing=missing, extra=extra)
    if extra:
        fix = f"Take away what Briefbot does not need, under 'OAuth & Permissions', then {_REINSTALL}"
        return warning(SCOPES, f"all there, and not needed: {listed(extra, 9)}", fix, missing=[], extra=extra)
    return ok(SCOPES, f"all {len(granted)} that the manifest asks for, and no more", missing=[], extra=[])


def judge_clock(date: str, local: datetime) -> Finding:
    """Whether this machine's clock agrees with Slack's (the `Date` of its answer, in whole seconds)."""
    try:
        slack = parsedate_to_datetime(date)
    except ValueError:
        return not_checked(CLOCK, "Slack did not say what time it is")
    slack = slack if slack.tzinfo else slack.replace(tzinfo=UTC)
    ahead = round((local - slack).total_seconds())
    said = f"this machine's clock is {abs(ahead)} s {'ahead of' if ahead > 0 else 'behind'} Slack's"
    fix = "Let NTP set it: timedatectl set-ntp true, or the host's clock where this is a container."
    if abs(ahead) > MOST_SKEW_SECONDS:
        return failed(CLOCK, f"{said}: every request would be refused as too old", fix, skew_seconds=ahead)
    if abs(ahead) > SKEW_SECONDS:
        return warning(CLOCK, said, fix, skew_seconds=ahead)
    return ok(CLOCK, "it agrees with Slack's, to a minute", skew_seconds=ahead)


def judge_app_token(answer: Answer) -> Finding:
    """Whether Socket Mode can be opened."""
    if answer.error:
        return refusal(APP_TOKEN, "SLACK_APP_TOKEN", answer)
    return ok(APP_TOKEN, "Slack lets it open Socket Mode (connections:write)")


def _ask_about_bot(around: Surroundings) -> Iterator[Finding]:
    token = around.given.settings.slack_bot_token
    if token is None:
        why = "SLACK_BOT_TOKEN is not set, or malformed"
        yield from (not_checked(name, why) for name in (BOT_TOKEN, SCOPES, CLOCK))
        return
    try:
        answer = around.slack.call("auth.test", token.get_secret_value())
    except OSError as error:
        yield unreachable(BOT_TOKEN, around.slack_host, error)
        yield from (not_checked(name, "Slack could not be asked") for name in (SCOPES, CLOCK))
        return
    now = around.now()
    wanted = manifest()["oauth_config"]["scopes"]["bot"]
    yield judge_bot_token(answer)
    yield not_checked(SCOPES, "the bot token does not work") if answer.error else judge_scopes(answer, wanted)
    yield judge_clock(answer.headers.get("date", ""), now)


def _ask_about_app(around: Surroundings) -> Iterator[Finding]:
    token = around.given.settings.slack_app_token
    if token is None:
        is_malformed = "slack_app_token" in around.given.malformed
        yield (
            not_checked(APP_TOKEN, "SLACK_APP_TOKEN is malformed")
            if is_malformed
            else not_needed(APP_TOKEN, "without SLACK_APP_TOKEN Slack calls over HTTP")
        )
        return
    try:
        yield judge_app_token(around.slack.call("apps.connections.open", token.get_secret_value()))
    except OSError as error:
        yield unreachable(APP_TOKEN, around.slack_host, error)


CHECKS = (
    Check((BOT_TOKEN, SCOPES, CLOCK), _ask_about_bot, uses_network=True),
    Check((APP_TOKEN,), _ask_about_app, uses_network=True),
)
