"""Roll-outs in the background of a server: one after the other, broken off between two chunks when it stops.

Several servers, or processes of one, may work on a database: a roll-out is served by one of them at a time, and taken
over from one that stopped or died.
"""

import logging
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from mesocycle.actions.assignments.roll_out import CHUNK, TellServed, run_roll_out
from mesocycle.actions.assignments.undo_roll_out import run_undo
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.refusal import DatabaseBusy, Refusal
from mesocycle.http.background.tried import tried
from mesocycle.http.background.turns import TURNS
from mesocycle.storage.assignments import roll_out_serving
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users

_log = logging.getLogger("mesocycle.roll_outs")

_SIGN_EVERY_S = roll_out_serving.ALIVE_S / 6
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
    """Serves roll-outs that were begun; what it does not finish stays `running`, to be taken over by another."""

    def __init__(self, db: Database, *, chunk: int = CHUNK, sign_every_s: float = _SIGN_EVERY_S) -> None:
        """Begin with nothing to do; `chunk` athletes are served in one transaction.

        Every so often a thread shows that this one is alive, and takes over what others left.
        """
        self._db = db
        self._name = os.urandom(12).hex()
        self._chunk = chunk
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="roll-out")
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._taken: set[Id] = set()
        self._signs = threading.Thread(target=self._look, args=(sign_every_s,), name="roll-out-signs", daemon=True)
        self._signs.start()

    def take_up(self, roll_out_id: Id, act: Act) -> None:
        """Serve a roll-out in the background; one that is being served already, by whomever, is left to them."""
        with self._guard:
            if self._stopping.is_set() or roll_out_id in self._taken:
                return
            self._taken.add(roll_out_id)
        try:
            is_ours = roll_out_serving.claim(self._db, roll_out_id, self._name, _now())
        except BaseException:  # it is nobody's: whoever asks again takes it up
            self._leave(roll_out_id)
            raise
        if not is_ours:
            self._leave(roll_out_id)
            return
        with self._guard:
            if not self._stopping.is_set():
                self._thread.submit(self._serve, roll_out_id, act)

    def take_back(self, roll_out_id: Id, act: Act) -> None:
        """Undo a roll-out in the background, after what is being served of it."""
        with self._guard:
            if not self._stopping.is_set():
                self._thread.submit(self._finish, roll_out_id, act, run_undo)

    def close(self) -> None:
        """Let the chunk in flight end, and begin no other; what is left is anybody's."""
        with self._guard:
            self._stopping.set()
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._signs.join()
        if self._taken:
            try:
                roll_out_serving.give_up(self._db, self._taken, self._name, _now())
            except Refusal as no:  # then others see in half a minute that nobody serves it
                _log.warning("it was not noted that roll-outs are left: %s", no.code)

    def _serve(self, roll_out_id: Id, act: Act) -> None:
        self._finish(roll_out_id, act, run_roll_out)
        if not self._stopping.is_set():
            self._leave(roll_out_id)

    def _leave(self, roll_out_id: Id) -> None:
        with self._guard:
            self._taken.discard(roll_out_id)

    def _look(self, every_s: float) -> None:
        """Show that what was taken is still served, and take over what others left."""
        while not self._stopping.wait(every_s):
            with self._guard:
                taken = frozenset(self._taken)
            tried(partial(self._look_after, taken), _log, "roll-outs were not looked after")

    def _look_after(self, taken: frozenset[Id]) -> None:
        if taken:
            roll_out_serving.still_serves(self._db, taken, self._name, _now())
        self._take_over()

    def _take_over(self) -> None:
        with self._db.read_now() as look:
            left = roll_out_serving.abandoned(look, _now())
            begun = users.several(look, sorted({each.by for each in left})) if left else {}
        for each in left:
            if each.by in begun:
                _log.info("roll-out %s is taken over", each.id)
                who = Actor(each.by, frozenset(begun[each.by].roles))
                self.take_up(each.id, Act(actor=who, now=_now()))

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
                with TURNS.short():
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


def _now() -> Instant:
    return instant(datetime.now(UTC))
