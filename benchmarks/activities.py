"""Activities of watches: a long FIT at most 0.12 x fitdecode alone; a thousand files on all cores in steady memory."""

import json
import math
import os
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import fitdecode

from benchmarks.report import Finding, compared
from mesocycle.formats.activities.fit import import_activities
from mesocycle.formats.activities.fit_messages import FIT_EPOCH
from mesocycle.formats.workouts.fit_writing import Field, Message, write

RUNS = 5
BAR = 0.12
FILES = 1_000
BAR_MB = 300
_LONG_S = 13_471
_SHORT_S = 1_800
_BEGUN = 1_700_000_000 - FIT_EPOCH
_REAL = Path(__file__).parents[2] / "shared" / "data" / "fit-run" / "garmin-edge-500-activity.fit"


def read_fit(engine: str, runs: int | None, _seed: int) -> Iterator[Finding]:
    """Measure reading; no database has a part in it, so it is done once."""
    if engine != "sqlite":
        return
    runs = RUNS if runs is None else runs
    bodies = {"a made-up FIT of 3.7 hours": a_fit(0, _LONG_S)}
    if _REAL.exists():
        bodies["a real FIT of 3.5 hours"] = _REAL.read_bytes()
    for what, body in bodies.items():
        sides = [(_ours(body), _alone(body)) for _ in range(runs + 1)][1:]
        ours, alone = zip(*sides, strict=True)
        yield compared("-", f"read {what}, against the decoder alone", ours, alone, BAR)


def import_many(engine: str, _runs: int | None, _seed: int) -> Iterator[Finding]:
    """Import a zip of activities in a process of its own, a tenth of them and all, and compare memory and time."""
    with tempfile.TemporaryDirectory(prefix="mesocycle-bench-") as folder:
        told = {}
        for count in (FILES // 10, FILES):
            path = Path(folder) / f"{count}.zip"
            _pack(path, count)
            ended = subprocess.run(
                [sys.executable, "-m", "benchmarks.activities_alone", engine, str(path)],
                check=True,
                capture_output=True,
                text=True,
                start_new_session=True,
            )
            told[count] = json.loads(ended.stdout.splitlines()[-1])
    few, many = told[FILES // 10], told[FILES]
    if many["taken"] != FILES:
        raise AssertionError(f"{many['taken']} of {FILES} activities were taken in")
    yield Finding(
        engine=engine,
        what=f"import {FILES:,} activities: memory",
        ours=f"{many['peak_mb']:.0f} MB",
        against=f"{few['peak_mb']:.0f} MB for {FILES // 10}",
        ratio=many["peak_mb"],
        bar=BAR_MB,
        unit="MB",
    )
    yield Finding(
        engine=engine,
        what=f"read {FILES:,} activities on {os.cpu_count()} cores, against one ({many['seconds']:.0f} s with storing)",
        ours=f"{many['read_s']:.1f} s",
        against=f"{many['alone_s']:.1f} s",
        ratio=many["read_s"] / many["alone_s"],
        bar=None,
    )


def a_fit(number: int, seconds: int) -> bytes:
    """Make a run over hills, a sample a second."""
    begun = _BEGUN + number * 100_000
    records = [
        Message(
            20,
            [
                Field(253, "uint32", begun + second),
                Field(0, "uint32", 500_000_000 + second * 300),
                Field(1, "uint32", 100_000_000),
                Field(5, "uint32", second * 300),
                Field(2, "uint16", round((500 + 400 + 60 * math.sin(second / 400)) * 5)),
                Field(6, "uint16", 3000),
                Field(7, "uint16", 250),
            ],
        )
        for second in range(seconds)
    ]
    laps = [
        Message(
            19, [Field(253, "uint32", begun + end), Field(2, "uint32", begun + end - 300), Field(7, "uint32", 300_000)]
        )
        for end in range(300, seconds, 300)
    ]
    summary = [Field(253, "uint32", begun + seconds), Field(2, "uint32", begun), Field(7, "uint32", seconds * 1000)]
    summary += [Field(9, "uint32", seconds * 300), Field(5, "enum", 1), Field(6, "enum", 0)]
    return write([Message(0, [Field(0, "enum", 4)]), *records, *laps, Message(18, summary)])


def _pack(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"{number}.fit", a_fit(number, _SHORT_S))


def _ours(body: bytes) -> float:
    begun = perf_counter()
    found = list(import_activities(body))
    assert len(found) == 1
    return perf_counter() - begun


def _alone(body: bytes) -> float:
    begun = perf_counter()
    with warnings.catch_warnings(action="ignore"), fitdecode.FitReader(body) as reader:
        for _ in reader:
            pass
    return perf_counter() - begun
