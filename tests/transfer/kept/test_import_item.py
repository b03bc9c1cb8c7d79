"""A past workout on its way in."""

from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user, an_act
from tests.transfer.history.past import a_past_set, a_past_workout, outcomes, taken_over


def test_what_comes_twice_in_one_run_is_taken_once(db: Database) -> None:
    nearly = a_past_workout(1, a_past_set(5), a_past_set(5), a_past_set(4), line=9)

    result = taken_over(
        db, an_act(a_user(db)), *[a_past_workout(1, a_past_set(5), a_past_set(5), line=line) for line in (2, 5)], nearly
    )

    assert outcomes(result) == [ItemOutcome.IMPORTED, ItemOutcome.ALREADY_THERE, ItemOutcome.REJECTED]
    assert "hevy.csv, line 2" in str(result.items[1].reason)
