"""How much one log holds."""

from msgspec.structs import replace

from mesocycle.domain.log.editing import EMPTY, put_effort, put_set
from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.performance import Effort, Performance, PerformedMiniSet
from mesocycle.domain.log.size import MOST_ENTRIES, entries_in, entries_of
from mesocycle.domain.plan.turns import MOST_TURNS
from tests.domain.logs import LINES, performed


def test_a_set_counts_with_each_small_set_inside_it_and_an_effort_once() -> None:
    cluster = replace(
        performed("a", set_id="squat-1"),
        performance=Performance(reps=5, mini_sets=(PerformedMiniSet(reps=2), PerformedMiniSet(reps=2))),
    )
    lap = Effort(id="lap", round=1, phase="active", performance=Performance(distance=400))
    log = put_set(EMPTY, SetEntry(set=cluster), LINES).log
    log = put_effort(log, EffortEntry(effort=lap, section_id="intervals"), LINES).log

    assert entries_of(cluster) == 3
    assert entries_in(log) == 4
    assert entries_in(EMPTY) == 0


def test_whatever_may_be_planned_may_be_logged() -> None:
    assert MOST_ENTRIES >= MOST_TURNS
