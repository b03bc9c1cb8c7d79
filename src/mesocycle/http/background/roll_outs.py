"""Roll-outs in the background of a server: one after the other, broken off between two chunks when it stops."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from mesocycle.actions.assignments.roll_out import CHUNK, TellServed, run_roll_out
from mesocycle.actions.assignments.undo_roll_out import run_undo
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import DatabaseBusy, Refusal
from mesocycle.storage.engine.database import Database

_log = logging.getLogger("mesocycle.roll_outs")

_TRIES = 5
_PAUSE_S = 2.0


class _Run(Protocol):
    """Serves a roll-out, or takes it back."""

    def __call__(
        self, db: Database, roll_out_id: Id, act: Act, *, progress: TellServed | None = None, chunk: int = CHUNK
    ) -> None:
        """Do what is left of it."""
        ...


class _ServerStopsError(Exception):
    """What breaks a run off; who was served keeps the version, who waits is served when it is taken up."""


class RollOutRunner:
    """Serves roll-outs that were begun; what it does not finish stays `running`, to be taken up."""

    def __init__(self, db: Database, *, chunk: int = CHUNK) -> None:
        """Begin with nothing to do and no thread; `chunk` athletes are served in one transaction."""
        self._db = db
        self._chunk = chunk
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="roll-out")
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._taken: set[Id] = set()

    def take_up(self, roll_out_id: Id, act: Act) -> None:
        """Serve a roll-out in the background; one that is being served already is left to it."""
        with self._guard:
            if self._stopping.is_set() or roll_out_id in self._taken:
                return
            self._taken.add(roll_out_id)
            self._thread.submit(self._serve, roll_out_id, act)

    def take_back(self, roll_out_id: Id, act: Act) -> None:
        """Undo a roll-out in the background, after what is being served of it."""
        with self._guard:
            if not self._stopping.is_set():
                self._thread.submit(self._finish, roll_out_id, act, run_undo)

    def close(self) -> None:
        """Let the chunk in flight end, and begin no other."""
        with self._guard:
            self._stopping.set()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _serve(self, roll_out_id: Id, act: Act) -> None:
        try:
            self._finish(roll_out_id, act, run_roll_out)
        finally:
            with self._guard:
                self._taken.discard(roll_out_id)

    def _finish(self, roll_out_id: Id, act: Act, run: _Run) -> None:
        try:
            self._try(roll_out_id, act, run)
        except _ServerStopsError:
            _log.info("roll-out %s was broken off, for the server stops; it can be taken up", roll_out_id)
        except Refusal as no:
            _log.warning("roll-out %s did not go on: %s", roll_out_id, no.code)
        except Exception:  # noqa: BLE001  # a defect: logged whole; the roll-out can be taken up
            _log.exception("unexpected error in roll-out %s", roll_out_id)

    def _try(self, roll_out_id: Id, act: Act, run: _Run) -> None:
        for last in (*[False] * (_TRIES - 1), True):
            self._go_on()
            try:
                run(self._db, roll_out_id, act, progress=self._go_on, chunk=self._chunk)
                return
            except DatabaseBusy:
                if last:
                    raise
                self._stopping.wait(_PAUSE_S)

    def _go_on(self, served: int = 0, everybody: int = 1) -> None:
        """Break off where the server stops; not where all are served and only the end is to be noted."""
        if self._stopping.is_set() and served < everybody:
            raise _ServerStopsError
