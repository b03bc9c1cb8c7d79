"""Ours on tables that are spread over machines, beside ours on one: what the way through a coordinator costs."""

import statistics
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa
from msgspec import Struct

from benchmarks.http.compare import replacing, took_s, two, versus
from benchmarks.http.measure import CONNECTIONS, Load
from benchmarks.http.peer_rows import write_targets
from benchmarks.http.servers import Server, running
from benchmarks.http.world import World, build
from benchmarks.report import Finding, compared
from benchmarks.seeding import opened, plain, settle_down
from mesocycle.storage.schema.distribute import distribute
from mesocycle.storage.schema.upgrade import upgrade
from tests import servers
from tests.citus import SpreadDatabase, coordinator

ROUTINES = 4
"""With 105 athletes of 48 sessions each: 20,160 sessions."""
ROUNDS = 5
_COUNTED = {"options": "-c citus.enable_stat_counters=on"}
_TOLD = """select query_execution_single_shard, query_execution_multi_shard
           from citus_stat_counters where name = current_database()"""


class Counts(Struct, frozen=True):
    """Statements that went to one shard, and to several."""

    one: int
    several: int

    def since(self, before: "Counts") -> "Counts":
        """Give what came after an earlier count."""
        return Counts(self.one - before.one, self.several - before.several)


def citus(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Compare on the machines that `MESOCYCLE_TEST_CITUS_URL` names: spread over them, and on the coordinator alone."""
    address = coordinator()
    if engine != "postgresql":
        return
    if address is None:
        print("citus: MESOCYCLE_TEST_CITUS_URL names no coordinator, nothing measured")
        return
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mesocycle-bench-")))
        urls = {
            "alone": stack.enter_context(servers.fresh_database(address)),
            "spread": stack.enter_context(_spread(address)),
        }
        worlds: dict[str, World] = {}
        for name, url in urls.items():
            upgrade(url)
            worlds[name] = _filled(url, str(place / name), seed, spread=name == "spread")
        yield from _measured(urls, worlds, place, runs or ROUNDS, seed)


@contextmanager
def _spread(address: str) -> Iterator[str]:
    database = SpreadDatabase(address, ())
    try:
        yield database.bare()
    finally:
        database.close()


def _filled(url: str, targets: str, seed: int, *, spread: bool) -> World:
    with opened(url) as database:
        if spread:
            distribute(database)
        world = build(database, seed, routines=ROUTINES)
    write_targets(world, targets)
    settle_down(url)
    return world


def _measured(
    urls: Mapping[str, str], worlds: Mapping[str, World], place: Path, rounds: int, seed: int
) -> Iterator[Finding]:
    with running(urls["alone"], "ours") as alone, running(_counted(urls["spread"]), "ours") as spread:
        ours = {"alone": (alone["ours"], str(place / "alone")), "spread": (spread["ours"], str(place / "spread"))}
        for connections, bar in ((1, 1.6), (CONNECTIONS, None)):
            before = _counts(urls["spread"])
            loads = two(ours, "one", rounds, seed, connections=connections)
            several = "one connection" if connections == 1 else f"{connections} connections"
            yield versus("postgresql", f"session by id, {several}", loads["spread"], loads["alone"], bar)
            yield _median(several, loads)
            yield _one_each(f"session by id, {several}", _counts(urls["spread"]).since(before))
        before = _counts(urls["spread"])
        asked: dict[str, tuple[Server, World]] = {name: (server, worlds[name]) for name, (server, _) in ours.items()}
        took = took_s(asked, replacing)
        yield compared("postgresql", "replace 48 by 48", took["spread"], took["alone"], 2.5)
        yield _one_each("replace 48 by 48", _counts(urls["spread"]).since(before))


def _counted(url: str) -> str:
    return sa.make_url(url).update_query_dict(_COUNTED).render_as_string(hide_password=False)


def _median(several: str, loads: Mapping[str, list[Load]]) -> Finding:
    spread, alone = (statistics.median(load.p50_ms for load in loads[name]) for name in ("spread", "alone"))
    return Finding(
        engine="postgresql",
        what=f"session by id, {several}, median",
        ours=f"{spread:.2f} ms",
        against=f"{alone:.2f} ms",
        ratio=spread / alone,
        bar=None,
    )


def _counts(url: str) -> Counts:
    with psycopg.connect(plain(url), autocommit=True) as server:
        found = server.execute(_TOLD).fetchone()
    assert found is not None
    return Counts(*found)


def _one_each(what: str, counts: Counts) -> Finding:
    """Say how many statements went to one shard, and whether any went to several."""
    if not counts.one:
        raise AssertionError(f"{what}: no statement was counted")
    return Finding(
        engine="postgresql",
        what=f"{what}: statements over several shards, of all",
        ours=f"{counts.several:,}",
        against=f"{counts.one + counts.several:,}",
        ratio=counts.several,
        bar=0,
        unit="statements",
    )
