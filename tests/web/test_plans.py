"""A plan that is followed: what each button will change is shown first, done as shown, and taken back."""

import re
from http import HTTPStatus

import httpx
import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_routine, a_routine_file, a_user, an_act
from tests.web.readers import LANGUAGES, are_in
from tests.web.visitor import Visitor

FIRST = "2031-01-06"


@pytest.fixture
def begun(db: Database, ann: User) -> Receipt:
    """Let Ann follow a routine."""
    version = a_routine(db, ann)
    return assign_routine(db, ann.id, version.id, AssignmentRequest(start_date=FIRST), an_act(ann))


def shown_of(page: httpx.Response) -> dict[str, str]:
    """Give what the form that confirms carries."""
    form = page.text.partition('<form method="post" action="/plans/')[2].partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def confirmed(visitor: Visitor, address: str) -> httpx.Response:
    """Look at what a move will change, and do it."""
    page = visitor.get(address)
    assert page.status_code == HTTPStatus.OK, page.text
    return visitor.send(address.partition("?")[0], shown_of(page))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["", "/pause", "/shift?days=7", "/cancel", "/complete"])
def test_every_page_of_a_plan_is_there_in_every_language(anns: Visitor, begun: Receipt, path: str, lang: str) -> None:
    address = f"/plans/{begun.new_assignment_id}{path}"

    assert are_in(lang, [anns.get(f"{address}{'&' if '?' in path else '?'}lang={lang}")])


def test_a_shift_is_shown_first_and_changes_nothing_until_it_is_confirmed(anns: Visitor, begun: Receipt) -> None:
    address = f"/plans/{begun.new_assignment_id}/shift?days=2&back=later"
    looked = anns.get(address)
    before = anns.get(f"/calendar?view=agenda&day={FIRST}").text

    done = confirmed(anns, address)

    assert "8 Jan" in looked.text
    assert "Monday 6 January" in before
    assert done.headers["location"].startswith(f"/plans/{begun.new_assignment_id}?done=plan-shift&undo=receipt%2C")
    assert "Wednesday 8 January" in anns.get(f"/calendar?view=agenda&day={FIRST}").text


def test_the_toast_leads_to_what_taking_a_shift_back_would_do(anns: Visitor, begun: Receipt) -> None:
    done = confirmed(anns, f"/plans/{begun.new_assignment_id}/shift?days=2")
    undo = re.search(r'href="(/receipts/[^"]+)#undo"', anns.get(done.headers["location"]).text)
    assert undo
    shown = anns.get(undo[1]).text

    answer = anns.send(f"{undo[1]}/undo")

    assert "8 Jan" in shown.partition("data-undoing")[2]
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "Monday 6 January" in anns.get(f"/calendar?view=agenda&day={FIRST}").text


def test_what_was_begun_since_the_move_was_shown_is_said_with_both_states(
    db: Database, ann: User, anns: Visitor, begun: Receipt
) -> None:
    address = f"/plans/{begun.new_assignment_id}/cancel"
    shown = shown_of(anns.get(address))
    start_session(db, ann.id, begun.created[0].session_id, an_act(ann))

    answer = anns.send(address, shown)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "You were shown" in answer.text
    assert "It is now" in answer.text
    assert "active" in anns.get(f"/plans/{begun.new_assignment_id}").text


def test_a_pause_is_shown_and_ended_with_the_rest_later_or_on_its_dates(anns: Visitor, begun: Receipt) -> None:
    confirmed(anns, f"/plans/{begun.new_assignment_id}/pause?first={FIRST}")
    plan = anns.get(f"/plans/{begun.new_assignment_id}").text

    answer = confirmed(anns, f"/plans/{begun.new_assignment_id}/resume?keep=true&first=2031-01-10")

    assert "Paused since" in plan
    assert answer.headers["location"].partition("?")[0] == f"/plans/{begun.new_assignment_id}"


def test_a_newer_version_takes_the_place_and_its_receipt_says_what_left_and_came(
    db: Database, ann: User, anns: Visitor, begun: Receipt
) -> None:
    routine = anns.get(f"/plans/{begun.new_assignment_id}").text
    parent = re.search(r'href="/routines/([^"]+)">what it holds', routine)
    assert parent
    newer = publish_version(db, parent[1], a_routine_file(name="Wave"), an_act(ann), note="Heavier")

    answer = confirmed(anns, f"/plans/{begun.new_assignment_id}/replace?version={newer.id}")

    plan = anns.get(answer.headers["location"]).text
    receipt = re.search(r"/receipts/([^/\"]+)#undo", plan)
    assert receipt
    told = anns.get(f"/receipts/{receipt[1]}").text
    assert "New version in its place" in told
    assert "These leave" in told
    assert "These come" in told


def test_a_receipt_is_taken_back_from_its_page_once(anns: Visitor, begun: Receipt) -> None:
    answers = [anns.send(f"/receipts/{begun.id}/undo") for _ in range(2)]

    assert [each.status_code for each in answers] == [HTTPStatus.SEE_OTHER, HTTPStatus.CONFLICT]
    assert "Taken back" in anns.get(f"/receipts/{begun.id}").text


@pytest.mark.parametrize("path", ["/shift?days=0", "/shift", "/replace", "/resume", "/pause?first=2031-02-30"])
def test_what_can_t_be_is_refused_in_words_on_the_plan_s_page(anns: Visitor, begun: Receipt, path: str) -> None:
    answer = anns.get(f"/plans/{begun.new_assignment_id}{path}")

    assert answer.status_code in {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert "<h1>" in answer.text


def test_a_move_that_there_is_not_is_no_page(anns: Visitor, begun: Receipt) -> None:
    assert anns.get(f"/plans/{begun.new_assignment_id}/explode").status_code == HTTPStatus.NOT_FOUND


def test_the_calendar_of_a_past_moment_names_the_receipts_that_changed_it_since(anns: Visitor, begun: Receipt) -> None:
    past = anns.get("/calendar?asOf=2020-01-01&day=2031-01-06")

    assert f"/receipts/{begun.id}" in past.text
    assert "Plan begun" in past.text


def test_nobody_sees_or_moves_the_plan_of_another(db: Database, server: Client, begun: Receipt) -> None:
    bob = Visitor(server).sign_in(db, a_user(db, "bob"))
    plan = f"/plans/{begun.new_assignment_id}"

    answers = [
        bob.get(plan),
        bob.get(f"{plan}/cancel"),
        bob.send(f"{plan}/cancel", {"shown": "x"}),
        bob.get(f"/receipts/{begun.id}"),
        bob.send(f"/receipts/{begun.id}/undo"),
    ]

    assert {each.status_code for each in answers} == {HTTPStatus.NOT_FOUND}
