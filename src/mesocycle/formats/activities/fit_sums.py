"""What a session or a lap of a FIT file comes to: the device's own sums where they hold, else those of its samples."""

from collections.abc import Sequence
from math import inf

from msgspec.structs import replace

from mesocycle.domain.activity.activity import OWN_METHOD, Ascent, AscentMethod
from mesocycle.domain.activity.track import on_the_flat, tidy
from mesocycle.domain.document import Number
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.workout import Movement
from mesocycle.formats.activities.fit_messages import FitFile, Values, first_number
from mesocycle.formats.activities.recorded import feet

_NEVER_TOLD_S = 43_200.0
"""A device that says so much more than it recorded was misled by its clock."""
_COVERED = 0.9
_BAROMETERS = frozenset({1036, 1169, 1328, 1551, 1561, 1567, 1765, 1836, 1967, 2050})
"""Garmin devices that do not name the barometer that they have: Edge 500 to 1000, fenix to fenix 3, FR 910XT, 920XT."""
_MAKERS = frozenset({"garmin", "dynastream", "dynastream_oem", "tacx"})
"""Whose numbers of products are Garmin's."""
_BAROMETER = 4


def told(
    values: Values, ours: Performance, movement: Movement, *, leapt_m: float = 0.0, of_lap: bool = False
) -> Performance:
    """Take what the device summed itself, and what it did not from its samples; climbing is our own sum.

    Time in motion and distance are of the same stretch: of the samples only where those cover the whole way.
    """
    timer = first_number(values, "total_timer_time") or None
    elapsed = _elapsed(values, timer, ours)
    distance = first_number(values, "total_distance")
    if distance is None or leapt_m or not (distance or of_lap):  # a lap may be a rest, a whole that is 0 is not known
        distance = ours.distance
    moving = first_number(values, "total_moving_time")
    covers = bool(ours.distance and distance and ours.distance >= _COVERED * distance)
    if not moving and ours.moving_duration is not None and (covers or timer is None):
        moving = min(ours.moving_duration, timer or inf)
    turns = first_number(values, "avg_cadence")
    if turns is None:
        turns = ours.average_cadence
    else:
        turns += first_number(values, "avg_fractional_cadence") or 0.0
    return replace(
        ours,
        duration=tidy(elapsed),
        moving_duration=_first(moving, timer),
        distance=tidy(distance or None),
        grade_adjusted_distance=on_the_flat(ours, tidy(distance)),
        average_heart_rate=_first(first_number(values, "avg_heart_rate") or None, ours.average_heart_rate),
        max_heart_rate=_first(first_number(values, "max_heart_rate") or None, ours.max_heart_rate),
        average_power=_first(first_number(values, "avg_power"), ours.average_power),
        average_cadence=None if turns is None else tidy(turns * feet(movement)),
        calories=tidy(first_number(values, "total_calories")) or None,
    )


def ascents(file: FitFile, session: Values, ours: Performance) -> tuple[Ascent, ...]:
    """Give the climb as the device says it, and as we sum it."""
    gain = first_number(session, "total_ascent")
    found = []
    if gain is not None:
        method: AscentMethod = "barometer" if _has_barometer(file) else "device"
        loss = tidy(first_number(session, "total_descent"))
        found.append(Ascent(method=method, gain=tidy(gain) or 0, loss=loss))
    if ours.elevation_gain is not None:
        found.append(Ascent(method=OWN_METHOD, gain=ours.elevation_gain, loss=ours.elevation_loss))
    return tuple(found)


def climbed_by_barometer(laps: Sequence[Performance], values: Sequence[Values], whole: Ascent) -> list[Performance]:
    """Divide the barometer's climb among laps: as it says itself, else as our own sums divide it."""

    def divided(told: str, ours: Sequence[Number | None], of: Number | None) -> Sequence[Number | None]:
        said = [first_number(each, told) for each in values]
        if all(each is not None for each in said):
            return [tidy(each) for each in said]
        total = sum(float(each or 0) for each in ours)
        if of is None or not total:
            return ours
        return [None if each is None else tidy(each * of / total) for each in ours]

    gains = divided("total_ascent", [each.elevation_gain for each in laps], whole.gain)
    losses = divided("total_descent", [each.elevation_loss for each in laps], whole.loss)
    return [
        replace(lap, elevation_gain=gain, elevation_loss=loss)
        for lap, gain, loss in zip(laps, gains, losses, strict=True)
    ]


def _elapsed(values: Values, timer: float | None, ours: Performance) -> float | None:
    elapsed = first_number(values, "total_elapsed_time") or None
    known = max(timer or 0.0, ours.duration or 0.0)
    if elapsed is not None and known and elapsed > known + _NEVER_TOLD_S:
        elapsed = None
    if elapsed is not None and timer is not None:
        elapsed = max(elapsed, timer)
    return elapsed or timer or ours.duration


def _has_barometer(file: FitFile) -> bool:
    devices = file.messages["device_info"]
    if any(each.get("source_type") == "local" and each.get("device_type") == _BAROMETER for each in devices):
        return True
    made = file.first("file_id")
    return made.get("manufacturer") in _MAKERS and made.get("product") in _BAROMETERS


def _first(*amounts: float | None) -> int | float | None:
    return next((tidy(each) for each in amounts if each is not None and each >= 0), None)
