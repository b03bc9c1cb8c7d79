"""Every button at the desk that changes a calendar shows beforehand what it will change, and does just that."""

import re
from datetime import UTC, datetime

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Role, User
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import NOW, a_routine, a_trainer, training_of
from tests.web.readers import LANGUAGES, lists_of, live_version
from tests.web.visitor import Visitor

pytestmark = pytest.mark.usefixtures("versions")
FAR = AssignmentRequest(start_date="2031-01-06")
OWN = Act(actor=Actor("ann", frozenset()), now=NOW)


def field_of(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, f"no field {name}"
    return found[1]


def test_a_plan_is_assigned_exactly_as_it_was_shown(db: Database, toms: Visitor) -> None:
    shown = toms.get("/athletes/ann/place?version=v2&startDate=2031-01-06")
    before = lists_of(shown.text)
    answer = toms.send(
        "/athletes/ann/place",
        {"version": "v2", "startDate": "2031-01-06", "expected": field_of(shown.text, "expected")},
    )
    receipt = toms.get(answer.headers["location"])

    assert shown.status_code == 200
    assert before
    assert lists_of(receipt.text) == before
    assert live_version(db) == "v2"


def test_a_version_takes_the_place_of_another_exactly_as_it_was_shown_and_is_taken_back(
    db: Database, toms: Visitor, following: str
) -> None:
    page = toms.get(f"/athletes/ann/place?version=v2&instead={following}").text
    expected = {"version": "v2", "instead": following, "begin": "continue", "expected": field_of(page, "expected")}
    answer = toms.send("/athletes/ann/place", expected)
    receipt = answer.headers["location"].partition("?")[0]

    assert lists_of(toms.get(receipt).text) == lists_of(page)
    assert live_version(db) == "v2"
    assert "3 leave, 3 return" in toms.get(receipt).text
    toms.send(f"{receipt}/undo")
    assert live_version(db) == "v1"
    assert "Taken back" in toms.get(receipt).text


def test_where_the_calendar_changed_meanwhile_the_new_state_is_shown_and_nothing_done(
    db: Database, toms: Visitor, following: str, ann: User
) -> None:
    page = toms.get(f"/athletes/ann/place?version=v2&instead={following}").text
    with db.read() as read:
        second = receipts.of_user(read, "ann")[-1].created[1].session_id
    start_session(db, "ann", second, OWN)
    before = training_of(db, ann)

    answer = toms.send(
        "/athletes/ann/place",
        {"version": "v2", "instead": following, "begin": "continue", "expected": field_of(page, "expected")},
    )

    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert lists_of(answer.text) != lists_of(page)
    assert training_of(db, ann) == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_are_there_in_each_language(
    db: Database, server: Client, tom: User, following: str, lang: str
) -> None:
    visitor = Visitor(server, **{"accept-language": lang}).sign_in(db, tom)
    with db.read() as read:
        receipt = receipts.of_user(read, "ann")[0].id
    paths = [
        "/athletes/ann/place",
        f"/athletes/ann/place?version=v2&instead={following}&begin=anew&startDate=2031-01-06",
        f"/athletes/ann/receipts/{receipt}",
        "/roll-outs",
        "/roll-outs/new?version=v2",
        "/routines/routine-1",
    ]

    answers = [visitor.get(path) for path in paths]

    assert [answer.status_code for answer in answers] == [200] * len(paths)
    assert all(f'<html lang="{lang}"' in answer.text for answer in answers)


def test_a_stranger_s_calendar_is_neither_shown_nor_changed(db: Database, server: Client, following: str) -> None:
    eve = Visitor(server).sign_in(db, a_trainer(db, "eve"))
    with db.read() as read:
        receipt = receipts.of_user(read, "ann")[0].id

    answers = [
        eve.get("/athletes/ann/place"),
        eve.get(f"/athletes/ann/place?version=v2&instead={following}"),
        eve.send("/athletes/ann/place", {"version": "v2", "instead": following, "begin": "continue"}),
        eve.get(f"/athletes/ann/receipts/{receipt}"),
        eve.send(f"/athletes/ann/receipts/{receipt}/undo"),
        eve.get("/roll-outs/new?version=v2"),
    ]

    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert live_version(db) == "v1"


def test_the_athlete_is_told_what_was_changed_until_they_say_that_they_saw_it(
    db: Database, server: Client, ann: User, toms: Visitor, following: str
) -> None:
    anns = Visitor(server).sign_in(db, ann)
    now = server_now()
    made = replace_assignment(
        db, "ann", following, "v2", ReplacementRequest(continue_=True, notes_for_user="Fewer <sets>"), tom_at(now)
    )
    before = anns.get("/today").text
    trainer_before = toms.get(f"/athletes/ann/receipts/{made.id}").text

    anns.send(f"/receipts/{made.id}/seen")

    assert "Tom changed your plan" in before
    assert "Fewer &lt;sets&gt;" in before
    assert "They have not seen it yet." in trainer_before
    assert "Tom changed your plan" not in anns.get("/today").text
    assert "They saw it" in toms.get(f"/athletes/ann/receipts/{made.id}").text


def test_what_an_athlete_changed_themselves_is_told_to_nobody(db: Database, server: Client, ann: User) -> None:
    version = a_routine(db, ann)
    assign_routine(db, "ann", version.id, FAR, Act(actor=Actor("ann", frozenset()), now=server_now()))

    assert "changed your plan" not in Visitor(server).sign_in(db, ann).get("/today").text


def server_now() -> str:
    """Give the moment that the server lives in."""
    return instant(datetime.now(UTC))


def tom_at(now: str) -> Act:
    return Act(actor=Actor("tom", frozenset({Role.TRAINER})), now=now)


def test_what_was_changed_for_the_athlete_alone_is_shown_before_and_taken_over_afterwards(
    db: Database, toms: Visitor, following: str
) -> None:
    with db.read() as read:
        session = receipts.of_user(read, "ann")[-1].created[1].session_id
    note_session(db, "ann", session, "Knee!", OWN)
    page = toms.get(f"/athletes/ann/place?version=v2&instead={following}").text
    expected = {"version": "v2", "instead": following, "begin": "continue", "expected": field_of(page, "expected")}
    receipt = toms.send("/athletes/ann/place", expected).headers["location"].partition("?")[0]
    offered = toms.get(receipt).text
    line = field_of(offered, "line")

    taken = toms.send(f"{receipt}/carry-overs", {"line": line})

    assert "Knee!" in page
    assert "Changed for this athlete alone" in page
    assert "nothing is taken over by itself" in offered
    assert taken.status_code == 303
    after = toms.get(receipt).text
    assert "taken over</span>" in after
    assert 'name="line"' not in after


def test_where_nothing_was_ticked_nothing_is_taken_over(db: Database, toms: Visitor, following: str) -> None:
    act = Act(actor=Actor("tom", frozenset({Role.TRAINER})), now=NOW)
    receipt = replace_assignment(db, "ann", following, "v2", ReplacementRequest(continue_=True), act)

    answer = toms.send(f"/athletes/ann/receipts/{receipt.id}/carry-overs")

    assert answer.headers["location"].endswith("done=nothing-carried")
