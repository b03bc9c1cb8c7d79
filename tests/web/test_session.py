"""A session's page: plan and deed, moves, day and notes."""

import pytest

from mesocycle.domain.people.user import User
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import MOVES
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.api.conftest import Client
from tests.arrange import a_user, the_status
from tests.web.visitor import Visitor

HOSTILE = '"><img src=x onerror=alert(1)>'


def the(db: Database, user: User, session_id: str) -> tuple[str, str]:
    """Give a session's status and day."""
    with db.read() as read:
        found = sessions.get(read, user.id, session_id)
    return found.status.value, found.scheduled_date


def test_the_plan_is_read_without_a_script(anns: Visitor, planned: str) -> None:
    page = anns.get(f"/sessions/{planned}").text

    assert "Squat day" in page
    assert "5 @ 100 kg" in page
    assert "1–3" in page


@pytest.mark.parametrize("status", SessionStatus)
def test_a_page_offers_the_moves_of_the_table_and_no_others(
    anns: Visitor, db: Database, ann: User, planned: str, status: SessionStatus
) -> None:
    the_status(db, ann.id, planned, status)

    page = anns.get(f"/sessions/{planned}").text

    every = {move.value for moves in MOVES.values() for move in moves}
    assert {move for move in every if f'/sessions/{planned}/{move}"' in page} == {m.value for m in MOVES[status]}


def test_one_tap_starts_a_session_and_with_a_script_opens_the_player(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    answer = anns.send(f"/sessions/{planned}/start", {"player": "yes"})

    assert answer.headers["location"] == f"/sessions/{planned}/player"
    assert the(db, ann, planned)[0] == "in-progress"


def test_a_move_that_is_not_open_any_more_shows_how_the_session_stands_now(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    the_status(db, ann.id, planned, SessionStatus.COMPLETED)

    answer = anns.send(f"/sessions/{planned}/skip", {"reason": "travel"})

    assert answer.status_code == 409
    assert "Meanwhile the session stands otherwise" in answer.text
    assert "Reopen" in answer.text


def test_a_session_is_moved_by_its_form_and_moved_back_by_the_toast(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    moved = anns.send(f"/sessions/{planned}/reschedule", {"scheduledDate": "2031-01-08", "back": "/calendar"})
    there = the(db, ann, planned)[1]
    toast = anns.get(moved.headers["location"]).text

    anns.send("/undo", {"what": f"{planned},2031-01-06,all-day", "back": "/calendar"})

    assert there == "2031-01-08"
    assert "The session was moved." in toast
    assert f'value="{planned},2031-01-06,' in toast
    assert the(db, ann, planned)[1] == "2031-01-06"


def test_a_day_that_does_not_exist_is_refused_on_the_session_s_page(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    answer = anns.send(f"/sessions/{planned}/reschedule", {"scheduledDate": "2031-02-30"})

    assert answer.status_code == 422
    assert the(db, ann, planned)[1] == "2031-01-06"


def test_notes_of_any_signs_are_kept_and_shown_as_text(anns: Visitor, planned: str) -> None:
    anns.send(f"/sessions/{planned}/notes", {"notes": f"Leg felt odd.\n{HOSTILE}"})

    page = anns.get(f"/sessions/{planned}").text
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_completed_session_shows_what_was_done_with_its_verdict(anns: Visitor, planned: str) -> None:
    anns.send(f"/sessions/{planned}/complete", {"asPlanned": "yes"})

    page = anns.get(f"/sessions/{planned}").text
    assert "5 × 100 kg" in page
    assert 'class="badge met"' in page
    assert "100 % of the plan" in page


def test_nobody_sees_or_moves_the_session_of_another(db: Database, server: Client, ann: User, planned: str) -> None:
    bob = Visitor(server).sign_in(db, a_user(db, "bob"))

    answers = [bob.get(f"/sessions/{planned}"), bob.send(f"/sessions/{planned}/start"), bob.get("/sessions/no-such")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert the(db, ann, planned)[0] == "scheduled"
