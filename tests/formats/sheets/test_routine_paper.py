"""A routine on paper."""

from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports.paper import export_routine_paper
from tests.arrange import a_routine_file, a_user, an_act
from tests.transfer.exports.papers import texts


def test_a_routine_is_told_workout_by_workout_with_room_to_write(db: Database) -> None:
    ann = a_user(db, "ann")
    file = a_routine_file(duration=3, description="Not <b>bold</b>")
    file["workouts"][0]["sections"][0]["exercises"][0]["sets"] = {"1,2": "3x5 @ 80% TM", "3": "1x3 @ 90% TM"}
    version = create_routine(db, file, an_act(ann))

    body = export_routine_paper(db, version.id, an_act(ann))

    assert texts(body, "//h2") == ["Squat day: Monday"]
    assert texts(body, "//p[@class='weeks']") == ["Weeks 1-2", "Week 3"]
    assert texts(body, "//td[@class='plan']") == ["3x5 @ 80% TM, rest 3m", "1x3 @ 90% TM, rest 3m"]
    assert texts(body, "//td[@class='room']") == ["", ""]
    assert "Not <b>bold</b>" in texts(body, "//p")
