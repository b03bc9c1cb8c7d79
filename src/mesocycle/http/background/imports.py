"""Imports in the background of a server: users take turns, and all are broken off between two writes when it stops."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import BinaryIO, NamedTuple

from mesocycle.domain.document import Id
from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import Refusal
from mesocycle.http.background.tried import tried
from mesocycle.http.background.turns import TURNS
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import runs as import_runs
from mesocycle.transfer.imports.run import ImportEndedError, break_off_import, run_import

_log = logging.getLogger("mesocycle.imports")

_SIGN_EVERY_S = import_runs.ALIVE_S / 6
_USERS_AT_ONCE = 3
"""So many users' imports go on side by side, of each user one: what is long for one is not long for the others."""


class _ServerStopsError(Exception):
    """What breaks an import off; what it did stays, and the same file, sent again, does the rest."""


class _Job(NamedTuple):
    """An import that was begun, with its file."""

    import_id: Id
    wish: ImportRequest
    file: BinaryIO
    act: Act


class ImportRunner:
    """Carries out imports that were begun; what it does not finish is marked as broken off.

    Of each user one at a time, in the order in which they came; whoever has sent more than one waits, after each of
    them, behind all others who wait.
    """

    def __init__(self, db: Database, *, sign_every_s: float = _SIGN_EVERY_S) -> None:
        """Begin with nothing to do; every so often a thread says in the database what is still gone on with."""
        self._db = db
        self._threads = ThreadPoolExecutor(_USERS_AT_ONCE, thread_name_prefix="import")
        self._stopping = threading.Event()
        self._guard = threading.Condition()
        self._jobs: dict[Id, deque[_Job]] = {}
        """By user, the one that is carried out still among them."""
        self._taken: set[tuple[Id, Id]] = set()
        self._signs = threading.Thread(target=self._show_alive, args=(sign_every_s,), name="import-signs", daemon=True)
        self._signs.start()

    def take_up(self, user_id: Id, import_id: Id, wish: ImportRequest, file: BinaryIO, act: Act) -> None:
        """Carry out an import in the background; the file is closed when it has ended."""
        with self._guard:
            stopping = self._stopping.is_set()
            if not stopping:
                self._taken.add((user_id, import_id))
                job = _Job(import_id, wish, file, act)
                if user_id in self._jobs:
                    self._jobs[user_id].append(job)
                else:
                    self._jobs[user_id] = deque([job])
                    self._threads.submit(self._serve_next, user_id)
        if stopping:
            file.close()
            self._break_off(user_id, import_id, act)

    def wait(self) -> None:
        """Wait until all that was taken up has ended."""
        with self._guard:
            self._guard.wait_for(lambda: not self._jobs)

    def close(self) -> None:
        """Let the write in flight end, and mark everything that is not done as broken off."""
        with self._guard:
            self._stopping.set()
        self._threads.shutdown(wait=True)  # what still waits is broken off by its turn
        self._signs.join()

    def _serve_next(self, user_id: Id) -> None:
        """Carry out a user's next import; the one after it waits behind those of the others."""
        goes_on = True
        while goes_on:
            self._serve(user_id, self._jobs[user_id][0])
            with self._guard:
                self._jobs[user_id].popleft()
                if not self._jobs[user_id]:
                    del self._jobs[user_id]
                    self._guard.notify_all()
                    return
                goes_on = self._stopping.is_set()  # then nothing more is taken up: the rest is broken off at once
                if not goes_on:
                    self._threads.submit(self._serve_next, user_id)

    def _serve(self, user_id: Id, job: _Job) -> None:
        import_id, wish, file, act = job
        with file, TURNS.short():
            try:
                run_import(self._db, user_id, import_id, wish, file, act, go_on=self._go_on)
            except _ServerStopsError:
                _log.info("import %s was broken off, for the server stops", import_id)
                self._break_off(user_id, import_id, act)
            except ImportEndedError:
                _log.warning("import %s was marked as broken off by somebody else, and ended", import_id)
            except Refusal as no:
                _log.warning("import %s was broken off: %s", import_id, no.code)
                self._break_off(user_id, import_id, act)
            except Exception:  # noqa: BLE001  # a defect: logged whole; what was done stays, and is known
                _log.exception("unexpected error in import %s", import_id)
                self._break_off(user_id, import_id, act)
            finally:
                with self._guard:
                    self._taken.discard((user_id, import_id))

    def _break_off(self, user_id: Id, import_id: Id, act: Act) -> None:
        self._try(lambda: break_off_import(self._db, user_id, import_id, act))

    def _show_alive(self, every_s: float) -> None:
        while not self._stopping.wait(every_s):
            with self._guard:
                taken = frozenset(self._taken)
            if taken:
                now = instant(datetime.now(UTC))
                self._try(lambda: import_runs.show_alive(self._db, taken, now))  # noqa: B023  # called at once

    def _try(self, deed: Callable[[], object]) -> None:
        """Note what can be left out: without a sign of life an import counts as broken off all the same."""
        tried(deed, _log, "the state of an import was not noted")

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise _ServerStopsError
