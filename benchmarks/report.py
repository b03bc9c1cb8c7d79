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
    spread: str = ""
    """Between which ratios the middle half of the pairs lay."""

    @property
    def missed(self) -> bool:
        """Whether there is a bar, and it was missed."""
        return self.bar is not None and self.ratio > self.bar


def compared(engine: str, what: str, ours_s: Sequence[float], hand_s: Sequence[float], bar: float) -> Finding:
    """Compare two lists of seconds by their medians."""
    ours, hand = statistics.median(ours_s), statistics.median(hand_s)
    return Finding(
        engine=engine,
        what=what,
        ours=_time(ours),
        against=_time(hand),
        ratio=ours / hand,
        bar=bar,
        spread=spread(ours_s, hand_s),
    )


def spread(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Say between which ratios the middle half of the pairs lay that were measured side by side."""
    ratios = sorted(one / other for one, other in zip(ours, theirs, strict=False))
    if len(ratios) < 4:
        return ""
    first, _, third = statistics.quantiles(ratios, n=4)
    return f"{first:.2f}-{third:.2f}"


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds < 1 else f"{seconds:.3f} s"


HEAD = ("engine", "what", "ours", "against", "ratio", "middle half", "bar", "")


def show(findings: Iterable[Finding]) -> None:
    """Print the table."""
    rows = [HEAD, *(cells(finding) for finding in findings)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def cells(finding: Finding) -> tuple[str, ...]:
    """Give the row of a finding."""
    bar = "" if finding.bar is None else f"<= {_figure(finding.bar, finding.unit)}"
    verdict = "" if finding.bar is None else "FAIL" if finding.missed else "PASS"
    ratio = _figure(finding.ratio, finding.unit)
    return (finding.engine, finding.what, finding.ours, finding.against, ratio, finding.spread, bar, verdict)


def _figure(number: float, unit: str) -> str:
    if unit == "1/":
        return f"1/{1 / number:.1f}"
    if unit in {"x", "shift"}:
        return f"{number:.2f} x" if unit == "x" else f"{number:.3f}"
    return f"{number:.0f} {unit}"
