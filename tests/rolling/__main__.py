"""The whole of it: `python -m tests.rolling`, about 90 s, on PostgreSQL."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import typer

from tests.rolling.restart import roll
from tests.rolling.result import Plan, Result
from tests.support.postgres import fresh_postgres

WHOLE = Plan(requests=2_000, questions=500, rounds=4)
WITHOUT = Plan(requests=600, questions=0, rounds=2, sends_again=False)
"""A balancer that gives up what has no answer: if that loses nothing, the test sees nothing."""


def rolled(plan: Plan) -> Result:
    """One run, on a database of its own."""
    with tempfile.TemporaryDirectory(prefix="briefbot-rolling-") as folder, fresh_postgres() as database:
        return roll(plan, Path(folder), database)


def main() -> int:
    """Tell what came of it; 1 if anything was lost or doubled, or if a missing guard goes unnoticed."""
    result = rolled(WHOLE)
    faults = result.faults(WHOLE)
    typer.echo(
        f"{sum(result.statuses.values())} commands and presses, {result.asked} questions,"
        f" {result.restarts} restarts, {result.sent_again} requests sent again by the balancer"
    )
    typer.echo("\n".join(faults) or "nothing lost, nothing doubled")
    typer.echo(
        f"of {result.pressed} presses, {result.silent_presses} had no answer"
        f" and {result.doubled_presses} had two, with {result.kills} kills"
    )
    noticed = rolled(WITHOUT).faults(WITHOUT)
    typer.echo(f"without sending again: {'; '.join(noticed) or 'nothing is noticed'}")
    return 1 if faults or not noticed else 0


if __name__ == "__main__":
    sys.exit(main())
