"""How much training something is: sets, repetitions, load, time, distance and ascent, which add up."""

from collections.abc import Iterable
from typing import Self

from msgspec.structs import astuple

from mesocycle.domain.document import Document, Number


class Amounts(Document, frozen=True, kw_only=True):
    """What adds up over lines, sections, sessions and weeks; what is not known counts nothing, and is told.

    Sets, repetitions and load leave warm-up sets out; load is kilograms × repetitions beside the body's weight.
    Duration is that of timed sets and steps.
    """

    sets: Number
    repetitions: Number
    load_kg: float
    duration_s: float
    distance_m: float
    ascent_m: float
    unknown_loads: Number
    """Sets whose load is not known, and so in no sum."""
    seconds_without_distance: float
    """Time on the way whose distance is not known."""
    metres_without_time: float
    """Distance whose time is not known."""

    def plus(self, other: "Amounts", times: float = 1) -> "Amounts":
        """Add another, or so many of it."""
        mine, theirs = astuple(self), astuple(other)
        return Amounts(**{name: a + times * b for name, a, b in zip(self.__struct_fields__, mine, theirs, strict=True)})

    def rounded(self) -> Self:
        """Give it with the digits that mean something, for showing."""
        return type(self)(**{name: round(getattr(self, name), 3) for name in self.__struct_fields__})


NOTHING = Amounts(
    sets=0,
    repetitions=0,
    load_kg=0.0,
    duration_s=0.0,
    distance_m=0.0,
    ascent_m=0.0,
    unknown_loads=0,
    seconds_without_distance=0.0,
    metres_without_time=0.0,
)


def total(parts: Iterable[Amounts]) -> Amounts:
    """Add up."""
    whole = NOTHING
    for part in parts:
        whole = whole.plus(part)
    return whole
