"""Of whose training, and of which versions, a proposal is drawn."""

from mesocycle.domain.plan.proposal import Trained
from mesocycle.reports.propose_version import propose_version
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user, an_act
from tests.reports.two_versions import LATE, a_plan, runs, squats, train

SAME = (squats(5), runs(8000))


def test_what_was_done_of_an_exercise_before_it_was_changed_says_nothing_of_it(db: Database) -> None:
    tom, *_ = a_plan(db, "ann", "ben", new=(squats(4), runs(8000)))
    for name in ("ann", "ben"):
        train(db, name, weeks=4, sets=3)

    assert propose_version(db, "routine-1", an_act(tom, LATE)).lines == ()


def test_only_training_in_sight_counts_and_only_of_the_days_asked_for(db: Database) -> None:
    tom, *_ = a_plan(db, "ann", "ben", new=SAME)
    for name in ("ann", "ben"):
        train(db, name, weeks=4, sets=3)
    act = an_act(tom, LATE)

    assert propose_version(db, "routine-1", an_act(a_user(db, "eve"), LATE)).lines == ()
    assert propose_version(db, "routine-1", act, trained=Trained(members=["ann"])).lines == ()
    assert propose_version(db, "routine-1", act, trained=Trained(first="2026-01-12")).lines == ()
    assert len(propose_version(db, "routine-1", act, trained=Trained(last="2026-12-31")).lines) == 2
