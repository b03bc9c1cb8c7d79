"""Several processes that serve at one port: begun by one that only watches, replaced when they die, ended together."""

import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.server import logs
from mesocycle.server.exclusive import listening_address
from mesocycle.server.siblings import Siblings
from mesocycle.settings import ServerSettings

_ENDS = frozenset({signal.SIGTERM, signal.SIGINT})
_DIED_AT_ONCE_S = 2.0
_PAUSE_S = 1.0
"""One that dies at once is not begun again at once: it would keep the machine busy with beginning."""


class Post(NamedTuple):
    """What a process is given when it is begun."""

    address: str
    siblings: Siblings
    parent: int
    """A file that ends when the one that watches is gone, however it went."""
    ready: Callable[[], None]


Serve = Callable[[Post], int]
"""What a process does, from its beginning to its exit code; it opens all that it needs itself."""


class SeveralNeedAServer(DatabaseNotUsable):
    """Several processes were asked for on SQLite."""


def require_server(dialect: str, processes: int) -> None:
    """Refuse several processes on a file: one writes to it at a time, and they would only wait for each other."""
    if processes > 1 and dialect == "sqlite":
        raise SeveralNeedAServer(
            f"{processes} processes were asked for, and the database is a file of SQLite, which one process serves: "
            "writers take turns in the order they came, and that order is known in one process only.",
            "Leave --processes (MESOCYCLE_PROCESSES) out, or name a PostgreSQL database.",
        )


def serve_together(settings: ServerSettings, serve: Serve, *, ready: Callable[[], None]) -> int:
    """Let `settings.processes` processes serve until SIGTERM or SIGINT; gives the exit code.

    `ready` is called once all of them answer. Must be called before any thread is begun: processes are forked.
    """
    address = listening_address(settings.host, settings.port)
    with tempfile.TemporaryDirectory(prefix="mesocycle-server-") as folder:
        return _Watch(settings, serve, address, Path(folder)).run(ready)


class _Watch:
    def __init__(self, settings: ServerSettings, serve: Serve, address: str, folder: Path) -> None:
        self._settings = settings
        self._address = address
        self._serve = serve
        self._folder = folder
        self._numbers: dict[int, int] = {}  # process -> its number
        self._begun: dict[int, float] = {}
        self._stopping = False
        self._codes: set[int] = set()
        self._alive, self._mine = os.pipe()
        self._heard, self._said = os.pipe()

    def run(self, ready: Callable[[], None]) -> int:
        logs.configure(self._settings)
        for each in _ENDS:
            signal.signal(each, self._stop)
        for number in range(self._settings.processes):
            self._begin(number)
        if self._all_ready():
            ready()
        while self._numbers:
            process, status = _waited()
            if process:
                self._ended(process, os.waitstatus_to_exitcode(status))
        return max(self._codes, default=0)

    def _begin(self, number: int) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)  # whoever is told to stop must know of all that there are
        if not self._stopping:  # and none comes after it was told
            process = os.fork()
            if process == 0:
                self._be(number)
            self._numbers[process] = number
            self._begun[process] = time.monotonic()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)

    def _be(self, number: int) -> None:
        """Be the process of a number, to its end."""
        code = 1
        try:
            os.setpgid(0, 0)  # Ctrl-C is for the one that watches; it tells us
            for each in _ENDS:
                signal.signal(each, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)
            os.close(self._mine)
            siblings = Siblings(self._folder, number, self._settings.processes)
            code = self._serve(Post(self._address, siblings, self._alive, lambda: _say(self._said)))
        except BaseException:  # noqa: BLE001  # whatever it is: this process ends here, and says why
            logs.logger().exception("a process could not serve", number=number)
        finally:
            sys.stdout.flush()
            os._exit(code)

    def _all_ready(self) -> bool:
        """Wait for a word of each; False where one ended before it, and then all are ended."""
        missing = self._settings.processes
        while missing and not self._stopping:
            readable, _, _ = select.select([self._heard], [], [], 0.1)
            if readable:
                missing -= len(os.read(self._heard, missing))
            process, status = os.waitpid(-1, os.WNOHANG)
            if process:
                self._codes.add(abs(os.waitstatus_to_exitcode(status)))
                del self._numbers[process]
                self._tell(signal.SIGTERM)
                self._stopping = True
        return not missing

    def _ended(self, process: int, code: int) -> None:
        number = self._numbers.pop(process)
        begun = self._begun.pop(process)
        if self._stopping:
            self._codes.add(abs(code))
            return
        logs.logger().error("a process ended and is replaced", number=number, process=process, code=code)
        if time.monotonic() - begun < _DIED_AT_ONCE_S:
            time.sleep(_PAUSE_S)
        self._begin(number)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        """Ask all for an orderly end; asked a second time, each ends at once."""
        self._stopping = True
        self._tell(signal.SIGTERM)

    def _tell(self, number: signal.Signals) -> None:
        for process in list(self._numbers):
            with suppress(ProcessLookupError):
                os.kill(process, number)


def _waited() -> tuple[int, int]:
    try:
        return os.wait()
    except ChildProcessError:
        return 0, 0


def _say(file: int) -> None:
    os.write(file, b".")
