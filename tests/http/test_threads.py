"""The threads in which faces run."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from mesocycle.http.threads import Threads


@pytest.fixture
def threads() -> Iterator[Threads]:
    """Give two threads, closed afterwards."""
    made = Threads(2, "test")
    yield made
    made.close()


def test_work_is_done_in_a_thread_and_its_result_given(threads: Threads) -> None:
    name = asyncio.run(threads.run(lambda: threading.current_thread().name))

    assert name.startswith("test-")


def test_what_the_work_raises_is_raised_where_it_is_waited_for(threads: Threads) -> None:
    def fail() -> None:
        raise KeyError("nothing")

    with pytest.raises(KeyError, match="nothing"):
        asyncio.run(threads.run(fail))


def test_as_many_pieces_are_worked_on_at_once_as_there_are_threads(threads: Threads) -> None:
    both = threading.Barrier(2, timeout=10)

    async def two() -> None:
        await asyncio.gather(threads.run(both.wait), threads.run(both.wait))

    asyncio.run(two())


def test_work_that_is_given_up_goes_on_and_the_thread_takes_the_next(threads: Threads) -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        assert go_on.wait(10)
        ended.set()

    async def give_up() -> str:
        waiting = asyncio.create_task(threads.run(slow))
        await asyncio.to_thread(begun.wait, 10)
        waiting.cancel()
        go_on.set()
        return await threads.run(lambda: "the next")

    assert asyncio.run(give_up()) == "the next"
    assert ended.wait(10)


def test_closing_waits_for_work_that_nobody_waits_for_any_more() -> None:
    threads = Threads(1, "test")
    begun, done = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        threading.Event().wait(0.2)
        done.set()

    async def give_up() -> None:
        waiting = asyncio.create_task(threads.run(slow))
        await asyncio.to_thread(begun.wait, 10)
        waiting.cancel()

    asyncio.run(give_up())
    threads.close()

    assert done.is_set()
