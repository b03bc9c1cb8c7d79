"""A week on paper: every set with its own box, loads as they are for the athlete, and nothing that is no text."""

import pytest

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.plan.workout import IntervalsSection, WorkoutType
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.domain.session.inputs import OneOff
from mesocycle.storage.calendar import pages
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports.paper import export_paper, export_routine_paper
from tests.actions.training import ann_has_a_training_max, ann_trains
from tests.arrange import a_routine, a_user, an_act
from tests.builders import a_workout
from tests.transfer.exports.papers import texts


def test_each_set_has_its_row_with_the_load_worked_out(db: Database) -> None:
    ann, act, _ = ann_trains(db)
    ann_has_a_training_max(db, ann, 140)

    body = export_paper(db, "ann", act, first="2026-01-05", last="2026-01-11")

    assert texts(body, "//h2") == ["Monday 2026-01-05: Squat day"]
    assert texts(body, "//td[@class='plan']") == ["5 @ 100 kg", "5 @ 85% TM = 120 kg"]
    assert len(texts(body, "//td[@class='box']")) == 6


def test_runs_are_told_step_by_step(db: Database) -> None:
    ann = a_user(db, "ann")
    section = IntervalsSection(
        id="fast", name="Fast", order_index=0, rounds=5, work_distance=1000, rest_duration="2m", intensity="threshold"
    )
    workout = a_workout(name="Five fast ones", type=WorkoutType.RUNNING, sections=(section,))
    add_session(db, "ann", OneOff(scheduled_date="2026-01-07", scheduled_time="18:30", workout=workout), an_act(ann))

    body = export_paper(db, "ann", an_act(ann), first="2026-01-05", last="2026-01-11")

    assert texts(body, "//h2") == ["Wednesday 2026-01-07, 18:30: Five fast ones"]
    assert texts(body, "//h3") == ["Fast (5 rounds)"]
    assert len(texts(body, "//li")) == 2


def test_a_routine_that_its_reader_may_not_read_is_not_there(db: Database) -> None:
    version = a_routine(db, a_user(db, "ann"))

    with pytest.raises(NotFound):
        export_routine_paper(db, version.id, an_act(a_user(db, "ben")))


def test_days_that_hold_more_than_goes_on_one_paper_are_refused_with_the_day_to_end_at(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, act, _ = ann_trains(db)
    monkeypatch.setattr(pages, "MOST_PAGE_BYTES", 1)

    with pytest.raises(DocumentNotValid) as no:
        export_paper(db, "ann", act, first="2026-01-05", last="2026-01-31")

    assert "End at 2026-01-05." in str(no.value.remedy)
