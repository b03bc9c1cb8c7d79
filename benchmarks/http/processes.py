"""Two processes of ours on one port against one, and what the server, the database and the load take of the machine."""

import os
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.http.compare import ROUTINES, SECONDS, versus
from benchmarks.http.measure import Load, ask
from benchmarks.http.peer_rows import write_targets
from benchmarks.http.servers import Server, running
from benchmarks.http.world import build
from benchmarks.report import Finding
from benchmarks.seeding import fresh_url, opened, settle_down

ROUNDS = 5
CONNECTIONS = 16
BAR = 1 / 1.5
"""Our time for a request with two, of that with one: half as many again."""
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
_IDLE = slice(3, 5)
"""Among the machine's own counts: what nobody used, and what waited for a disk."""


class Busy(Struct, frozen=True):
    """Seconds of processor: of a server with its processes, and of everybody on the machine."""

    server: float
    machine: float

    def since(self, before: "Busy") -> "Busy":
        """Give what came after an earlier count."""
        return Busy(self.server - before.server, self.machine - before.machine)


def processes(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Compare on PostgreSQL; a server on SQLite is one process."""
    if engine != "postgresql":
        return
    with fresh_url("postgresql") as url, tempfile.TemporaryDirectory(prefix="mesocycle-bench-") as place:
        targets = str(Path(place) / "targets")
        with opened(url) as database:
            write_targets(build(database, seed, routines=ROUTINES), targets)
        settle_down(url)
        with running(url, "ours", "ours by two") as servers:
            yield from _measured(servers, targets, runs or ROUNDS, seed)


def _measured(servers: dict[str, Server], targets: str, rounds: int, seed: int) -> Iterator[Finding]:
    loads: dict[str, list[Load]] = {name: [] for name in servers}
    busy: dict[str, list[Busy]] = {name: [] for name in servers}
    for turn in range(rounds + 1):
        for server in list(servers.values())[:: 1 if turn % 2 else -1]:
            before = _busy(server)
            load = ask(server, "one", targets, seconds=SECONDS, seed=seed + turn, connections=CONNECTIONS)
            if turn:  # the first warms up
                loads[server.name].append(load)
                busy[server.name].append(_busy(server).since(before))
    yield versus("postgresql", "session by id, two processes against one", loads["ours by two"], loads["ours"], BAR)
    for name, counts in busy.items():
        taken = statistics.median(each.server for each in counts) / SECONDS
        machine = statistics.median(each.machine for each in counts) / SECONDS
        yield Finding(
            engine="postgresql",
            what=f"processors in use by {name}, of all in use beside database and load",
            ours=f"{taken:.2f}",
            against=f"{machine:.2f} of {os.cpu_count()}",
            ratio=taken / machine,
            bar=None,
        )


def _busy(server: Server) -> Busy:
    first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]
    counts = [int(each) for each in first]
    of_server = sum(_ticks(pid) for pid in server.pids)
    return Busy(of_server * _TICK_S, (sum(counts) - sum(counts[_IDLE])) * _TICK_S)


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", maxsplit=1)[1].split()
    return int(fields[11]) + int(fields[12])
