"""What TCX and GPX have in common: moments and numbers as their texts say them."""

from datetime import UTC, datetime
from math import nan

from msgspec.structs import replace

from mesocycle.domain.activity.activity import OWN_METHOD, Ascent
from mesocycle.domain.activity.track import tidy
from mesocycle.domain.document import Instant
from mesocycle.domain.instant import EARLIEST, LATEST, instant
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement

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


def no_summary(ours: Performance, movement: Movement) -> Performance:
    """Give the sums of samples as those of an activity: a watch counts the steps of one foot."""
    turns = ours.average_cadence
    return replace(ours, average_cadence=None if turns is None else tidy(turns * feet(movement)))


def feet(movement: Movement) -> float:
    """Say for how many steps a watch's one stands."""
    return 2.0 if movement in {"run", "walk", "hike"} else 1.0


def own_ascent(ours: Performance) -> tuple[Ascent, ...]:
    """Give the climb as we sum it."""
    if ours.elevation_gain is None:
        return ()
    return (Ascent(method=OWN_METHOD, gain=ours.elevation_gain, loss=ours.elevation_loss),)


def told_damage(damage: str | None) -> tuple[str, ...]:
    """Say that a file is damaged, and where."""
    return () if damage is None else (f"The file is damaged, so something may be missing ({damage.rstrip('.')}).",)
