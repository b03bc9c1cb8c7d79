"""What athletes really did of a routine in the last weeks, summed by the database."""

from msgspec import Struct

from mesocycle.domain.document import Date, Id


class RecentTraining(Struct, frozen=True, kw_only=True):
    """One athlete's sums since the first day on which something was done; sets and repetitions without warm-ups."""

    since: Date
    sets: int
    repetitions: int
    load_kg: float
    """Beside the body's weight, both hands, both sides."""
    duration_s: float
    distance_m: float
    ascent_m: float
    pace_s_per_m: float | None = None
    """Of the efforts whose time and distance are both known."""


class DayTaken(Struct, frozen=True):
    """A session that stands on a day, of whatever assignment."""

    user_id: Id
    day: Date
    workout_name: str
