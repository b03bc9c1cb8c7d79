"""The threads in which faces run: an asynchronous caller hands work over and awaits its result.

An executor of the standard library makes two futures of each piece of work, one for threads and one for the loop, and
chains them; that took as long as reading a session from the database.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class _Job(NamedTuple):
    work: Callable[[], Any]
    future: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop


class Threads:
    """A fixed number of threads that take work in the order it comes."""

    def __init__(self, count: int, name: str) -> None:
        """Begin them at once; they end with `close`."""
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads = [threading.Thread(target=self._take, name=f"{name}-{number}") for number in range(count)]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[], T]) -> T:
        """Have work done in a thread, and give its result; given up meanwhile, it still goes on to its end."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(work, future, loop))
        return await future

    def close(self) -> None:
        """Let all work that was handed over end, and the threads with it."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _take(self) -> None:
        while (job := self._jobs.get()) is not None:
            result, error = None, None
            try:
                result = job.work()
            except BaseException as raised:  # noqa: BLE001  # whatever it is, it belongs to whoever waits
                error = raised
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                job.loop.call_soon_threadsafe(_settle, job.future, result, error)
            del job, result, error  # or the last answer would lie here until the next request


def _settle(future: "asyncio.Future[Any]", result: Any, error: BaseException | None) -> None:  # noqa: ANN401  # of whatever the work gives
    if future.done():
        return  # given up
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
