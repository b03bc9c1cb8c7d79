"""One measuring: wrk asks a server for some seconds over 8 connections, and says what came."""

import subprocess
from pathlib import Path

from msgspec import Struct

from benchmarks.http.servers import Server

CONNECTIONS = 8
_LUA = Path(__file__).with_name("load.lua")


class Load(Struct, frozen=True):
    """What came of some seconds of load."""

    per_second: float
    p50_ms: float
    p99_ms: float
    answer_bytes: float


def ask(server: Server, deed: str, targets: str, *, seconds: int, seed: int, connections: int = CONNECTIONS) -> Load:
    """Ask for `one`, `month` or `log` as fast as it answers; one wrong answer spoils the measuring."""
    address = f"http://127.0.0.1:{server.port}"
    by = ["--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s"]
    found = subprocess.run(
        ["wrk", *by, "--script", str(_LUA), address, "--", targets, deed, server.name.split()[0], str(seed)],
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(each for each in found.stdout.splitlines() if each.startswith("RESULT"))
    count, duration_us, refused, late, broken, p50_us, p99_us, received = map(int, line.split()[1:])
    if refused or late or broken or not count:
        told = f"{refused} answers of a no, {late} later than two seconds, {broken} broken connections"
        raise AssertionError(f"{server.name} {deed}: of {count} requests {told}")
    return Load(count / duration_us * 1e6, p50_us / 1000, p99_us / 1000, received / count)
