"""The whole library as JSON, for other programs (`docs/cli.md` has its form)."""

from __future__ import annotations

import json
from typing import Any

from bot.library.snapshot import Library

_NOT_SAID: dict[str, Any] = {"draft": True, "sections": {"__all__": {"draft"}}}
"""What is served is no draft."""


def to_json(library: Library) -> str:
    """`{"reports": [{"id", "title", "sections": […], "recommendations": […], "terms": […]}]}`."""
    reports = [_report(report.model_dump(mode="json", exclude=_NOT_SAID)) for report in library.reports]
    return json.dumps({"reports": reports}, ensure_ascii=False, indent=2)


def _report(report: dict[str, Any]) -> dict[str, Any]:
    """Lists of items stand flat; what is said of the recommendations as a whole stands beside them."""
    listed = report.pop("recommendations") or {}
    items = listed.pop("items", [])
    return report | {"recommendations": items, "recommendations_overview": listed or None}
