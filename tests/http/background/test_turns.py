"""How long a thread may have the interpreter: short turns while another one computes, Python's own else."""

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from mesocycle.http.background import turns
from mesocycle.http.background.turns import TURNS, Turns
from mesocycle.http.threads import Threads

_USUAL_S = 0.004
_SHORT_S = pytest.approx(0.000_02)


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Have turns of a length that nothing else sets."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_USUAL_S)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def threads() -> Iterator[Threads]:
    """Give two threads, closed afterwards."""
    made = Threads(2, "test")
    yield made
    made.close()


def _compute(computes: threading.Event, until: threading.Event) -> None:
    begun = time.thread_time()
    while not until.is_set():
        sum(range(1_000))
        if time.thread_time() - begun > 2 * turns.COMPUTES_S:
            computes.set()


def _wait(waits: threading.Event, until: threading.Event) -> None:
    time.sleep(4 * turns.COMPUTES_S)
    waits.set()
    until.wait(10)


def _turn_beside(threads: Threads, work: Callable[[threading.Event, threading.Event], object]) -> float:
    """Give how long a turn is for what comes while `work` is done."""

    async def beside() -> float:
        going_on, until = threading.Event(), threading.Event()
        first = asyncio.create_task(threads.run(lambda: work(going_on, until), by="ann"))
        await asyncio.to_thread(going_on.wait, 10)
        seen = await threads.run(sys.getswitchinterval, by="ben")
        until.set()
        await first
        return seen

    return asyncio.run(beside())


def test_turns_are_short_while_somebody_computes_and_long_a_while_after(
    threads: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_STAY_S", 0.02)

    meanwhile = _turn_beside(threads, _compute)
    time.sleep(0.03)
    afterwards = asyncio.run(threads.run(sys.getswitchinterval, by="ben"))

    assert meanwhile == _SHORT_S
    assert afterwards == pytest.approx(_USUAL_S)


def test_who_only_waits_does_not_compute(threads: Threads) -> None:
    if not hasattr(time, "pthread_getcpuclockid"):
        pytest.skip("this system does not say what another thread has used")
    assert _turn_beside(threads, _wait) == pytest.approx(_USUAL_S)


def test_what_came_before_somebody_computed_has_short_turns_too(threads: Threads) -> None:
    async def first_and_second() -> None:
        until = threading.Event()
        came = asyncio.create_task(threads.run(lambda: until.wait(10), by="ben"))
        computing = asyncio.create_task(threads.run(lambda: _compute(threading.Event(), until), by="ann"))
        seen = [await asyncio.sleep(0.01, sys.getswitchinterval()) for _ in range(50)]
        until.set()
        await asyncio.gather(came, computing)
        assert seen[0] == pytest.approx(_USUAL_S)
        assert seen[-1] == _SHORT_S

    asyncio.run(first_and_second())


def test_where_no_thread_tells_what_it_used_the_time_that_passes_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "pthread_getcpuclockid", raising=False)
    threads = Threads(2, "test")

    async def both() -> list[object]:
        met = threading.Barrier(2, timeout=10)
        meeting = asyncio.gather(threads.run(met.wait, by="ann"), threads.run(met.wait, by="ben"))
        return [*await asyncio.wait_for(meeting, 20)]

    with closing(threads):
        assert sorted(map(str, asyncio.run(both()))) == ["0", "1"]
        assert _turn_beside(threads, _wait) == _SHORT_S


def test_threads_that_end_leave_turns_as_they_were_and_take_nothing_more() -> None:
    threads = Threads(2, "test")

    _turn_beside(threads, _compute)
    threads.close()

    with pytest.raises(RuntimeError, match="closed"):
        asyncio.run(asyncio.wait_for(threads.run(sys.getswitchinterval, by="ben"), 10))
    assert sys.getswitchinterval() == pytest.approx(_USUAL_S)


def test_turns_are_short_until_the_last_who_wants_them_is_done() -> None:
    both = Turns()
    with both.short():
        with both.short():
            inside = sys.getswitchinterval()
        between = sys.getswitchinterval()

    assert [inside, between] == pytest.approx([0.000_02, 0.000_02])
    assert sys.getswitchinterval() == pytest.approx(_USUAL_S)


def test_several_who_want_short_turns_at_once_leave_them_as_they_were() -> None:
    def want(_: int) -> float:
        with TURNS.short():
            return sys.getswitchinterval()

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(want, range(400)))

    assert seen == [_SHORT_S] * 400
    assert sys.getswitchinterval() == pytest.approx(_USUAL_S)
