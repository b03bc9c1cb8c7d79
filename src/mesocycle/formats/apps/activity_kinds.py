"""What rows of lists of activities are to us, by the one vocabulary of sports."""

from typing import NamedTuple

from mesocycle.domain.plan.workout import Movement, WorkoutType
from mesocycle.formats.activities.sports import sport_of


class Kind(NamedTuple):
    """Type and movement of an activity, and what it was where no plan could say it."""

    type: WorkoutType
    movement: Movement
    sport: str | None


def kind_of(name: str) -> Kind:
    """Give what an activity is; one of an unknown sport is called as its list calls it."""
    sport = sport_of(name)
    if sport is None:
        return Kind(WorkoutType.OTHER, "other", name.strip() or None)
    return Kind(sport.type or WorkoutType.OTHER, sport.movement, None if sport.type else sport.name)
