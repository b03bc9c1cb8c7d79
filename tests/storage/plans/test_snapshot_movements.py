"""Courses of snapshots that are kept."""

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from mesocycle.storage.plans import snapshot_movements, snapshots
from mesocycle.storage.plans.snapshot_movements import ELSEWHERE, Courses


def test_what_two_threads_read_at_once_counts_both_times(monkeypatch: pytest.MonkeyPatch) -> None:
    courses = Courses(most=100)
    read: Any = None
    others: list[Thread] = []

    def bodies(_: object, hashes: list[bytes]) -> Iterator[tuple[bytes, str]]:
        return ((each, "") for each in hashes)

    def size_while_another_reads(_: object) -> int:
        if not others:
            others.append(Thread(target=courses.of, args=(read, [b"c", b"d"])))
            others[0].start()
            others[0].join(10)
        return 1

    monkeypatch.setattr(snapshots, "each_body", bodies)
    monkeypatch.setattr(snapshot_movements, "_course", lambda _: ELSEWHERE)
    monkeypatch.setattr(snapshot_movements, "_size", size_while_another_reads)

    found = courses.of(read, [b"a", b"b"])

    assert found.keys() == {b"a", b"b"}
    assert courses._held == len(courses._known) == 4
