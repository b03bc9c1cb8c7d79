"""A week on paper: every set with its own box, loads as they are for the athlete, and nothing that is no text."""

import pytest
from lxml import html

from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.plan.workout import IntervalsSection, WorkoutType
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.inputs import OneOff
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports.paper import export_paper, export_routine_paper
from tests.actions.training import ann_has_a_training_max, ann_trains
from tests.arrange import a_routine, a_routine_file, a_user, an_act
from tests.builders import a_workout


def _texts(body: bytes, path: str) -> list[str]:
    return [each.text_content() for each in html.fromstring(body.decode()).xpath(path)]


def test_each_set_has_its_row_with_the_load_worked_out(db: Database) -> None:
    ann, act, _ = ann_trains(db)
    ann_has_a_training_max(db, ann, 140)

    body = export_paper(db, "ann", act, "2026-01-05", "2026-01-11")

    assert _texts(body, "//h2") == ["Monday 2026-01-05: Squat day"]
    assert _texts(body, "//td[@class='plan']") == ["5 @ 100 kg", "5 @ 85% TM = 120 kg"]
    assert len(_texts(body, "//td[@class='box']")) == 6


def test_runs_are_told_step_by_step(db: Database) -> None:
    ann = a_user(db, "ann")
    section = IntervalsSection(
        id="fast", name="Fast", order_index=0, rounds=5, work_distance=1000, rest_duration="2m", intensity="threshold"
    )
    workout = a_workout(name="Five fast ones", type=WorkoutType.RUNNING, sections=(section,))
    add_session(db, "ann", an_act(ann), OneOff(scheduled_date="2026-01-07", scheduled_time="18:30", workout=workout))

    body = export_paper(db, "ann", an_act(ann), "2026-01-05", "2026-01-11")

    assert _texts(body, "//h2") == ["Wednesday 2026-01-07, 18:30: Five fast ones"]
    assert _texts(body, "//h3") == ["Fast (5 rounds)"]
    assert len(_texts(body, "//li")) == 2


def test_what_people_wrote_is_text_and_never_markup(db: Database) -> None:
    ann = a_user(db, "ann")
    workout = a_workout(name="<script>alert(1)</script>", objective="a < b & c")
    add_session(db, "ann", an_act(ann), OneOff(scheduled_date="2026-01-07", workout=workout, notes="<b>"))

    body = export_paper(db, "ann", an_act(ann), "2026-01-05", "2026-01-11")

    assert b"<script" not in body
    assert "a < b & c" in _texts(body, "//p")


def test_days_without_sessions_say_so(db: Database) -> None:
    ann = a_user(db, "ann")

    assert b"Nothing is planned." in export_paper(db, "ann", an_act(ann), "2026-01-05", "2026-01-11")


def test_a_routine_is_told_workout_by_workout_with_room_to_write(db: Database) -> None:
    ann = a_user(db, "ann")
    file = a_routine_file(duration=3, description="Not <b>bold</b>")
    file["workouts"][0]["sections"][0]["exercises"][0]["sets"] = {"1,2": "3x5 @ 80% TM", "3": "1x3 @ 90% TM"}
    version = create_routine(db, file, an_act(ann))

    body = export_routine_paper(db, version.id, an_act(ann))

    assert _texts(body, "//h2") == ["Squat day: Monday"]
    assert _texts(body, "//p[@class='weeks']") == ["Weeks 1-2", "Week 3"]
    assert _texts(body, "//td[@class='plan']") == ["3x5 @ 80% TM, rest 3m", "1x3 @ 90% TM, rest 3m"]
    assert _texts(body, "//td[@class='room']") == ["", ""]
    assert "Not <b>bold</b>" in _texts(body, "//p")


def test_a_routine_that_its_reader_may_not_read_is_not_there(db: Database) -> None:
    version = a_routine(db, a_user(db, "ann"))

    with pytest.raises(NotFound):
        export_routine_paper(db, version.id, an_act(a_user(db, "ben")))
