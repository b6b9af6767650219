"""`make screenshots`: the pictures in `docs/`, taken of the playground with the real library."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Playwright, sync_playwright
from rich.progress import track

from bot.playground.playground import Playground
from bot.playground.workspace import BILAL, CASEY, GENERAL
from tests.conftest import ROOT
from tests.playground.browser.driving import PHONE, Visitor, browser, found, playground

DOCS: Final = ROOT / "docs"
_DESK: Final = {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 1.5}
_PHONE: Final = {"viewport": PHONE, "device_scale_factor": 2, "color_scheme": "dark"}


def _talk(running: Playground) -> None:
    """What has been said before the pictures are taken."""
    running.stand_in.act(BILAL, "post", channel=GENERAL, text="Morning! What do we have on Pakistan's debt?")
    running.stand_in.act(CASEY, "post", channel=GENERAL, text="There is the report of 2022. Ask the desk.")


def _brief(context: BrowserContext, running: Playground, file: Path) -> None:
    _talk(running)
    visitor = _visitor(context, running)
    visitor.says("/brief r8")
    visitor.reads("Help Pakistan to depend less on China")
    visitor.composer.blur()
    visitor.page.screenshot(path=file)


def _inspector(context: BrowserContext, running: Playground, file: Path) -> None:
    visitor = _visitor(context, running)
    visitor.says("/brief chnia")
    article = visitor.article("The China Factor")
    article.hover()
    article.get_by_role("link", name="Inspect").click()
    inspector = visitor.page.get_by_role("complementary", name="Inspector")
    inspector.get_by_role("tab", name="Blocks").click()
    visitor.page.screenshot(path=file)


def _visitor(context: BrowserContext, running: Playground) -> Visitor:
    return Visitor(context.pages[0], f"{running.stand_in.base}/")


_PICTURES: Final[dict[str, tuple[dict[str, object], Callable[[BrowserContext, Playground, Path], None]]]] = {
    "playground.png": (_DESK, _brief),
    "playground-inspector.png": (_DESK, _inspector),
    "playground-phone.png": (_PHONE, _brief),
}


def _take(playwright: Playwright, path: str, name: str) -> None:
    options, picture = _PICTURES[name]
    with playground() as running, browser(playwright, path, **options) as context:
        picture(context, running, DOCS / name)


def main() -> None:
    """Take them all."""
    path = found()
    if path is None:
        sys.exit("There is no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        for name in track(list(_PICTURES), "Taking pictures"):
            _take(playwright, path, name)


if __name__ == "__main__":
    main()
