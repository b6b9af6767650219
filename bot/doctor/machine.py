"""Checks of this machine: the port, open files, Python and its packages."""

from __future__ import annotations

import errno
import json
import platform
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from bot.doctor.finding import Check, Finding, failed, listed, not_checked, ok, warning
from bot.doctor.surroundings import Surroundings

PORT, OPEN_FILES, PACKAGES = "port", "open files", "packages"

OPEN_FILES_ENOUGH: Final = 1024
"""Connections of Slack's, of browsers and to the database, and the library's files, with room to spare."""

_PIP: Final = (sys.executable, "-m", "pip", "check", "--disable-pip-version-check")
_PIP_SECONDS: Final = 50


def judge_port(host: str, port: int, code: int, *, is_ours: bool) -> Finding:
    """Whether `brief run` can listen; `code` is the system's error at trying, 0 for none."""
    where = f"{host}:{port}"
    if is_ours:
        return ok(PORT, f"a Briefbot listens on {where}", running=True)
    if not code:
        return ok(PORT, f"{where} is free" if port else f"a free one on {host} is taken", running=False)
    fix = "Set BRIEF_PORT to another; where a proxy stands before it, there too."
    if code == errno.EADDRINUSE:
        return failed(PORT, f"something else listens on {where}", fix)
    if code == errno.EACCES:
        return failed(PORT, f"this user may not listen on {where}", "Take a port from 1024 on: BRIEF_PORT.")
    fix = "Set BRIEF_HOST to 127.0.0.1 behind a proxy on this machine, to 0.0.0.0 in a container."
    return failed(PORT, f"{host} is no address of this machine", fix)


def judge_open_files(limit: int) -> Finding:
    """Whether the process may open enough files and connections."""
    if limit == resource.RLIM_INFINITY:
        return ok(OPEN_FILES, "without a limit")
    if limit < OPEN_FILES_ENOUGH:
        fix = f"ulimit -n {OPEN_FILES_ENOUGH}; LimitNOFILE= in systemd, --ulimit nofile= in Docker."
        return warning(OPEN_FILES, f"at most {limit}, and connections count", fix, limit=limit)
    return ok(OPEN_FILES, f"at most {limit:,}", limit=limit)


def judge_packages(code: int, said: str, python: str) -> Finding:
    """What `pip check` says."""
    if not code:
        return ok(PACKAGES, f"those that are installed go together; Python {python}", python=python)
    lines = said.splitlines()
    if not lines or "No module named pip" in said:
        return not_checked(PACKAGES, "pip is not there to tell")
    fix = "Install Briefbot anew: pip install -c constraints.txt . in a virtual environment of its own."
    return warning(PACKAGES, f"do not go together: {listed(lines)}", fix, said=lines)


def _look_at_port(around: Surroundings) -> Iterator[Finding]:
    settings = around.given.settings
    host, port = settings.brief_host, settings.brief_port
    code = _error_at_listening(host, port)
    is_ours = code == errno.EADDRINUSE and _is_briefbot(around, host, port)
    yield judge_port(host, port, code, is_ours=is_ours)


def _error_at_listening(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family):
            return 0
    except OSError as error:
        return error.errno or errno.EADDRNOTAVAIL


def _is_briefbot(around: Surroundings, host: str, port: int) -> bool:
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - where to ask, not to listen
    name = f"[{near}]" if ":" in near else near
    try:
        answer = around.web.ask(f"http://{name}:{port}/healthz", near=True)
        return bool(json.loads(answer.body)["status"] == "alive")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _look_at_limits(_around: Surroundings) -> Iterator[Finding]:
    yield judge_open_files(resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _look_at_packages(_around: Surroundings) -> Iterator[Finding]:
    asked = subprocess.run(  # noqa: S603 - our own command
        _PIP, capture_output=True, text=True, check=False, timeout=_PIP_SECONDS
    )
    yield judge_packages(asked.returncode, asked.stdout or asked.stderr, platform.python_version())


CHECKS = (
    Check((PORT,), _look_at_port, uses_network=True),
    Check((OPEN_FILES,), _look_at_limits),
    Check((PACKAGES,), _look_at_packages),
)
