"""The pages that a browser shows at the end of an installation."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from types import MappingProxyType
from typing import Final

_STYLE: Final = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}"
    ":root{color-scheme:light dark}code{font-size:1em}"
)
_STYLE_HASH: Final = b64encode(sha256(_STYLE.encode()).digest()).decode()

HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",  # a code is in the address
        "X-Content-Type-Options": "nosniff",
    }
)
"""The headers of every page, and of the way to Slack."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was installed, and what to do about it; `status` is HTTP's."""

    status: int
    what: str
    advice: str


_AGAIN: Final = "Begin again with the link below, and finish within ten minutes."
_OPERATOR: Final = "Tell whoever runs Briefbot the id below."

FAILURES: Final[Mapping[str, Failure]] = MappingProxyType(
    {
        "access_denied": Failure(
            200,
            "Slack was told not to install it.",
            "If that was not meant, begin again with the link below.",
        ),
        "invalid_browser": Failure(
            400,
            "This page was not reached from an installation that began in this browser.",
            f"{_AGAIN} Cookies must be allowed for this site.",
        ),
        "invalid_state": Failure(400, "This installation took too long, or is over already.", _AGAIN),
        "missing_code": Failure(400, "Slack's answer was incomplete.", _AGAIN),
        "invalid_code": Failure(400, "Slack did not accept this installation.", _AGAIN),
        "code_already_used": Failure(400, "This installation is over already.", _AGAIN),
        "bad_client_secret": Failure(500, "Slack does not accept Briefbot's client secret.", _OPERATOR),
        "invalid_client_id": Failure(500, "Slack does not know Briefbot's client id.", _OPERATOR),
        "bad_redirect_uri": Failure(500, "Slack does not know Briefbot's public address.", _OPERATOR),
        "org_install": Failure(
            400,
            "Briefbot is installed in single workspaces, not in a whole organisation.",
            "Begin again with the link below, and choose a workspace instead of the organisation.",
        ),
        "no_bot_token": Failure(400, "What was asked of Slack was not what Briefbot needs.", _AGAIN),
        "unreachable": Failure(
            502, "Slack did not answer.", "Wait a minute, then begin again with the link below."
        ),
    }
)
"""What is told, by Bolt's reasons, the errors of Slack's oauth.v2.access, and reasons of our own."""

_OTHER: Final = Failure(500, "Something went wrong on the way.", f"{_AGAIN} If that fails too: {_OPERATOR}")


def failure_of(reason: str) -> Failure:
    """What is told of a reason."""
    return FAILURES.get(reason, _OTHER)


def failure_page(failure: Failure, again: str, id_: str) -> str:
    """The page for an installation that failed: `again` is where to begin anew, `id_` what the log has."""
    return _page(
        "Briefbot was not installed",
        f"<p>{escape(failure.what)}</p><p>{escape(failure.advice)}</p>"
        f'<p><a href="{escape(again)}">Install Briefbot</a></p><p>Id: <code>{escape(id_)}</code></p>',
    )


def success_page(team: str, app_url: str) -> str:
    """The page for an installation in a workspace of that name; `app_url` opens the app there."""
    where = f" in {escape(team)}" if team else ""
    return _page(
        "Briefbot is installed",
        f"<p>It is ready{where}. Type <code>/brief help</code> in any channel to see what it can do."
        " To ask it by name, invite it to a channel first: <code>/invite @brief</code>.</p>"
        f'<p><a href="{escape(app_url)}">Open Briefbot in Slack</a></p>',
    )


def _page(title: str, content: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{title}</h1>{content}</main></body></html>"
    )
