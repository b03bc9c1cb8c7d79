"""The server's figures, in the form that Prometheus reads."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from mesocycle import __version__
from mesocycle.storage.engine.database import Database

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
UNKNOWN = "(unknown)"
"""The route of every request that none was found for: the number of series stays bounded, whoever asks for what."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """What is counted while the server runs; a registry of its own, so that two in one process don't mix."""

    def __init__(self, db: Database) -> None:
        """Begin at nothing."""
        disable_created_metrics()  # type: ignore[no-untyped-call]  # without types; every series would come twice
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "mesocycle_http_requests",
            "Requests answered, by route, method and status.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "mesocycle_http_request_seconds",
            "From the request's arrival to the end of its answer.",
            ("route", "method"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.in_flight = Gauge(
            "mesocycle_http_requests_in_flight", "Requests that have no answer yet.", registry=self._registry
        )
        self.streams = Gauge(
            "mesocycle_http_streams", "Answers that go on while somebody reads them.", registry=self._registry
        )
        self._series: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        info = Gauge("mesocycle_info", "Which mesocycle runs on which engine.", ("version", "engine"), registry=None)
        info.labels(__version__, db.dialect).set(1)
        self._registry.register(info)
        self._registry.register(_OfDatabase(db))
        ProcessCollector(registry=self._registry)

    def answered(self, route: str | None, method: str, status: int, seconds: float | None) -> None:
        """Count a request; how long somebody read a stream says nothing of the server."""
        key = (route or UNKNOWN, method if method in _METHODS else "OTHER", status)
        series = self._series.get(key)
        if series is None:
            series = self._answers.labels(*key), self._seconds.labels(*key[:2])
            self._series[key] = series
        series[0].inc()
        if seconds is not None:
            series[1].observe(seconds)

    def text(self) -> bytes:
        """Write all figures as they stand now."""
        return generate_latest(self._registry)


class _OfDatabase(Collector):
    """The database's own figures, read when they are asked for."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        """Give the figures."""
        yield GaugeMetricFamily(
            "mesocycle_database_transactions", "Transactions that run now, each on a connection.", self._db.transactions
        )
        yield CounterMetricFamily(
            "mesocycle_database_writes_retried",
            "Writes that met another one and were tried again.",
            self._db.busy_counts.retried,
        )
        yield CounterMetricFamily(
            "mesocycle_database_busy",
            "Writes that were refused because others took too long.",
            self._db.busy_counts.busy,
        )
