"""Check of the kinds of tokens: each in its place, judged by how it looks and never shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bot.doctor.finding import Check, Finding, failed, listed, not_checked, ok, warning
from bot.doctor.surroundings import Surroundings

KINDS = "kinds of tokens"

_BOT, _APP, _SIGNING = "slack_bot_token", "slack_app_token", "slack_signing_secret"
_CLIENT_ID, _CLIENT_SECRET = "slack_client_id", "slack_client_secret"

_KINDS: Final = (
    ("xoxb-", "a bot token"),
    ("xapp-", "an app-level token"),
    ("xoxp-", "a user token"),
    ("xoxe.", "a token that expires (token rotation)"),
    ("xoxe-", "a refresh token"),
    ("xoxc-", "a browser's session token"),
    ("xoxs-", "a session token"),
    ("https://", "a URL"),
)
_WANTED: Final = {_BOT: "a bot token", _APP: "an app-level token"}
_WHERE: Final = {
    _BOT: "api.slack.com/apps, 'OAuth & Permissions': 'Bot User OAuth Token', which begins with xoxb-",
    _APP: "api.slack.com/apps, 'Basic Information', 'App-Level Tokens': it begins with xapp-",
    _SIGNING: "api.slack.com/apps, 'Basic Information', 'App Credentials': 'Signing Secret', 32 hex digits",
}
_SECRET: Final = re.compile(r"[0-9a-f]{32}")
_CLIENT: Final = re.compile(r"[0-9]+\.[0-9]+")
_VERIFICATION: Final = re.compile(r"[A-Za-z0-9]{24}")
_WRAPPED: Final = re.compile(r"^\s|\s$|^['\"“”‘’<]|['\"“”‘’>]$")


def kind_of(value: str) -> str:
    """What something looks like: 'a bot token'; "" for nothing that we know."""
    for prefix, kind in _KINDS:
        if value.startswith(prefix):
            return kind
    if _CLIENT.fullmatch(value):
        return "a client id"
    if _VERIFICATION.fullmatch(value):
        return "the old verification token"
    return "a secret of 32 hex digits" if _SECRET.fullmatch(value) else ""


def judge_tokens(values: Mapping[str, str]) -> Finding:
    """Whether each token is of its kind; values are by the setting's name in lower case."""
    there = [name for name in (_BOT, _APP, _SIGNING) if name in values]
    if not there:
        return not_checked(KINDS, "no token and no secret is set")
    wrong = dict(_wrong(values))
    names = [name.upper() for name in wrong]
    if wrong:
        fix = "\n".join(_fixes(values, wrong))
        return failed(KINDS, "; ".join(wrong.values()), fix, settings=names)
    if _SIGNING in values and not _SECRET.fullmatch(values[_SIGNING]):
        fix = f"Copy it anew: {_WHERE[_SIGNING]}."
        return warning(KINDS, "SLACK_SIGNING_SECRET does not look like one", fix, settings=[_SIGNING.upper()])
    return ok(KINDS, f"each looks like what it should be: {listed(name.upper() for name in there)}")


def _wrong(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if _are_swapped(values):
        yield _BOT, "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped"
    else:
        for name, wanted in _WANTED.items():
            if name in values and (kind := kind_of(values[name])) != wanted:
                yield name, _is_instead(name, kind, wanted, values[name])
    secret = values.get(_SIGNING, "")
    if secret and secret == values.get(_CLIENT_SECRET):
        yield _SIGNING, "SLACK_SIGNING_SECRET and SLACK_CLIENT_SECRET are the same: one is in the wrong place"
    elif secret and not _SECRET.fullmatch(secret) and (kind := kind_of(secret)):
        yield _SIGNING, f"SLACK_SIGNING_SECRET holds {kind}"
    elif secret and _WRAPPED.search(secret):
        yield _SIGNING, "SLACK_SIGNING_SECRET has quotes or spaces around it"


def _is_instead(name: str, kind: str, wanted: str, value: str) -> str:
    if kind:
        return f"{name.upper()} holds {kind} instead of {wanted}"
    if _WRAPPED.search(value):
        return f"{name.upper()} has quotes or spaces around it"
    return f"{name.upper()} holds no token"


def _are_swapped(values: Mapping[str, str]) -> bool:
    kinds = {name: kind_of(values.get(name, "")) for name in _WANTED}
    return kinds == {_BOT: _WANTED[_APP], _APP: _WANTED[_BOT]}


def _fixes(values: Mapping[str, str], wrong: Mapping[str, str]) -> Iterator[str]:
    if _are_swapped(values):
        yield "Exchange the two values."
    else:
        for name in _WANTED:
            if name in wrong:
                yield f"{name.upper()}: {_WHERE[name]}."
    if _SIGNING in wrong:
        yield f"{_SIGNING.upper()}: {_WHERE[_SIGNING]}."


def _run(around: Surroundings) -> Iterator[Finding]:
    yield judge_tokens(around.given.values)


CHECKS = (Check((KINDS,), _run),)
