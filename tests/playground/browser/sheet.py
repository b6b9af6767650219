"""A page with nothing but blocks on it, and a shell that remembers what it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Locator, Page, Route

from bot.playground.page.blocks import render_blocks
from tests.playground.page.samples import Office, plain

_STATIC: Final = Path(__file__).parents[3] / "bot/playground/page/static"
ADDRESS: Final = "http://page.test"
_SCRIPT: Final = """
import { install, collectState, showErrors, clearErrors } from "/elements.js";
const told = [];
const options = [{ text: "India", value: "in" }, { text: "Indonesia", value: "id" }];
install(document.body, {
  act: async (container, pressed) => told.push({ container, ...pressed }),
  suggest: async (container, asked) => {
    told.push({ suggest: asked.value });
    return { option_groups: [{ label: "Countries", options }] };
  },
});
Object.assign(window, { told, collectState, showErrors, clearErrors, ready: true });
"""


class Sheet:
    """A page with blocks on it; `told` is what was asked of the shell."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks = page.locator("main")

    def show(self, *blocks: Any) -> Sheet:
        html = (
            "<!doctype html><link rel=stylesheet href=/theme.css><link rel=stylesheet href=/app.css>"
            '<link rel=stylesheet href=/blocks.css><body><main data-container=\'{"type":"message"}\'>'
            f"<form>{render_blocks(list(blocks), Office())}</form></main>"
            f"<script type=module>{_SCRIPT}</script>"
        )

        def serve(route: Route) -> None:
            name = route.request.url.removeprefix(f"{ADDRESS}/")
            if name:
                route.fulfill(path=_STATIC / name)
            else:
                route.fulfill(body=html, content_type="text/html; charset=utf-8")

        self.page.route(f"{ADDRESS}/**", serve)
        self.page.goto(f"{ADDRESS}/")
        self.page.wait_for_function("window.ready")
        return self

    def acts(self, *elements: Any) -> Sheet:
        return self.show({"type": "actions", "block_id": "b", "elements": list(elements)})

    def asks(self, *elements: Any, **more: Any) -> Sheet:
        return self.show(
            *(
                {
                    "type": "input",
                    "block_id": each["action_id"],
                    "label": plain(each["action_id"]),
                    "element": each,
                }
                | more
                for each in elements
            )
        )

    def told(self, count: int = 1) -> list[Any]:
        """The last values that were told, once there are so many."""
        self.page.wait_for_function(f"told.length >= {count}")
        found: list[Any] = self.page.evaluate("told.splice(0)")
        return [each.get("value", each.get("suggest")) for each in found]

    @property
    def is_silent(self) -> bool:
        return bool(self.page.evaluate("told.length === 0"))

    @property
    def state(self) -> Any:
        return self.page.evaluate("collectState(document.querySelector('main'))")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog", name="Sure?")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
