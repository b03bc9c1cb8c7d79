"""Who is told of an import while it goes on."""

from collections.abc import Iterable

import pytest

from mesocycle.domain.imports.past_workout import PastWorkout
from mesocycle.domain.imports.result import ImportSource, ItemOutcome
from mesocycle.domain.reading.reject import Reject
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import imports
from mesocycle.transfer.history import import_history as frame
from mesocycle.transfer.history.import_history import import_history
from tests.arrange import a_user, an_act
from tests.transfer.history.past import (
    a_past_workout,
    ann_in,
    on_calendar,
    outcomes,
)


def test_chunks_are_told_as_they_are_done_and_belong_to_one_import(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "CHUNK", 2)
    told: list[tuple[int, int]] = []
    found: dict[str, Iterable[PastWorkout | Reject]] = {"hevy.csv": [a_past_workout(day) for day in range(1, 6)]}

    import_history(
        db,
        a_user(db).id,
        ImportSource.HEVY,
        found,
        an_act(ann_in(db)),
        progress=lambda done, everything: told.append((done, everything)),
    )

    with db.read() as read:
        assert [each.sessions for each in imports.of_user(read, "ann")] == [5]
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_an_import_that_was_broken_off_goes_on_where_it_stopped(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "CHUNK", 2)
    act = an_act(a_user(db))
    found: dict[str, Iterable[PastWorkout | Reject]] = {"hevy.csv": [a_past_workout(day) for day in range(1, 6)]}

    def break_off(done: int, _everything: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_history(db, "ann", ImportSource.HEVY, found, act, progress=break_off)
    again = import_history(db, "ann", ImportSource.HEVY, found, act)

    assert outcomes(again) == [*[ItemOutcome.ALREADY_THERE] * 4, ItemOutcome.IMPORTED]
    assert len(on_calendar(db)) == 5
