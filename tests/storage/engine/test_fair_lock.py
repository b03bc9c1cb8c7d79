"""Writers of one process come in in the order they came, and who gives up holds up nobody."""

import signal
import threading
import time

import pytest

from mesocycle.domain.refusal import DatabaseBusy
from mesocycle.storage.engine.fair_lock import FairLock

SOON_S = 30.0


def _waiting(lock: FairLock, count: int) -> None:
    """Wait until so many stand in the queue."""
    deadline = time.monotonic() + SOON_S
    while len(lock._waiting) < count:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_the_fair_lock_lets_writers_in_in_the_order_they_came() -> None:
    lock, came_in = FairLock(), list[int]()

    def write(number: int) -> None:
        with lock.held(SOON_S):
            came_in.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    with lock.held(SOON_S):
        for number, writer in enumerate(writers):
            writer.start()
            _waiting(lock, number + 1)

    for writer in writers:
        writer.join(SOON_S)
    assert came_in == list(range(8))


def test_whoever_waits_too_long_for_the_fair_lock_is_refused_as_busy() -> None:
    lock = FairLock()

    with lock.held(SOON_S), pytest.raises(DatabaseBusy), lock.held(0.01):
        pass

    with lock.held(0.01):
        pass


def test_a_writer_who_gave_up_does_not_hold_up_those_behind() -> None:
    lock, came_in = FairLock(), threading.Event()

    def write() -> None:
        with lock.held(SOON_S):
            came_in.set()

    def give_up() -> None:
        with pytest.raises(DatabaseBusy), lock.held(0.05):
            pass

    behind = threading.Thread(target=write)
    with lock.held(SOON_S):
        impatient = threading.Thread(target=give_up)
        impatient.start()
        _waiting(lock, 1)
        behind.start()
        impatient.join(SOON_S)

    assert came_in.wait(SOON_S)
    behind.join(SOON_S)


def test_a_writer_interrupted_while_waiting_leaves_the_queue() -> None:
    lock, free, taken = FairLock(), threading.Event(), threading.Event()

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    def hold() -> None:
        with lock.held(SOON_S):
            taken.set()
            free.wait(SOON_S)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(SOON_S)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            lock._acquire(SOON_S)
    finally:
        signal.signal(signal.SIGALRM, before)
        free.set()
        holder.join(SOON_S)

    with lock.held(0.01):
        pass
