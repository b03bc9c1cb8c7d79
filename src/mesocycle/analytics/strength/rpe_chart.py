"""What share of a 1RM so many repetitions at such an effort are: the RTS chart, and the NSCA table."""

from collections.abc import Mapping
from types import MappingProxyType

# Tuchscherer's chart is one sequence: each half repetition more, done or left in reserve, is one place further.
_BY_HALF_REPS = (
    *(100, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85.0, 83.7, 82.4, 81.1, 79.9, 78.6),
    *(77.4, 76.2, 75.1, 73.9, 72.3, 70.7, 69.4, 68.0, 66.7, 65.3, 64.0, 62.6, 61.3, 59.9, 58.6),
)
LOWEST_RPE = 6.5
"""Below it the chart says nothing."""
MOST_REPS = 12

NSCA_PERCENT: Mapping[int, int] = MappingProxyType(
    {1: 100, 2: 95, 3: 93, 4: 90, 5: 87, 6: 85, 7: 83, 8: 80, 9: 77, 10: 75, 12: 70}
)
"""NSCA, %1RM by repetitions to the limit (as its two web pages have it; the textbook's row of 12 says 67)."""


def percent_of_max(reps: int, rpe: float) -> float | None:
    """Give percent of the 1RM (Tuchscherer, RTS; RPE 10 = nothing in reserve, Zourdos 2016); None off the chart.

    Efforts between the halves are rounded to the nearer half, up at a quarter.
    """
    if not 1 <= reps <= MOST_REPS or not LOWEST_RPE <= rpe <= 10:
        return None
    place = 2 * (reps - 1) + round((10 - rpe) * 2 - 1e-9)
    return _BY_HALF_REPS[place] if place < len(_BY_HALF_REPS) else None
