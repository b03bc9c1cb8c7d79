"""Days on paper."""

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.session.inputs import OneOff
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports.paper import export_paper
from tests.arrange import a_user, an_act
from tests.builders import a_workout
from tests.transfer.exports.papers import texts


def test_what_people_wrote_is_text_and_never_markup(db: Database) -> None:
    ann = a_user(db, "ann")
    workout = a_workout(name="<script>alert(1)</script>", objective="a < b & c")
    add_session(db, "ann", OneOff(scheduled_date="2026-01-07", workout=workout, notes="<b>"), an_act(ann))

    body = export_paper(db, "ann", an_act(ann), first="2026-01-05", last="2026-01-11")

    assert b"<script" not in body
    assert "a < b & c" in texts(body, "//p")


def test_days_without_sessions_say_so(db: Database) -> None:
    ann = a_user(db, "ann")

    assert b"Nothing is planned." in export_paper(db, "ann", an_act(ann), first="2026-01-05", last="2026-01-11")
