"""Imports in the background of a server: one after the other, broken off between two writes when it stops."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import BinaryIO

from mesocycle.domain.document import Id
from mesocycle.domain.imports.request import ImportWish
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import Refusal
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import runs as import_runs
from mesocycle.transfer.imports.run import ImportEndedError, break_off_import, run_import

_log = logging.getLogger("mesocycle.imports")

_SIGN_EVERY_S = import_runs.ALIVE_S / 6


class _ServerStopsError(Exception):
    """What breaks an import off; what it did stays, and the same file, sent again, does the rest."""


class ImportRunner:
    """Carries out imports that were begun; what it does not finish is marked as broken off."""

    def __init__(self, db: Database, *, sign_every_s: float = _SIGN_EVERY_S) -> None:
        """Begin with nothing to do; every so often a thread says in the database what is still gone on with."""
        self._db = db
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="import")
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._taken: set[tuple[Id, Id]] = set()
        self._signs = threading.Thread(target=self._show_alive, args=(sign_every_s,), name="import-signs", daemon=True)
        self._signs.start()

    def take_up(self, user_id: Id, import_id: Id, wish: ImportWish, file: BinaryIO, act: Act) -> None:
        """Carry out an import in the background; the file is closed when it has ended."""
        with self._guard:
            stopping = self._stopping.is_set()
            if not stopping:
                self._taken.add((user_id, import_id))
                self._thread.submit(self._serve, user_id, import_id, wish, file, act)
        if stopping:
            file.close()
            self._break_off(user_id, import_id, act)

    def wait(self) -> None:
        """Wait until all that was taken up has ended."""
        self._thread.submit(lambda: None).result()

    def close(self) -> None:
        """Let the write in flight end, and mark everything that is not done as broken off."""
        with self._guard:
            self._stopping.set()
        self._thread.shutdown(wait=True)  # what still waits is broken off by its turn
        self._signs.join()

    def _serve(self, user_id: Id, import_id: Id, wish: ImportWish, file: BinaryIO, act: Act) -> None:
        with file:
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
        """Do what can be left undone: without a sign of life an import counts as broken off all the same."""
        try:
            deed()
        except Refusal as no:  # busy, the user is gone
            _log.warning("the state of an import was not noted: %s", no.code)

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise _ServerStopsError
