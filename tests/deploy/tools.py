"""Programs that check files, installed beside Python by the `dev` extra or by Debian."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def beside_python(name: str) -> str:
    """The path of a program of the `dev` extra."""
    path = Path(sys.executable).parent / name
    assert path.exists(), f"{path} is missing: make test installs it"
    return str(path)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program, and keep what it says."""
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603


def complaints(*command: str | Path) -> str:
    """What a program says when it ends with another code than 0; "" when it is content."""
    done = run(*command)
    if done.returncode == 0:
        return ""
    return f"{done.stdout}{done.stderr}" or f"exit code {done.returncode}"
