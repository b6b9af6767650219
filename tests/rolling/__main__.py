"""The whole of it: `python -m tests.rolling`, about three minutes, on PostgreSQL."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.rolling.restart import Plan, roll
from tests.support.postgres import fresh_postgres

WHOLE = Plan(commands=2_000, questions=500, rounds=4)


def main() -> int:
    """Tell what came of it; 1 if anything was lost or doubled."""
    with tempfile.TemporaryDirectory(prefix="briefbot-rolling-") as folder, fresh_postgres() as database:
        result = roll(WHOLE, Path(folder), database)
    print(  # noqa: T201 - it is a command
        f"{sum(result.statuses.values())} commands, {result.asked} questions, {result.restarts} restarts,"
        f" {result.sent_again} requests sent again by the balancer"
    )
    faults = result.faults(WHOLE)
    print("\n".join(faults) or "nothing lost, nothing doubled")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
