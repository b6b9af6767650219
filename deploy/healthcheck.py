"""Whether the Briefbot in this container lives: exit code 0 when `/healthz` says so."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException

_SECONDS = 3


def main() -> int:
    """Ask this container alone, past any HTTP_PROXY."""
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("BRIEF_PORT", "3000")), timeout=_SECONDS)
    try:
        connection.request("GET", "/healthz")
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, HTTPException) as error:
        sys.stderr.write(f"/healthz does not answer: {type(error).__name__}\n")
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
