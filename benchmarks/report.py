"""What a benchmark found, and the table it is printed in."""

import statistics
from collections.abc import Iterable, Sequence

from msgspec import Struct


class Finding(Struct, frozen=True, kw_only=True):
    """Ours beside its measure; `ratio` over `bar` fails, None is told without a bar."""

    engine: str
    what: str
    ours: str
    against: str
    ratio: float
    bar: float | None
    unit: str = "x"

    @property
    def missed(self) -> bool:
        """Whether there is a bar, and it was missed."""
        return self.bar is not None and self.ratio > self.bar


def compared(engine: str, what: str, ours_s: Sequence[float], hand_s: Sequence[float], bar: float) -> Finding:
    """Compare two lists of seconds by their medians."""
    ours, hand = statistics.median(ours_s), statistics.median(hand_s)
    return Finding(engine=engine, what=what, ours=_time(ours), against=_time(hand), ratio=ours / hand, bar=bar)


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds < 1 else f"{seconds:.3f} s"


def show(findings: Iterable[Finding]) -> None:
    """Print the table."""
    head = ("engine", "what", "ours", "against", "ratio", "bar", "")
    rows = [head, *(_cells(finding) for finding in findings)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cells(finding: Finding) -> tuple[str, ...]:
    bar = "" if finding.bar is None else f"<= {_figure(finding.bar, finding.unit)}"
    verdict = "" if finding.bar is None else "FAIL" if finding.missed else "PASS"
    ratio = _figure(finding.ratio, finding.unit)
    return (finding.engine, finding.what, finding.ours, finding.against, ratio, bar, verdict)


def _figure(number: float, unit: str) -> str:
    if unit == "1/":
        return f"1/{1 / number:.1f}"
    if unit in {"x", "shift"}:
        return f"{number:.2f} x" if unit == "x" else f"{number:.3f}"
    return f"{number:.0f} {unit}"
