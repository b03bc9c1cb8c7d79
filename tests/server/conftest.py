"""Logs that a test can read, and that are as they were afterwards."""

import io
import logging
from collections.abc import Callable, Iterator

import msgspec
import pytest
import structlog

from mesocycle.server import logs
from mesocycle.settings import ServerSettings


class Lines:
    """What was logged."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        """All of it."""
        return self._stream.getvalue()

    @property
    def json(self) -> list[dict[str, object]]:
        """Each line as the object that it is."""
        return [msgspec.json.decode(line) for line in self.text.splitlines()]


@pytest.fixture
def logged() -> Iterator[Callable[[ServerSettings], Lines]]:
    """Configure the logs by settings and give their lines."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def configure(settings: ServerSettings) -> Lines:
        stream = io.StringIO()
        logs.configure(settings, stream)
        return Lines(stream)

    yield configure
    structlog.reset_defaults()
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
