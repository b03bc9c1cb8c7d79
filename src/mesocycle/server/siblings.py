"""The processes of one server tell each other what they count: whichever is asked answers for all."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

_ANSWERS_WITHIN_S = 1.0
_ONE_FOR_ALL = frozenset({"mesocycle_info", "process_max_fds"})
"""The same in each process: not added up."""
_FIRST = "process_start_time_seconds"


class Siblings:
    """One process among several: it tells the others its figures, and asks for theirs."""

    def __init__(self, folder: Path, number: int, count: int) -> None:
        """Be one of `count`; each has a socket in a folder that is closed to others."""
        self._folder = folder
        self._number = number
        self.count = count
        self._server: asyncio.AbstractServer | None = None

    async def tell(self, figures: Callable[[], bytes]) -> None:
        """Begin to answer the others."""

        async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(figures())
            with suppress(ConnectionError):
                await writer.drain()
            writer.close()

        path = self._socket(self._number)
        path.unlink(missing_ok=True)  # of the one in whose place this one stands
        self._server = await asyncio.start_unix_server(answer, path)

    def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.close()
            self._socket(self._number).unlink(missing_ok=True)

    async def others(self) -> list[bytes]:
        """Give the figures of the others that answer."""
        asked = (self._ask(number) for number in range(self.count) if number != self._number)
        return [figures for figures in await asyncio.gather(*asked) if figures is not None]

    def _socket(self, number: int) -> Path:
        return self._folder / f"{number}.sock"

    async def _ask(self, number: int) -> bytes | None:
        try:
            async with asyncio.timeout(_ANSWERS_WITHIN_S):
                reader, writer = await asyncio.open_unix_connection(self._socket(number))
                try:
                    return await reader.read()
                finally:
                    writer.close()
        except (OSError, TimeoutError):  # it is being replaced
            return None


def added_up(texts: Sequence[bytes]) -> bytes:
    """Add the figures of several processes up, in the form that Prometheus reads."""
    registry = CollectorRegistry()
    registry.register(_Sum(texts))
    return generate_latest(registry)


class _Sum(Collector):
    def __init__(self, texts: Sequence[bytes]) -> None:
        self._texts = texts

    def collect(self) -> list[Metric]:
        """Give each series once."""
        families: dict[str, tuple[Metric, dict[tuple[str, frozenset[tuple[str, str]]], float]]] = {}
        for text in self._texts:
            for family in text_string_to_metric_families(text.decode()):
                kept = families.setdefault(family.name, (Metric(family.name, family.documentation, family.type), {}))
                for sample in family.samples:
                    key = (sample.name, frozenset(sample.labels.items()))
                    before = kept[1].get(key)
                    kept[1][key] = sample.value if before is None else _both(sample.name, before, sample.value)
        for metric, values in families.values():
            for (name, labels), value in values.items():
                metric.add_sample(name, dict(labels), value)
        return [metric for metric, _ in families.values()]


def _both(name: str, one: float, other: float) -> float:
    if name == _FIRST:
        return min(one, other)
    return max(one, other) if name in _ONE_FOR_ALL else one + other
