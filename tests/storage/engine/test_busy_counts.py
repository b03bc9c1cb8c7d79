"""What writers had to bear."""

from concurrent.futures import ThreadPoolExecutor

from mesocycle.storage.engine.busy_counts import BusyCounts


def test_what_many_threads_bear_at_once_is_counted_whole() -> None:
    counts = BusyCounts()

    with ThreadPoolExecutor(8) as threads:
        for _ in range(2000):
            threads.submit(counts.note_retry)
            threads.submit(counts.note_busy)

    assert (counts.retried, counts.busy) == (2000, 2000)
