"""What TCX and GPX have in common: moments, numbers and sports as their texts say them."""

from datetime import UTC, datetime
from math import nan

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import EARLIEST, LATEST, instant
from mesocycle.domain.plan.workout import Movement, WorkoutType

_SPORTS: tuple[tuple[str, Movement], ...] = (
    ("run", "run"),
    ("jog", "run"),
    ("hik", "hike"),
    ("walk", "walk"),
    ("bik", "bike"),
    ("cycl", "bike"),
    ("ride", "bike"),
    ("row", "row"),
    ("swim", "swim"),
)

_LARGEST = 1e9
"""Nothing that a device measures is larger; what says so is damaged, and sums of it would be no numbers."""


def seconds_of(text: str) -> float | None:
    """Read a moment as seconds since 1970; without a zone it is UTC, as both formats say."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def instant_of(seconds: float) -> Instant | None:
    """Give the instant of seconds since 1970; None where no calendar has it."""
    try:
        at = instant(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None
    return at if EARLIEST <= at < LATEST else None


def amount(text: str) -> float:
    """Read a number; NaN where it is none."""
    try:
        value = float(text)
    except ValueError:
        return nan
    return value if abs(value) <= _LARGEST else nan


def movement_of(sport: str) -> Movement:
    """Say how one moves in a sport, however an app spells it."""
    plain = sport.casefold()
    return next((movement for word, movement in _SPORTS if word in plain), "other")


def type_of(sport: str) -> WorkoutType | None:
    """Say which workouts a sport may be a deed of."""
    if movement_of(sport) != "run":
        return None
    return WorkoutType.TRAIL_RUNNING if "trail" in sport.casefold() else WorkoutType.RUNNING
