"""Backups and checks of the whole database behind answers: one at a time, noted in the database as they go."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from mesocycle.domain.archive.backup import BackupNotWritten
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_admin
from mesocycle.domain.refusal import NotFound, Refusal, RefusalDocument
from mesocycle.domain.upkeep import (
    BackupFile,
    NewUpkeepRun,
    UpkeepKind,
    UpkeepRun,
    UpkeepStatus,
    backup_name,
    check_upkeep,
    is_backup_name,
)
from mesocycle.http.background.tried import tried
from mesocycle.http.background.turns import TURNS
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep import runs
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.backup_reading import read_through
from mesocycle.storage.upkeep.verify import verify_database

_log = logging.getLogger("mesocycle.upkeep")

_SIGN_EVERY_S = runs.ALIVE_S / 6
_LAST_WAIT_S = 5.0


class _ServerStopsError(Exception):
    """What breaks a backup off; its file never gets its name."""


class UpkeepRunner:
    """Does what an admin asks for; what the server does not live to end is known as broken off."""

    def __init__(self, db: Database, folder: Path, *, sign_every_s: float = _SIGN_EVERY_S) -> None:
        """Begin with nothing to do; backups go into a folder that is made when the first one is."""
        self._db = db
        self._folder = folder
        self._sign_every_s = sign_every_s
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._going_on: dict[Id, threading.Thread] = {}

    def begin(self, new: NewUpkeepRun, act: Act) -> UpkeepRun:
        """Begin it, and give what is known of it; refuses while something goes on (`UpkeepRunning`)."""
        require_admin(act.actor)
        check_upkeep(new)
        file = backup_name(act.now) if new.kind is UpkeepKind.BACKUP else new.file
        if new.kind is UpkeepKind.CHECK_BACKUP and not self._path(file).is_file():
            raise NotFound("There is no such backup in the server's folder.", "Look at the list of backups.")
        run = runs.begin(self._db, new, file, act)
        thread = threading.Thread(target=self._serve, args=(run,), name="upkeep", daemon=True)
        with self._guard:
            self._going_on[run.id] = thread
        thread.start()
        return run

    def backups(self, act: Act) -> list[BackupFile]:
        """Give the backups of the folder, newest first, each with what was found of it last."""
        require_admin(act.actor)
        with self._db.read_now() as look:
            last = runs.last_of_files(look, act.now)
        found = []
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if is_backup_name(path.name) and path.is_file():
                told, run = path.stat(), last.get(path.name)
                found.append(
                    BackupFile(
                        file=path.name,
                        bytes=told.st_size,
                        at=instant(datetime.fromtimestamp(told.st_mtime, UTC)),
                        checked_at=None if run is None else run.ended_at,
                        is_good=None if run is None else run.status is UpkeepStatus.DONE,
                    )
                )
        return sorted(found, key=lambda each: (each.at, each.file), reverse=True)

    def wait(self) -> None:
        """Wait until nothing goes on."""
        for thread in self._threads():
            thread.join()

    def close(self) -> None:
        """Break off what can be; what goes on all the same is left behind, and counts as broken off."""
        self._stopping.set()
        for thread in self._threads():
            thread.join(_LAST_WAIT_S)
        with self._guard:
            left = list(self._going_on)
        for run_id in left:
            self._note(lambda: runs.end(self._db, run_id, _now(), status=UpkeepStatus.BROKEN_OFF))  # noqa: B023  # called at once

    def _threads(self) -> list[threading.Thread]:
        with self._guard:
            return list(self._going_on.values())

    def _path(self, file: str | None) -> Path:
        return self._folder / (file or "")

    def _serve(self, run: UpkeepRun) -> None:
        done = threading.Event()
        signs = threading.Thread(target=self._show_alive, args=(run.id, done), name="upkeep-signs", daemon=True)
        signs.start()
        try:
            with TURNS.short():
                self._end(run)
        finally:
            done.set()
            signs.join()
            with self._guard:
                del self._going_on[run.id]

    def _end(self, run: UpkeepRun) -> None:
        try:
            verification = None
            if run.kind is UpkeepKind.VERIFY:
                verification = verify_database(self._db)
            elif run.kind is UpkeepKind.BACKUP:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                backup(self._db, self._path(run.file), self._go_on)
            else:
                read_through(self._path(run.file))
            self._note(lambda: runs.end(self._db, run.id, _now(), verification=verification))
        except _ServerStopsError:
            self._note(lambda: runs.end(self._db, run.id, _now(), status=UpkeepStatus.BROKEN_OFF))
        except Refusal as no:
            self._refuse(run, no.document)
        except OSError as error:
            self._refuse(run, _unwritable(error).document)
        except Exception:  # noqa: BLE001  # a defect: logged whole; the run is known as broken off
            _log.exception("unexpected error in %s", run.kind)
            self._note(lambda: runs.end(self._db, run.id, _now(), status=UpkeepStatus.BROKEN_OFF))

    def _refuse(self, run: UpkeepRun, no: RefusalDocument) -> None:
        _log.warning("%s was refused: %s", run.kind, no.sentence)
        self._note(lambda: runs.end(self._db, run.id, _now(), status=UpkeepStatus.REFUSED, refusal=no))

    def _show_alive(self, run_id: Id, done: threading.Event) -> None:
        while not done.wait(self._sign_every_s):
            self._note(lambda: runs.show_alive(self._db, run_id, _now()))

    def _note(self, deed: Callable[[], object]) -> None:
        """Note what can be left out: without a sign of life it counts as broken off all the same."""
        tried(deed, _log, "the state of a backup or check was not noted")

    def _go_on(self, _table: str, _rows: int) -> None:
        if self._stopping.is_set():
            raise _ServerStopsError


def _unwritable(error: OSError) -> Refusal:
    return BackupNotWritten(
        f"The folder of backups can't be used ({error.strerror or error}).",
        "Name another one in the setting backup_folder, or let the server write to it.",
    )


def _now() -> Instant:
    return instant(datetime.now(UTC))
