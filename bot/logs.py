"""Logs: one JSON object a line, never a message's text, never a token."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog

_QUIET = ("slack_bolt", "slack_sdk")
_SHOWN_FRAMES = 12


def configure(level: str, stream: TextIO = sys.stderr) -> None:
    """Send our own logs and every library's to `stream`, as JSON lines."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:  # at DEBUG they print whole requests
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))
    for name in ("uvicorn.access", "watchfiles"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(root.level),
        cache_logger_on_first_use=False,
    )


def describe(error: BaseException) -> Mapping[str, object]:
    """An error without its message, which may quote what somebody typed: its types and its places."""
    chain: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(chain) < 5:
        chain.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-_SHOWN_FRAMES:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": " from ".join(chain), "at": places}


def _formatter() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_shared(), _without_library_text],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )


def _shared() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _without_library_text(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Slack's libraries put bodies of requests into their messages: keep only where they speak from."""
    record: logging.LogRecord = event["_record"]
    if record.name.startswith(_QUIET):
        event["event"] = f"{record.module}.{record.funcName}:{record.lineno}"
        if record.exc_info and record.exc_info[1] is not None:
            event.update(describe(record.exc_info[1]))
    event.pop("exc_info", None)
    record.exc_info, record.exc_text, record.stack_info = None, None, None
    return event
