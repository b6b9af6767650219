"""What looks for secrets in the logs of the whole run finds them, and fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAD = """
import logging, subprocess, sys
import pytest, structlog
from bot import logs
from tests.support.logs_of_all_tests import relayed
"""
OWN = """    pass

@pytest.fixture
def own():
    logs.configure("INFO", sys.stderr)

def test_next(own):
    structlog.get_logger().info("playground-client-secret")
"""
UNDONE = f"""    structlog.reset_defaults()

def test_next():
    structlog.get_logger().info("v0={"0" * 64}")
"""
PROCESS = """
    program = "print(1); print('https://hooks.slack.com/commands/T1/2/3'); print(3)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        with relayed(process.stdout) as read:
            assert read.readline() == "1\\n"
"""
LEAKS = {
    "by_our_log": ("    structlog.get_logger('briefbot').warning('x', why='xoxb-1-leaked')", "a token"),
    "by_a_librarys_log": ("    logging.getLogger('dbos').debug('at %s', 'planted-word')", "planted words"),
    "by_a_key": ("    structlog.get_logger().info('x', key='" + "a" * 43 + "=')", "an encryption key"),
    "by_a_url": ("    logging.getLogger('x').info('postgresql://u:hunter2@host/name')", "a password"),
    "by_a_test_with_logs_of_its_own": (OWN, "a signing or client secret"),
    "after_the_set_up_was_undone": (UNDONE, "a signature"),
    "by_a_process": (PROCESS, "a response_url"),
}


def run(folder: Path, body: str) -> tuple[int, str]:
    """A run of pytest with one file of tests, and what it printed."""
    (folder / "test_leaking.py").write_text(f"{HEAD}\ndef test_it():\n{body}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.logs_of_all_tests"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "-p", "no:randomly", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("how", LEAKS)
def test_a_secret_in_a_log_fails_the_run_and_the_test_is_named(tmp_path: Path, how: str) -> None:
    body, secret = LEAKS[how]
    code, said = run(tmp_path, body)
    assert code == 1, said
    name = "test_next" if "def test_next" in body else "test_it"
    assert f"{secret} was logged in test_leaking.py::{name}" in said


def test_what_was_found_is_not_printed_again(tmp_path: Path) -> None:
    _, said = run(tmp_path, "    structlog.get_logger('briefbot').warning('x', why='xoxb-1-leaked')")
    assert "leaked" not in said.partition("secrets in logs")[2].replace("test_leaking", "")


def test_a_run_without_secrets_in_its_logs_passes(tmp_path: Path) -> None:
    code, said = run(tmp_path, "    structlog.get_logger('briefbot').warning('ready', how='listening')")
    assert code == 0, said
