"""Several sports done in one go: what lies between two of them belongs to the one that follows."""

from collections.abc import Sequence

from msgspec.structs import replace

from mesocycle.domain.activity.activity import Activity, RecordedLap
from mesocycle.domain.activity.track import tidy
from mesocycle.domain.log.performance import Performance

_BETWEEN = "transition"


def with_transitions(found: Sequence[Activity]) -> list[Activity]:
    """Give sports with the time of changing as a rest before them, after the last sport as one behind it.

    The way from the bicycle to the road is neither ridden nor run: time counts, distance does not.
    """
    sports = [each for each in found if each.kind != _BETWEEN]
    if not sports or len(sports) == len(found):
        return list(found)
    joined: list[Activity] = []
    waiting: list[Activity] = []
    for each in found:
        if each.kind == _BETWEEN:
            waiting.append(each)
            continue
        sport = each
        for change in reversed(waiting):
            sport = _joined(sport, change, before=True)
        joined.append(sport)
        waiting = []
    for change in waiting:
        joined[-1] = _joined(joined[-1], change, before=False)
    return joined


def _joined(sport: Activity, change: Activity, *, before: bool) -> Activity:
    whole = RecordedLap(started_at=None, performance=change.performance)
    rests = tuple(replace(lap, phase="rest", performance=_rested(lap.performance)) for lap in change.laps or (whole,))
    laps = sport.laps or (RecordedLap(performance=sport.performance),)
    known = [each for each in (sport.performance.duration, change.performance.duration) if each is not None]
    burnt = [each for each in (sport.performance.calories, change.performance.calories) if each is not None]
    return replace(
        sport,
        start=change.start if before and change.start is not None else sport.start,
        civil_start=change.civil_start if before and change.civil_start is not None else sport.civil_start,
        performance=replace(
            sport.performance,
            duration=tidy(sum(known)) if known else None,
            calories=tidy(sum(burnt)) if burnt else None,
        ),
        laps=(*rests, *laps) if before else (*laps, *rests),
        records=sport.records + change.records,
        problems=tuple(dict.fromkeys((*sport.problems, *change.problems))),
        left_out=(*sport.left_out, *change.left_out),
    )


def _rested(done: Performance) -> Performance:
    return replace(
        done,
        distance=None,
        grade_adjusted_distance=None,
        moving_duration=None,
        elevation_gain=None,
        elevation_loss=None,
    )
