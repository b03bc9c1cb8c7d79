"""How much of a session was done as planned, in the colours coaches know, for sets and steps alike.

A line counts by about its seconds. Its share is what was done of its planned amount, times what was done of its
planned load or speed; 1 inside a planned range, 0 where it was omitted. Heart rate and effort are the athlete's
answer, so they are told as deviations and change no share. Added work counts on top.

Colours by the bands that are in general use: green 80 to 120 %, yellow 50 to 79 and 121 to 150 %, orange below
and above, red not done. No colour where there is nothing to compare: unrecorded, called off, nothing planned.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from mesocycle.analytics.plan_and_deed.tolerance import AMOUNTS, INTENSITIES, Aim, Measure, share_done
from mesocycle.domain.document import Document

MOST = 2.0
"""No line counts more than twice its plan: a slip of the finger does not colour a session."""


class Colour(StrEnum):
    """How near to its plan a session was."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class Compliance(Document, frozen=True, kw_only=True):
    """Percent of the planned work that was done; both are absent where there is nothing to compare."""

    percent: float | None = None
    colour: Colour | None = None


NOT_COMPARED = Compliance()
NOT_DONE = Compliance(percent=0.0, colour=Colour.RED)


class Share(NamedTuple):
    """What one line counts for and which share of it was done; an added line is done but was not planned."""

    weight: float
    done: float
    planned: bool = True


def compliance(shares: Iterable[Share]) -> Compliance:
    """Give the compliance of a session's or a section's lines."""
    lines = list(shares)
    planned = sum(line.weight for line in lines if line.planned)
    if planned <= 0:
        return NOT_COMPARED
    percent = sum(line.weight * line.done for line in lines) / planned * 100
    return Compliance(percent=round(percent, 1), colour=colour(percent))


def colour(percent: float) -> Colour:
    """Give the band that a percentage, rounded to whole ones, falls in."""
    whole = round(percent)
    if whole <= 0:
        return Colour.RED
    if 80 <= whole <= 120:
        return Colour.GREEN
    return Colour.YELLOW if 50 <= whole <= 150 else Colour.ORANGE


def line_share(aims: Sequence[Aim], done: Mapping[Measure, float], *, substituted: bool = False) -> float:
    """Give the share of a line that was done; of another exercise only the amount can be compared."""
    amount = next((aim for aim in aims if aim.measure in AMOUNTS and aim.measure in done), None)
    share = 1.0 if amount is None else share_done(amount, done[amount.measure])
    hardness = next((aim for aim in aims if aim.measure in INTENSITIES and aim.measure in done), None)
    if hardness is not None and not substituted:
        share *= share_done(hardness, done[hardness.measure])
    return min(share, MOST)
