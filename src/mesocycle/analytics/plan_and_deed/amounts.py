"""How much training something is: sets, repetitions, load, time, distance and ascent, which add up."""

from collections.abc import Iterable
from typing import Self

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
        return Amounts(  # by name, not in a loop: a roster's plans come to tens of thousands of these
            sets=self.sets + times * other.sets,
            repetitions=self.repetitions + times * other.repetitions,
            load_kg=self.load_kg + times * other.load_kg,
            duration_s=self.duration_s + times * other.duration_s,
            distance_m=self.distance_m + times * other.distance_m,
            ascent_m=self.ascent_m + times * other.ascent_m,
            unknown_loads=self.unknown_loads + times * other.unknown_loads,
            seconds_without_distance=self.seconds_without_distance + times * other.seconds_without_distance,
            metres_without_time=self.metres_without_time + times * other.metres_without_time,
        )

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
