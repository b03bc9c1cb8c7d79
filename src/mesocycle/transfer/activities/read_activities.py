"""Read activity files on all cores, a few at a time, so that a thousand take no more memory than a dozen."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import BinaryIO, NamedTuple

import msgspec

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.document import encode
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.activity_file import read_activities
from mesocycle.formats.text.packed import BadMember, Member, members

_ALONE = 3
"""So few files are read faster here than a pool of processes starts."""
_BEGUN_PER_CORE = 2
_Read = list[bytes | Reject]


class FoundActivity(NamedTuple):
    """What one place of a file holds: its name, the number of the activity in it, and the activity or the reject."""

    file: str
    number: int
    activity: Activity | Reject


def read_files(files: Iterable[tuple[str, BinaryIO]]) -> Iterator[FoundActivity]:
    """Read files and zips of files in their order; one that is damaged never stops the rest."""
    unpacked = (each for name, stream in files for each in members(name, stream))
    first: list[Member | BadMember] = []
    for each in unpacked:
        first.append(each)
        if len(first) > _ALONE:
            break
    if len(first) <= _ALONE:
        for each in first:
            yield from _found(each.name, [each.reject] if isinstance(each, BadMember) else _encoded(each.body))
        return
    yield from _on_all_cores(_chained(first, unpacked))


def _chained(first: Iterable[Member | BadMember], rest: Iterable[Member | BadMember]) -> Iterator[Member | BadMember]:
    yield from first
    yield from rest


def _on_all_cores(unpacked: Iterator[Member | BadMember]) -> Iterator[FoundActivity]:
    cores = os.cpu_count() or 1
    under_way: deque[tuple[Member | BadMember, Future[_Read] | None]] = deque()
    # "forkserver" rather than "fork": whoever imports may be a server with threads.
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    with ProcessPoolExecutor(max_workers=cores, mp_context=context) as pool:
        for each in unpacked:
            under_way.append((each, None if isinstance(each, BadMember) else pool.submit(_encoded, each.body)))
            if len(under_way) > cores * _BEGUN_PER_CORE:
                yield from _next(under_way)
        while under_way:
            yield from _next(under_way)


def _next(under_way: "deque[tuple[Member | BadMember, Future[_Read] | None]]") -> Iterator[FoundActivity]:
    member, future = under_way.popleft()
    if isinstance(member, BadMember) or future is None:
        yield from _found(member.name, [member.reject] if isinstance(member, BadMember) else [])
        return
    try:
        read = future.result()
    except BrokenProcessPool:  # the operating system ended a reader, for want of memory perhaps: read it here
        read = _encoded(member.body)
    yield from _found(member.name, read)


def _encoded(body: bytes) -> _Read:
    """Read one file; activities come as JSON, which crosses between processes at a tenth of the cost."""
    return [each if isinstance(each, Reject) else encode(each) for each in read_activities(body)]


def _found(name: str, read: _Read) -> Iterator[FoundActivity]:
    for number, each in enumerate(read, 1):
        activity = each if isinstance(each, Reject) else msgspec.json.decode(each, type=Activity)
        yield FoundActivity(name, number, activity)
