"""How far an import is, and what came of it."""

import pytest

from mesocycle.domain.imports.result import NAMES, RECORDERS, ImportSource, ImportStatus, ItemOutcome, progress_of


def test_an_item_counts_once_under_what_became_of_it() -> None:
    outcomes = {outcome: number for number, outcome in enumerate(ItemOutcome, start=1)}

    told = progress_of(ImportStatus.RUNNING, outcomes, dry_run=False, of=100, refusal=None)

    counted = (told.imported, told.brought_back, told.matched, told.already_there, told.undecided, told.rejected)
    assert told.done == sum(counted) == sum(outcomes.values())
    assert (told.imported, told.rejected) == (outcomes[ItemOutcome.IMPORTED], outcomes[ItemOutcome.REJECTED])


@pytest.mark.parametrize("source", ImportSource)
def test_people_are_told_every_source_by_its_name(source: ImportSource) -> None:
    assert NAMES[source]


def test_only_what_a_device_recorded_can_be_one_training_of_several_sources() -> None:
    assert ImportSource.ACTIVITY in RECORDERS
    assert ImportSource.HEVY not in RECORDERS
