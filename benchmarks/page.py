"""`docs/benchmarks.md`: what was measured last, one section for each command, written by the command itself."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.report import HEAD, Finding, cells
from tests import servers

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

What was measured last, on which machine; each section is written by the command it names. Both sides run in turns in
the same run, and the figures are their medians. The ratio is our time over theirs (of rates, theirs over ours), so less
is faster; the column beside it says between which ratios the middle half of the pairs lay.
"""
_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def write(name: str, command: str, findings: Sequence[Finding]) -> None:
    """Put what one benchmark found in the place of what it found before."""
    kept = dict(_SECTION.findall(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else {}
    kept[name] = _section(command, findings)
    sections = (f"\n## {each}\n{kept[each].rstrip()}\n" for each in sorted(kept))
    PAGE.write_text(_HEAD + "".join(sections), encoding="utf-8")


def _section(command: str, findings: Sequence[Finding]) -> str:
    rows = [HEAD, ("---",) * len(HEAD), *map(cells, findings)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"\n`{command}`, {_machine()}, {datetime.now(UTC):%Y-%m-%d}\n\n{table}\n"


def _machine() -> str:
    """Say what it ran on, without the machine's name."""
    load = os.getloadavg()[1]
    return (
        f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, Python {platform.python_version()}, "
        f"{servers.version()}, SQLAlchemy {version('sqlalchemy')}, granian {version('granian')}; "
        f"others' work on the machine besides: load of the last five minutes {load:.1f}"
    )
