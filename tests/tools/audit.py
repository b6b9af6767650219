"""What the package index says of our pins: `make audit`.

An index tells which files were withdrawn (PEP 592: "yanked"), and pip warns of them; advisories about
weaknesses are in databases of their own, which this does not ask.
"""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

_CHECK = ("check",)
_LOOK = ("install", "--dry-run", "--ignore-installed", "--no-deps", "--quiet", "--requirement")


def problems() -> list[str]:
    """Lines about pins that were withdrawn or are not there, and packages that do not go together."""
    pins = str(ROOT / "constraints.txt")
    return [*_pip(*_CHECK), *_withdrawn(_pip(*_LOOK, pins))]


def _withdrawn(lines: list[str]) -> list[str]:
    return [line for line in lines if "yanked" in line.casefold() or line.startswith("ERROR")]


def _pip(*arguments: str) -> list[str]:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    found = [*done.stdout.splitlines(), *done.stderr.splitlines()]
    return found if done.returncode or "yanked" in done.stderr.casefold() else []


def main() -> int:
    """Tell what is wrong; 1 if anything is."""
    found = problems()
    sys.stdout.write(
        "".join(f"{line}\n" for line in found) or "No pin was withdrawn; the packages go together.\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
