"""The lock that lets writers of one process in one after the other, in the order they came."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from mesocycle.domain.refusal import DatabaseBusy


class FairLock:
    """Let writers in one after the other, in the order they came; SQLite alone would let some starve."""

    def __init__(self) -> None:
        """Begin open."""
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._held = False

    @contextmanager
    def held(self, timeout: float) -> Iterator[None]:
        """Hold the lock; refuse with `DatabaseBusy` when it is not had in time."""
        self._acquire(timeout)
        try:
            yield
        finally:
            self._release()

    def _acquire(self, timeout: float) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        try:
            ours = turn.wait(timeout)
        except BaseException:  # Ctrl-C while waiting: a turn nobody takes would stop everybody behind it
            if not self._leave(turn):
                self._release()
            raise
        if not ours and self._leave(turn):
            raise DatabaseBusy("Many others are writing right now.", "Try again in a moment.")

    def _leave(self, turn: threading.Event) -> bool:
        """Give up waiting; False where the lock was handed over meanwhile and is the caller's now."""
        with self._guard:
            if turn.is_set():
                return False
            self._waiting.remove(turn)
            return True

    def _release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False
