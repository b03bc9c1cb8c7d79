"""Accepting a proposal: the lines that are named, and nothing else."""

import pytest

from mesocycle.actions.plans.accept_proposal import accept_proposal
from mesocycle.domain.plan.diff import diff
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.refusal import DocumentNotValid, NotPermitted, NotProposed
from mesocycle.reports.propose_version import propose_version
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from mesocycle.storage.sessions import sessions
from tests.arrange import an_act
from tests.reports.two_versions import LATE, a_plan, runs, squats, train


def test_an_accepted_line_changes_what_it_names_and_nothing_that_was_done(db: Database) -> None:
    tom, ann, _ = a_plan(db, "ann", "ben", new=(squats(5), runs(8000)))
    for name in ("ann", "ben"):
        train(db, name, weeks=4, sets=3)
    act = an_act(tom, LATE)
    fourth, fifth = propose_version(db, "routine-1", act).lines
    with db.read() as read:
        before = sessions.between(read, ann.id, "2026-01-01", "2026-12-31")
        latest = routines.get_open(read, "routine-1")

    published = accept_proposal(db, "routine-1", [fourth.id], act)

    found = diff(latest, published)
    assert [each.id for each in sets_of((published.workouts[0].sections[0].exercises or ())[0])] == [
        *("set-1", "set-2", "set-3", "set-5")
    ]
    assert (found.added, [each.id for each in found.removed]) == ((), ["set-4"])
    assert published.change_note == fourth.why
    with db.read() as read:
        assert sessions.between(read, ann.id, "2026-01-01", "2026-12-31") == before
    with pytest.raises(NotProposed):  # another version has come: what was proposed of the exercise says nothing of it
        accept_proposal(db, "routine-1", [fifth.id], act)


def test_accepting_nothing_and_accepting_for_others_is_refused(db: Database) -> None:
    tom, ann = a_plan(db, "ann", new=(squats(5), runs(8000)))

    with pytest.raises(DocumentNotValid):
        accept_proposal(db, "routine-1", [], an_act(tom, LATE))
    with pytest.raises(NotPermitted):
        accept_proposal(db, "routine-1", ["any"], an_act(ann, LATE))
