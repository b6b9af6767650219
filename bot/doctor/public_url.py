"""Checks of the way in over HTTP: the public URL leads to the bot, and both have the same signing secret."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final

from bot.doctor.finding import Check, Finding, failed, not_checked, not_needed, ok, warning
from bot.doctor.surroundings import Surroundings
from bot.doctor.trouble import Trouble, trouble_of
from bot.doctor.web import WebAnswer, host_of
from bot.slack.inquiry import SignedRequest, url_verification
from bot.slack.manifest import EVENTS_PATH

PUBLIC_URL, SIGNING_SECRET = "public URL", "signing secret"

_REDIRECTS: Final = range(300, 400)
_GATEWAY: Final = (502, 503, 504)
_INSIDE: Final = (".local", ".localhost", ".internal", ".lan", ".home.arpa")
_NOT_PROVED: Final = "no signed request came to a running bot, so nobody knows whether it is the app's"
_CONSOLE: Final = "api.slack.com/apps, 'Basic Information', 'App Credentials'"


def judge_answer(url: str, answer: WebAnswer | Trouble, challenge: str) -> tuple[Finding, Finding]:
    """What the answer to a signed question tells of the URL, and of the secret that the running bot has."""
    host = host_of(url)
    if isinstance(answer, Trouble):
        return _unreached(f"{host} {answer.words}", answer.fix, trouble=answer.kind)
    if _echoes(answer, challenge):
        secret = ok(SIGNING_SECRET, "the running bot has the same; Slack's is the one at api.slack.com/apps")
        return _reached(url, host), secret
    if _is_refusal_of_ours(answer):
        return _other_secret()
    return _unreached(*_something_else(host, answer), status=answer.status)


def _reached(url: str, host: str) -> Finding:
    if is_inside(host):
        found = f"{host} leads to the running bot, but Slack cannot reach such an address"
        fix = "Set BRIEF_PUBLIC_URL to an address on the internet, or use Socket Mode: SLACK_APP_TOKEN."
        return warning(PUBLIC_URL, found, fix)
    if not url.startswith("https:"):
        found = f"{host} leads to the running bot, but without TLS, which Slack demands"
        return failed(PUBLIC_URL, found, "Serve it as https://, and set BRIEF_PUBLIC_URL to that.")
    return ok(PUBLIC_URL, f"{host} leads to the running bot, seen from this machine")


def is_inside(host: str) -> bool:
    """Whether a host is one of a private network's, or this machine."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_INSIDE)


def _echoes(answer: WebAnswer, challenge: str) -> bool:
    if answer.status != 200:
        return False
    try:
        return bool(json.loads(answer.body) == {"challenge": challenge})  # more would be an echo of all
    except ValueError:
        return False


def _is_refusal_of_ours(answer: WebAnswer) -> bool:
    """Our edge's word for a wrong signature, or Bolt's."""
    return answer.status == 401 and (answer.body == b"refused" or b'"invalid request"' in answer.body)


def _other_secret() -> tuple[Finding, Finding]:
    fix = (
        f"Copy 'Signing Secret' from {_CONSOLE} into SLACK_SIGNING_SECRET here and where the bot runs,"
        " and start it again. If both are the same, its machine's clock is over 5 minutes off."
    )
    found = "the running bot refuses what is signed with this one: it has another secret"
    return ok(PUBLIC_URL, "it leads to a running bot, seen from this machine"), failed(
        SIGNING_SECRET, found, fix
    )


def _unreached(found: str, fix: str, **details: object) -> tuple[Finding, Finding]:
    return failed(PUBLIC_URL, found, fix, **details), not_checked(SIGNING_SECRET, _NOT_PROVED)


def _something_else(host: str, answer: WebAnswer) -> tuple[str, str]:
    """What answers instead of the bot, and the fix."""
    status = answer.status
    if status in _REDIRECTS:
        return _redirect(host, answer)
    if status in (401, 403, 407):
        fix = f"Let {EVENTS_PATH} through without a login: Slack has no account, it signs its requests."
        return f"{host} asks for a login, or forbids it ({status})", fix
    if status in _GATEWAY:
        fix = "Start the bot (brief run), and see where the proxy passes on to: BRIEF_HOST, BRIEF_PORT."
        return f"a proxy answers at {host}, but not the bot behind it ({status})", fix
    if status in (404, 405):
        fix = f"Pass POST {EVENTS_PATH} on to the bot, under this very path, and see BRIEF_PUBLIC_URL."
        return f"{host} answers, but does not know {EVENTS_PATH} ({status})", fix
    if status == 200:
        fix = "Point it to the bot. A tunnel's warning page or a login page must be switched off for Slack."
        return f"{host} answers with a page of something else than the bot", fix
    return f"{host} answers with the status {status}", "See what the proxy and the bot log."


def _redirect(host: str, answer: WebAnswer) -> tuple[str, str]:
    location = answer.headers.get("location", "")
    to = host_of(location) if "//" in location else host
    if to == host:
        fix = "Set BRIEF_PUBLIC_URL to where it leads to (https:// mostly, and with or without a path)."
    else:
        fix = f"Let {EVENTS_PATH} through without a login, or set BRIEF_PUBLIC_URL to the final address."
    where = f"to {to}" if to else "elsewhere"
    return f"{host} redirects {where} ({answer.status}), which Slack does not follow", fix


def _run(around: Surroundings) -> Iterator[Finding]:
    settings = around.given.settings
    if "slack_app_token" in around.given.values:  # a malformed one means Socket Mode as well
        yield not_needed(PUBLIC_URL, "in Socket Mode the bot calls Slack")
        yield not_needed(SIGNING_SECRET, "in Socket Mode nothing is signed")
    elif settings.slack_signing_secret is None:
        yield not_checked(PUBLIC_URL, "without SLACK_SIGNING_SECRET nobody can ask as Slack does")
        yield not_checked(SIGNING_SECRET, "it is not set")
    elif not settings.brief_public_url:
        fix = "Set BRIEF_PUBLIC_URL to the bot's address, start the bot, and ask again."
        yield not_checked(PUBLIC_URL, "BRIEF_PUBLIC_URL is not set", fix)
        yield not_checked(SIGNING_SECRET, "it cannot be verified alone: only a signed request shows it", fix)
    else:
        secret = settings.slack_signing_secret.get_secret_value()
        yield from _ask(around, settings.brief_public_url.rstrip("/") + EVENTS_PATH, secret)


def _ask(around: Surroundings, url: str, secret: str) -> tuple[Finding, Finding]:
    request = url_verification(secrets.token_urlsafe(24), secret, around.now())
    return judge_answer(url, _answer(around, url, request), request.challenge)


def _answer(around: Surroundings, url: str, request: SignedRequest) -> WebAnswer | Trouble:
    try:
        return around.web.ask(url, request.body, request.headers)
    except OSError as error:
        return trouble_of(error)


CHECKS = (Check((PUBLIC_URL, SIGNING_SECRET), _run, uses_network=True),)
