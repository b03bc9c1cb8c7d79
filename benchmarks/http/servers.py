"""The servers that are compared: each one process of granian with the same settings, on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from msgspec import Struct

from benchmarks.seeding import plain


class Server(Struct, frozen=True):
    """A running server."""

    name: str
    port: int
    pid: int

    @property
    def pids(self) -> list[int]:
        """Its process, and all that it made."""
        return [self.pid, *_children(self.pid)]

    @property
    def memory_mb(self) -> float:
        """What it holds in memory now, with all processes it made."""
        return sum(map(_rss_kb, self.pids)) / 1024


@contextmanager
def running(url: str, *names: str) -> Iterator[dict[str, Server]]:
    """Start the servers named (`ours`, `ours by two`, `peer`, `bare`) on one database, and stop them afterwards."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(_started(name, url)) for name in names}


@contextmanager
def _started(name: str, url: str) -> Iterator[Server]:
    port = _free_port()
    environment = {**os.environ, "MESOCYCLE_DATABASE_URL": url, **_quiet(port)}
    if name.startswith("ours"):
        by = ["--processes", "2"] if name == "ours by two" else []
        command = [str(Path(sys.executable).with_name("mesocycle")), "serve", *by]
    else:
        environment["BENCH_DATABASE"] = plain(url)
        granian = [str(Path(sys.executable).with_name("granian")), "--interface", "asgi", "--loop", "uvloop"]
        command = [*granian, "--port", str(port), "--log-level", "error", f"benchmarks.http.{name}:app"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _await(port)
        yield Server(name, port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _quiet(port: int) -> Mapping[str, str]:
    return {
        "MESOCYCLE_PORT": str(port),
        "MESOCYCLE_REQUESTS_PER_MINUTE": "100000000",
        "MESOCYCLE_LOG_LEVEL": "warning",
    }


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _await(port: int) -> None:
    for _ in range(300):
        try:
            httpx.get(f"http://127.0.0.1:{port}/health/live")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no server came up on port {port}")


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(each) for each in text.split()]


def _rss_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
