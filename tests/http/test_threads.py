"""The threads in which faces run."""

import asyncio
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from mesocycle.http.threads import Threads


@pytest.fixture
def threads() -> Iterator[Threads]:
    """Give two threads, closed afterwards."""
    made = Threads(2, "test")
    yield made
    made.close()


def test_work_is_done_in_a_thread_and_its_result_given(threads: Threads) -> None:
    name = asyncio.run(threads.run(lambda: threading.current_thread().name, by="ann"))

    assert name.startswith("test-")


def test_what_the_work_raises_is_raised_where_it_is_waited_for(threads: Threads) -> None:
    def fail() -> None:
        raise KeyError("nothing")

    with pytest.raises(KeyError, match="nothing"):
        asyncio.run(threads.run(fail, by="ann"))


def test_as_many_pieces_are_worked_on_at_once_as_there_are_threads(threads: Threads) -> None:
    both = threading.Barrier(2, timeout=10)

    async def two() -> None:
        await asyncio.gather(threads.run(both.wait, by="ann"), threads.run(both.wait, by="ben"))

    asyncio.run(two())


def test_work_that_is_given_up_goes_on_and_the_thread_takes_the_next(threads: Threads) -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        assert go_on.wait(10)
        ended.set()

    async def give_up() -> str:
        waiting = asyncio.create_task(threads.run(slow, by="ann"))
        await asyncio.to_thread(begun.wait, 10)
        waiting.cancel()
        go_on.set()
        return await threads.run(lambda: "the next", by="ann")

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
        waiting = asyncio.create_task(threads.run(slow, by="ann"))
        await asyncio.to_thread(begun.wait, 10)
        waiting.cancel()

    asyncio.run(give_up())
    threads.close()

    assert done.is_set()


def test_one_caller_never_has_all_threads(threads: Threads) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        assert go_on.wait(10)

    async def four_and_one() -> str:
        anns = [asyncio.create_task(threads.run(slow, by="ann")) for _ in range(4)]
        await asyncio.to_thread(begun.wait, 10)
        answer = await asyncio.wait_for(threads.run(lambda: "ben's", by="ben"), 10)
        go_on.set()
        await asyncio.gather(*anns)
        return answer

    assert asyncio.run(four_and_one()) == "ben's"


def test_what_was_given_up_before_it_began_is_not_begun(threads: Threads) -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def slow() -> None:
        begun.set()
        assert go_on.wait(10)

    async def give_up_the_second() -> None:
        first = asyncio.create_task(threads.run(slow, by="ann"))
        second = asyncio.create_task(threads.run(lambda: done.append("second"), by="ann"))
        third = asyncio.create_task(threads.run(lambda: done.append("third"), by="ann"))
        await asyncio.to_thread(begun.wait, 10)
        second.cancel()
        go_on.set()
        await asyncio.gather(first, third)

    asyncio.run(give_up_the_second())

    assert done == ["third"]


def test_closing_waits_for_what_waits_for_its_callers_turn_too() -> None:
    threads = Threads(2, "test")
    begun, go_on = threading.Event(), threading.Event()
    done: list[int] = []

    def slow() -> None:
        begun.set()
        assert go_on.wait(10)

    async def ask() -> None:
        asyncio.get_running_loop().create_task(threads.run(slow, by="ann"))
        for number in range(3):
            asyncio.get_running_loop().create_task(threads.run(partial(done.append, number), by="ann"))
        await asyncio.to_thread(begun.wait, 10)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(ask())
    closing = threading.Thread(target=threads.close)
    closing.start()
    go_on.set()
    closing.join(10)
    loop.close()

    assert done == [0, 1, 2]
