"""How much one log may hold: far more than a day of training, and little enough to be read at every look at it."""

from mesocycle.domain.log.performance import PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.plan.turns import MOST_TURNS

MOST_ENTRIES = MOST_TURNS
"""Sets, mini-sets and efforts in one log: as many as a workout may plan turns."""
MOST_LOG_BYTES = 2_000_000
"""As long as a log may be when it is written."""


def entries_of(performed: PerformedSet) -> int:
    """Count a set, and the small sets inside it."""
    return 1 + len(performed.performance.mini_sets or ())


def entries_in(log: WorkoutPerformanceLog) -> int:
    """Count all sets, mini-sets and efforts of a log."""
    return sum(
        len(section.efforts or ()) + sum(entries_of(one) for exercise in section.exercises for one in exercise.sets)
        for section in log.sections
    )
