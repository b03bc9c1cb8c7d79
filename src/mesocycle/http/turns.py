"""How long a thread may have the interpreter while others wait for it: Python's own turns, short ones beside computing.

Short turns cost every request a sixth of its rate, for whoever waits wakes up as often to ask again; long ones cost an
ordinary request many times its own time beside a thread that computes.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

_SHORT_S = 0.000_02
COMPUTES_S = 0.01
"""Whoever has used so much processor time for one thing computes: an ordinary request takes a fifth of it."""
_STAY_S = 1.0
"""So long after that turns stay short: where one computes, another one mostly does soon."""


class Turns:
    """The turns of this process, which all its threads share."""

    def __init__(self) -> None:
        """Leave them as they are."""
        self._guard = threading.Lock()
        self._computing = 0
        self._usual_s = _SHORT_S

    @contextmanager
    def short(self) -> Iterator[None]:
        """Have short ones while something is done that computes."""
        self.shorten()
        try:
            yield
        finally:
            self.lengthen()

    def shorten(self) -> None:
        """Have short ones until as many have lengthened them again."""
        with self._guard:
            self._computing += 1
            if self._computing == 1:
                self._usual_s = sys.getswitchinterval()
                sys.setswitchinterval(_SHORT_S)

    def lengthen(self) -> None:
        """Have those from before, unless others want short ones."""
        with self._guard:
            self._computing -= 1
            if not self._computing:
                sys.setswitchinterval(self._usual_s)


TURNS = Turns()
"""One a process, as the interpreter is."""


def own_clock() -> Callable[[], float]:
    """Give what tells any thread the processor seconds of this one; where systems don't say, the seconds that pass."""
    clock_of: Callable[[int], int] | None = getattr(time, "pthread_getcpuclockid", None)  # macOS has none
    return time.monotonic if clock_of is None else partial(time.clock_gettime, clock_of(threading.get_ident()))


class Watch:
    """Sees what several threads do, and has turns short while one of them computes; whoever calls it holds a lock."""

    def __init__(self, turns: Turns = TURNS) -> None:
        """Begin with nothing to see."""
        self._turns = turns
        self._busy: dict[Callable[[], float], tuple[float, float]] = {}
        """By the clock of a thread: since when it does what it does, and what its clock said then."""
        self._until = 0.0
        self._short = False

    def begin(self, clock: Callable[[], float], now: float) -> None:
        """Note that a thread begins something."""
        self._busy[clock] = now, clock()

    def end(self, clock: Callable[[], float], now: float) -> None:
        """Note that it has done it."""
        self.look(now)
        del self._busy[clock]

    def look(self, now: float) -> None:
        """See who computes: when something comes, and when something is done."""
        before = now - COMPUTES_S
        if any(since < before and clock() - then > COMPUTES_S for clock, (since, then) in self._busy.items()):
            self._until = now + _STAY_S
        if self._short != (now < self._until):
            self._short = not self._short
            if self._short:
                self._turns.shorten()
            else:
                self._turns.lengthen()

    def close(self) -> None:
        """Leave turns to others."""
        if self._short:
            self._short = False
            self._turns.lengthen()
