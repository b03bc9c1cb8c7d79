"""Amounts add up."""

from typing import Any

from hypothesis import given

from mesocycle.analytics.plan_and_deed.amounts import total
from mesocycle.analytics.plan_and_deed.comparison import Standing
from mesocycle.domain.document import encode
from tests.analytics.compared import (
    compared,
    lines,
    verdicts,
)
from tests.analytics.plan_and_deed.plans import a_log_of
from tests.domain.logs import SNAPSHOT, effort_entries, set_entries


@given(set_entries(), effort_entries())
def test_the_whole_is_the_sum_of_its_sections_and_every_entry_stands_in_one_line(
    entries: list[Any], efforts: list[Any]
) -> None:
    log = a_log_of(entries, efforts)

    found = compared(SNAPSHOT, log)

    assert found.done == total(section.done for section in found.sections)
    assert found.planned == total(section.planned for section in found.sections)
    assert sum(found.verdicts.values()) == sum(verdict is not None for verdict in verdicts(found))
    told = [id_ for line in lines(found) for id_ in line.performed_ids]
    assert len(told) == len(set(told))
    if found.standing is Standing.COMPARED:
        written = [one.id for section in log.sections for each in section.exercises for one in each.sets]
        assert set(written) <= set(told)
    assert b"NaN" not in encode(found)
