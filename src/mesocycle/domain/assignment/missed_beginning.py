"""A beginning so late in the week that nothing of its week is left, and the day on which it would be whole."""

from datetime import timedelta

from mesocycle.domain.assignment.receipt import MissedBeginning
from mesocycle.domain.assignment.schedule import Schedule
from mesocycle.domain.plan.placement import Begin


def missed_beginning(schedule: Schedule, begin: Begin, weeks: int) -> MissedBeginning | None:
    """Say that the start week is lost, where nobody asked for that: by a race date or a start day they would have.

    Days of the week are the only ones that can be missed so: plans that count days begin with their first.
    """
    if begin.race_date is not None or begin.start_day != 1 or not schedule.created:
        return None
    first_week = min(each.plan_week for each in schedule.created)
    if first_week <= begin.start_week or not schedule.not_created:
        return None
    monday = begin.start_date + timedelta(days=7 - begin.start_date.weekday())
    return MissedBeginning(first_week=first_week, weeks=weeks, begin_instead=monday.isoformat())
