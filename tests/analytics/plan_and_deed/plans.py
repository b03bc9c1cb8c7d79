"""What the tests of plan_and_deed share."""

from typing import Any

from mesocycle.domain.log.editing import EMPTY, put_effort, put_set
from mesocycle.domain.log.performance import (
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.workout import (
    RunSection,
)
from tests.analytics.compared import (
    a_plan,
    sets_planned,
)
from tests.builders import a_set
from tests.domain.logs import LINES

FIVE_BY_100 = sets_planned(a_set())


def a_log_of(entries: list[Any], efforts: list[Any]) -> WorkoutPerformanceLog:
    log = EMPTY
    for entry in entries:
        log = put_set(log, entry, LINES).log
    for entry in efforts:
        log = put_effort(log, entry, LINES).log
    return log


RUN = a_plan(RunSection(id="run", name="Run", order_index=0, distance=10_000, duration="50m"))
