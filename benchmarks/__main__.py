"""Run the benchmarks: `python -m benchmarks [replace|roll-out|memory|disk …] [--engine …] [--runs N] [--write]`."""

import argparse
import platform
import sys
from collections.abc import Callable, Iterator

from benchmarks.activities import import_many, read_fit
from benchmarks.desk import roster
from benchmarks.disk import disk
from benchmarks.editor import editor
from benchmarks.http.compare import growth, http, scale
from benchmarks.http.machines import citus
from benchmarks.http.processes import processes
from benchmarks.import_csv import import_csv
from benchmarks.live import live
from benchmarks.observing import observing
from benchmarks.page import write
from benchmarks.pages import pages
from benchmarks.player import player
from benchmarks.replace import replace
from benchmarks.report import Finding, show
from benchmarks.reports import reports
from benchmarks.roll_out import memory, roll_outs

ASKED_BY_NAME = frozenset({"scale", "citus"})
"""Too large to run unasked, or in need of machines of its own."""
Benchmark = Callable[[str, int | None, int], Iterator[Finding]]

BENCHMARKS: dict[str, Benchmark] = {
    "replace": replace,
    "roll-out": roll_outs,
    "memory": memory,
    "disk": disk,
    "import-csv": import_csv,
    "live": live,
    "read-fit": read_fit,
    "import-activities": import_many,
    "observing": observing,
    "reports": reports,
    "pages": pages,
    "http": http,
    "http-growth": growth,
    "processes": processes,
    "player": player,
    "editor": editor,
    "roster": roster,
    "scale": scale,
    "citus": citus,
}
ENGINES = ("sqlite", "postgresql")


def main() -> int:
    """Run what was asked for; 1 where a bar was missed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure against hand-written SQL in the same run.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"any of {', '.join(BENCHMARKS)}; all without")
    parser.add_argument("--engine", choices=ENGINES, help="one engine instead of both")
    parser.add_argument("--runs", type=int, help="how often each side runs")
    parser.add_argument("--seed", type=int, default=20260101, help="of the routines and athletes")
    parser.add_argument("--write", action="store_true", help="put what was found into docs/benchmarks.md")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, seed {asked.seed}")
    findings: list[Finding] = []
    engines = [asked.engine] if asked.engine else ENGINES
    for name in asked.names or [each for each in BENCHMARKS if each not in ASKED_BY_NAME]:
        found = [each for engine in engines for each in BENCHMARKS[name](engine, asked.runs, asked.seed)]
        findings += found
        if asked.write:
            write(name, f"python -m benchmarks {' '.join([name, *_said(asked)])}", found)
    show(findings)
    return int(any(finding.missed for finding in findings))


def _said(asked: argparse.Namespace) -> list[str]:
    """Give the options with which somebody gets the same again."""
    said = {"--engine": asked.engine, "--runs": asked.runs}
    return [word for option, value in said.items() if value is not None for word in (option, str(value))]


sys.exit(main())
