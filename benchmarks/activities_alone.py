"""Import a zip of activities in a process that does nothing else, and tell time and peak memory as JSON.

`python -m benchmarks.activities_alone ENGINE ZIP`
"""

import itertools
import json
import os
import sys
import threading
import zipfile
from pathlib import Path
from time import perf_counter

from benchmarks.seeding import NOW, fresh_url, opened
from mesocycle.actions.people.add_user import add_user
from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import NewUser, Role, Units
from mesocycle.formats.activities.activity_file import read_activities
from mesocycle.transfer.activities.import_activities import import_activities
from mesocycle.transfer.activities.read_activities import read_files

_LOOKED_EVERY_S = 0.2
_ON_ONE_CORE = 20


class Watch(threading.Thread):
    """Watches the memory of this process and of the readers it started."""

    def __init__(self) -> None:
        """Begin to watch."""
        super().__init__(daemon=True)
        self.peak_mb = 0.0
        self.over = threading.Event()
        self.start()

    def run(self) -> None:
        """Look every fifth of a second."""
        while not self.over.wait(_LOOKED_EVERY_S):
            self.peak_mb = max(self.peak_mb, _memory_mb())


def _memory_mb() -> float:
    """Sum what all processes of our group hold; what they share counts for each."""
    group, held = os.getpgrp(), 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[2]) == group:
            held += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    return held / 1e6


def main() -> None:
    """Do as the arguments say."""
    engine, path = sys.argv[1:]
    with fresh_url(engine) as url, opened(url) as database:
        root = Act(actor=Actor("root", frozenset({Role.ADMIN})), now=NOW)
        new = NewUser(
            id="ann", email="ann@example.org", name="Ann", roles=(Role.ATHLETE,), time_zone="UTC", units=Units.METRIC
        )
        add_user(database, new, root)
        act = Act(actor=Actor("ann", frozenset()), now="2045-01-05T09:00:00.000Z")
        alone_s = _on_one_core(path)
        watch = Watch()
        begun = perf_counter()
        with Path(path).open("rb") as stream:
            found = list(read_files([("all.zip", stream)]))
        read_s = perf_counter() - begun
        result = import_activities(database, "ann", found, act)
        seconds = perf_counter() - begun
        watch.over.set()
    told = {
        "taken": result.count(ItemOutcome.IMPORTED),
        "seconds": seconds,
        "read_s": read_s,
        "alone_s": alone_s * len(found),
        "peak_mb": watch.peak_mb,
    }
    print(json.dumps(told))


def _on_one_core(path: str) -> float:
    """Give the seconds for one file, read here."""
    with zipfile.ZipFile(path) as archive:
        bodies = [archive.read(name) for name in itertools.islice(archive.namelist(), _ON_ONE_CORE)]
    begun = perf_counter()
    for body in bodies:
        read_activities(body)
    return (perf_counter() - begun) / len(bodies)


if __name__ == "__main__":
    main()
