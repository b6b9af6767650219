"""Debian's Chromium on a fresh playground for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from bot.playground.playground import Playground
from tests.playground.browser.driving import PHONE, Visitor, browser, found, playground, visit


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path; without one these tests are skipped, but never in CI."""
    path = found()
    if path is None:
        message = "no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def desktop(playwright: Playwright, chromium: str) -> Iterator[BrowserContext]:
    """A browser window on a desk."""
    with browser(playwright, chromium) as context:
        yield context


@pytest.fixture(scope="package")
def phone(playwright: Playwright, chromium: str) -> Iterator[BrowserContext]:
    """A browser on a phone, in the dark."""
    with browser(playwright, chromium, viewport=PHONE, color_scheme="dark") as context:
        yield context


@pytest.fixture
def running(no_proxy: None) -> Iterator[Playground]:  # noqa: ARG001 - wanted for what it does
    """The playground, with Briefbot."""
    with playground() as opened:
        yield opened


@pytest.fixture
def visitor(desktop: BrowserContext, running: Playground) -> Iterator[Visitor]:
    """Ana, in front of the page for the first time; nothing on it may break."""
    yield from visit(desktop, running)


@pytest.fixture
def caller(phone: BrowserContext, running: Playground) -> Iterator[Visitor]:
    """Ana on her phone."""
    yield from visit(phone, running)
