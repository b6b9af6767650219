"""Who is who in the stand-in's only workspace, and the ids that must differ each time."""

from __future__ import annotations

import itertools
import time
from typing import Final

APP: Final = "A1"
TEAM: Final = "T1"
BOT: Final = "B1"
BOT_USER: Final = "UBOT"
BOT_TOKEN: Final = "xoxb-stand-in"
APP_TOKEN: Final = "xapp-stand-in"

_numbers = itertools.count(1)
# Real timestamps begin with the time: a fixed start would make every event of a test too old.
_STARTED: Final = int(time.time())


def unique(prefix: str) -> str:
    """An id that no one else has, such as V0000000007."""
    return f"{prefix}{next(_numbers):010d}"


def new_ts() -> str:
    """A Slack timestamp above all earlier ones, which names a message or an action."""
    return f"{_STARTED}.{next(_numbers):06d}"


def new_trigger() -> str:
    """A trigger id of the form Slack gives them."""
    return f"{next(_numbers)}.{_STARTED}.{next(_numbers):032x}"
