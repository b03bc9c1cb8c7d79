"""Lines of the log, for people or as JSON: the server's own, and those of the libraries below it."""

import logging
import re
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import msgspec
import structlog
from structlog.typing import FilteringBoundLogger, Processor, WrappedLogger

from mesocycle.settings import ServerSettings

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_VALUES = re.compile(r"(?m)^(DETAIL|CONTEXT|QUERY): .*$")
"""Where PostgreSQL repeats the row that a statement was about."""
_QUIET = ("httpx", "httpcore", "urllib3", "asyncio")
"""Libraries whose ordinary lines nobody needs."""

Event = MutableMapping[str, Any]


class _Guarded:
    """A stream that loses a line where it can't be written: a full disk keeps no request and no stop from its end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):  # full, gone, or closed
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


def configure(settings: ServerSettings, stream: TextIO | None = None) -> None:
    """Send every line of this process to one stream (default: standard error), in one form."""
    level = _LEVELS[settings.log_level]
    target = cast("TextIO", _Guarded(sys.stderr if stream is None else stream))
    render: Processor = _as_json if settings.log_format == "json" else _as_text
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    structlog.configure(
        processors=[structlog.processors.add_log_level, stamp, _told, render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(target),
        cache_logger_on_first_use=False,
    )
    lines = logging.StreamHandler(target)
    lines.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(["request_id"]),
                stamp,
                _told,
            ],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    logging.basicConfig(handlers=[lines], level=level, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.captureWarnings(capture=True)


def config_of_libraries() -> dict[str, Any]:
    """Tell granian to leave its lines to the one handler that `configure` made."""
    return {"incremental": True, "loggers": {}, "handlers": {}, "formatters": {}}


def logger() -> FilteringBoundLogger:
    """Give the logger of the server's own lines, as `configure` made it."""
    made: FilteringBoundLogger = structlog.get_logger().bind()
    return made


def _told(_logger: WrappedLogger, _name: str, event: Event) -> Event:
    """Write an exception out as text, without the values that statements were run with."""
    told = event.get("exc_info")
    if told is None:
        return event
    error = told[1] if isinstance(told, tuple) else told if isinstance(told, BaseException) else sys.exc_info()[1]
    while error is not None:
        if hasattr(error, "hide_parameters"):  # SQLAlchemy's own switch: values may be secrets or somebody's training
            error.hide_parameters = True
        error = error.__cause__ or error.__context__
    event = structlog.processors.format_exc_info(_logger, _name, event)
    if "exception" in event:
        event["exception"] = _VALUES.sub(r"\1: (left out)", event["exception"])
    return event


def _as_json(_logger: WrappedLogger, _name: str, event: Event) -> str:
    first = {name: event.pop(name, None) for name in ("timestamp", "level", "event")}
    return msgspec.json.encode({**first, **event}, enc_hook=repr).decode()


def _as_text(_logger: WrappedLogger, _name: str, event: Event) -> str:
    """Write `time level event name=value …`, and a traceback below it."""
    exception = event.pop("exception", None)
    level = event.pop("level", "")
    head = f"{event.pop('timestamp', '')} {level:<7} {event.pop('event', '')}"
    named = "".join(f" {name}={_plain(value)}" for name, value in event.items() if value is not None)
    return f"{head}{named}\n{exception}" if exception else f"{head}{named}"


def _plain(value: object) -> str:
    text = str(value)
    return text if text.isprintable() and " " not in text else repr(text)
