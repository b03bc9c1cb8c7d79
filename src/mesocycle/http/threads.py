"""The threads in which faces run: an asynchronous caller hands work over and awaits its result.

An executor of the standard library makes two futures of each piece of work, one for threads and one for the loop, and
chains them; that took as long as reading a session from the database.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from mesocycle.http.background.turns import LOOK_S, Clock, Watch

T = TypeVar("T")


_LONG_S = 0.05
"""What takes longer is no ordinary request."""


class _Job(NamedTuple):
    work: Callable[[], Any]
    future: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop
    by: Hashable


class _Caller:
    """What one caller has asked for and has no answer to."""

    __slots__ = ("begun", "taken", "waiting")

    def __init__(self) -> None:
        self.taken = 0
        """How much is done now, or is next."""
        self.begun: list[float] = []
        """Since when each that is done now is done."""
        self.waiting: deque[_Job] = deque()


class Threads:
    """A fixed number of threads that take work in the order it comes, never all of them that of one caller.

    What a caller asks for beyond that waits for what they asked for before, and holds up nobody else. While something
    of theirs takes long nothing else of theirs is begun: they share one turn at the interpreter with all others.
    """

    def __init__(self, count: int, name: str) -> None:
        """Begin them at once; they end with `close`."""
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._most_of_one = max(1, count - 1)
        self._guard = threading.Lock()
        self._callers: dict[Hashable, _Caller] = {}
        self._watch = Watch()
        self._closed = False
        self._threads = [threading.Thread(target=self._take, name=f"{name}-{number}") for number in range(count)]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[], T], *, by: Hashable) -> T:
        """Have a caller's work done in a thread, and give its result; given up meanwhile, it still goes on to its end.

        What has not begun by then is not begun any more.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        job = _Job(work, future, loop, by)
        with self._guard:
            if self._closed:
                raise RuntimeError("these threads are closed")
            look_again = self._watch.look(time.monotonic(), comes=True)
            caller = self._callers.get(by)
            if caller is None:
                caller = self._callers[by] = _Caller()
            if self._may_begin(caller):
                caller.taken += 1
                self._jobs.put(job)
            else:
                caller.waiting.append(job)
        if look_again:
            loop.call_later(LOOK_S, self._look_again, loop)
        return await future

    def close(self) -> None:
        """Let all work that was handed over end, and the threads with it."""
        with self._guard:
            self._closed = True
            for caller in self._callers.values():
                caller.taken += len(caller.waiting)
                while caller.waiting:
                    self._jobs.put(caller.waiting.popleft())
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        with self._guard:
            self._watch.close()

    def _look_again(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._guard:
            once_more = self._watch.look(time.monotonic())
        if once_more:
            loop.call_later(LOOK_S, self._look_again, loop)

    def _may_begin(self, caller: _Caller) -> bool:
        if not caller.taken:
            return True
        long_ago = time.monotonic() - _LONG_S
        return caller.taken < self._most_of_one and not any(each < long_ago for each in caller.begun)

    def _take(self) -> None:
        clock = Clock()
        while (job := self._jobs.get()) is not None:
            result, error = None, None
            begun = time.monotonic()
            with self._guard:
                self._callers[job.by].begun.append(begun)
                self._watch.begin(clock, begun)
            try:
                result = job.work()
            except BaseException as raised:  # noqa: BLE001  # whatever it is, it belongs to whoever waits
                error = raised
            with self._guard:
                self._go_on(job.by, begun)
                self._watch.end(clock, time.monotonic())
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                job.loop.call_soon_threadsafe(_settle, job.future, result, error)
            del job, result, error  # or the last answer would lie here until the next request

    def _go_on(self, by: Hashable, begun: float) -> None:
        """Take up what a caller asked for next, behind all that others have asked for meanwhile; under the guard."""
        caller = self._callers[by]
        caller.begun.remove(begun)
        caller.taken -= 1
        while caller.waiting and self._may_begin(caller):
            job = caller.waiting.popleft()
            if not job.future.done():  # else it was given up
                caller.taken += 1
                self._jobs.put(job)
        if not caller.taken:
            del self._callers[by]


def _settle(future: "asyncio.Future[Any]", result: Any, error: BaseException | None) -> None:  # noqa: ANN401  # of whatever the work gives
    if future.done():
        return  # given up
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
