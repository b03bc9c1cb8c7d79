"""The program `mesocycle serve` in a process of its own, as people run it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

PROGRAM = (sys.executable, "-c", "import sys; from mesocycle.cli.main import main; sys.exit(main())")
_ENDS_WITHIN_S = 60


class Served:
    """A running server: its address, its log, its end."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, address: str) -> None:
        self.process = process
        self._log = log
        self.address = address

    @property
    def log(self) -> str:
        """All that was logged so far."""
        return self._log.read_text(encoding="utf-8")

    def tell(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.process.send_signal(number)

    def stop(self) -> int:
        """Ask for an orderly end, and give the exit code."""
        if self.process.poll() is None:
            self.tell(signal.SIGTERM)
        return self.ended()

    def ended(self) -> int:
        """Wait for the end and give the exit code."""
        return self.process.wait(_ENDS_WITHIN_S)

    def memory_mb(self) -> float:
        """Give the memory that the process holds, where the system tells it."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise AssertionError("the system tells no resident memory")


def a_free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def environment_of(settings: Mapping[str, object]) -> dict[str, str]:
    """Give the environment in which these settings hold."""
    return {**os.environ, **{f"MESOCYCLE_{name.upper()}": str(value) for name, value in settings.items()}}


def refused(url: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Start a server that must not start."""
    given = environment_of({"database_url": url, "port": a_free_port(), **settings})
    return subprocess.run(
        (*PROGRAM, "--json", "serve"), env=given, capture_output=True, text=True, timeout=_ENDS_WITHIN_S, check=False
    )


@contextmanager
def serving(url: str, folder: Path, **settings: object) -> Iterator[Served]:
    """Run a server on a database until the test is done with it; its log lies in the folder."""
    given = {"database_url": url, "port": a_free_port(), "log_format": "json", **settings}
    log = folder / "server.log"
    with log.open("ab") as lines, _started(given, lines) as process:
        try:
            assert process.stdout is not None
            said = os.read(process.stdout.fileno(), 4096)  # waits for the one line that says where it serves
            assert said, f"the server did not start: {log.read_text(encoding='utf-8')}"
            yield Served(process, log, msgspec.json.decode(said)["address"])
        finally:
            if process.poll() is None:
                process.kill()


def _started(settings: Mapping[str, object], lines: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        (*PROGRAM, "--json", "serve"), env=environment_of(settings), stdout=subprocess.PIPE, stderr=lines
    )
