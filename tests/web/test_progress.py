"""Progress: charts, records, an exercise's history."""

from datetime import UTC, datetime

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.instant import instant
from mesocycle.domain.people.user import User
from mesocycle.domain.session.inputs import Completion
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_routine, an_act
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/progress", "/progress/exercises/anti-extension.ab-wheel"])
def test_progress_is_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, path, lang))


def test_a_trainer_sees_an_athlete_s_charts_on_their_page(db: Database, server: Client, ann: User, tom: User) -> None:
    version = a_routine(db, ann)
    act = an_act(ann, instant(datetime.now(UTC)))
    made = assign_routine(db, ann.id, version.id, AssignmentRequest(start_date=act.now[:10]), act)
    complete_session(db, ann.id, made.created[0].session_id, act, given=Completion(as_planned=True))
    toms = Visitor(server).sign_in(db, tom)

    page = toms.get("/athletes/ann").text
    chart = toms.get("/athletes/ann/charts/weeks")

    assert "/athletes/ann/charts/weeks" in page
    assert chart.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in chart.text
    assert toms.get("/athletes/ann/charts/none").status_code == 404
