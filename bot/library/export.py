"""The whole library as JSON, for other programs (`docs/cli.md` has its form)."""

from __future__ import annotations

import json
from typing import Any

from bot.library.snapshot import Library


def to_json(library: Library) -> str:
    """`{"reports": [{"id", "title", "sections": […], "recommendations": […], "terms": […]}]}`."""
    reports = [_report(report.model_dump(mode="json")) for report in library.reports]
    return json.dumps({"reports": reports}, ensure_ascii=False, indent=2)


def _report(report: dict[str, Any]) -> dict[str, Any]:
    """Lists of items stand flat; what is said of the recommendations as a whole stands beside them."""
    listed = report.pop("recommendations") or {}
    items = listed.pop("items", [])
    return report | {"recommendations": items, "recommendations_overview": listed or None}
