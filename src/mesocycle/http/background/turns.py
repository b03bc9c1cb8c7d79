"""How long a thread may have the interpreter while others wait for it: Python's own turns, short ones beside computing.

Short turns cost every request a sixth of its rate, for whoever waits wakes up as often to ask again; long ones cost an
ordinary request many times its own time beside a thread that computes.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SHORT_S = 0.000_02
"""Python's own turn is 250 times as long."""
COMPUTES_S = 0.005
"""Whoever has used so much processor time for one thing computes: an ordinary request takes half of it."""
LOOK_S = 0.01
"""So soon it is looked again, where something is done that may begin to compute."""
_STAY_S = 1.0
"""So long after that turns stay short: where one computes, another one mostly does soon."""


class Turns:
    """The turns of this process, which all its threads share."""

    def __init__(self) -> None:
        """Leave them as they are."""
        self._guard = threading.Lock()
        self._computing = 0
        self._usual_s = sys.getswitchinterval()

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


class Clock:
    """The processor seconds of the thread that makes it, told to any thread; the seconds that pass where none tells."""

    def __init__(self) -> None:
        """Be the clock of this thread."""
        clock_of: Callable[[int], int] | None = getattr(time, "pthread_getcpuclockid", None)  # macOS has none
        self._id = time.CLOCK_MONOTONIC if clock_of is None else clock_of(threading.get_ident())

    def __call__(self) -> float:
        """Tell them."""
        return time.clock_gettime(self._id)


class Watch:
    """Sees what several threads do, and has turns short while one of them computes; whoever calls it holds a lock."""

    def __init__(self) -> None:
        """Begin with nothing to see."""
        self._busy: dict[Clock, tuple[float, float]] = {}
        """By the clock of a thread: since when it does what it does, and what its clock said then."""
        self._until = 0.0
        self._short = False
        self._look_at = 0.0
        self._closed = False

    def begin(self, clock: Clock, now: float) -> None:
        """Note that a thread begins something."""
        self._busy[clock] = now, clock()

    def end(self, clock: Clock, now: float) -> None:
        """Note that it has done it."""
        self.look(now)
        self._busy.pop(clock, None)

    def look(self, now: float, *, comes: bool = False) -> bool:
        """See who computes: when something comes, when it is done, and in between.

        Tells whether to look again in `LOOK_S`: while anything is done, once for all who ask meanwhile.
        """
        if self._closed:
            return False
        before = now - COMPUTES_S
        if any(since < before and clock() - then > COMPUTES_S for clock, (since, then) in self._busy.items()):
            self._until = now + _STAY_S
        if self._short != (now < self._until):
            self._short = not self._short
            if self._short:
                TURNS.shorten()
            else:
                TURNS.lengthen()
        if self._short or now < self._look_at or not (comes or self._busy):
            return False
        self._look_at = now + LOOK_S / 2  # a timer may be a little early
        return True

    def close(self) -> None:
        """Leave turns to others, for good."""
        self._closed = True
        if self._short:
            self._short = False
            TURNS.lengthen()
