"""A roll-out on pages does to each what was shown, and is taken back as it was shown."""

import re

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import User
from mesocycle.domain.session.inputs import Skip
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from tests.actions.following import two_versions
from tests.api.conftest import Client
from tests.arrange import NOW, a_coaching, a_trainer, a_user, an_act, the_versions
from tests.web.athlete.test_placing import lists_of
from tests.web.visitor import Visitor

FAR = AssignmentRequest(start_date="2031-01-06")
OWN = Act(actor=Actor("ann", frozenset()), now=NOW)


@pytest.fixture
def tom(db: Database, ann: User) -> User:
    """Let Tom coach Ann; two versions of a routine are his."""
    trainer = a_trainer(db)
    the_versions(db, trainer, *two_versions("tom"))
    a_coaching(db, trainer, ann)
    return trainer


@pytest.fixture
def toms(db: Database, server: Client, tom: User) -> Visitor:
    return Visitor(server).sign_in(db, tom)


@pytest.fixture
def following(db: Database, tom: User) -> str:
    """Let Ann follow the first version, of which she skipped one session and has one more to come than is shown."""
    made = assign_routine(db, "ann", "v1", FAR, an_act(tom))
    skip_session(db, "ann", made.created[0].session_id, Skip(reason="travel"), OWN)
    return made.new_assignment_id or ""


def _live(db: Database) -> str:
    with db.read() as read:
        return assignments.live_of_routine(read, ["ann"], "routine-1")["ann"].routine_version_id


def test_a_roll_out_does_to_each_what_was_shown_and_leaves_out_who_is_not_ticked(
    db: Database, server: Client, tom: User, toms: Visitor, following: str
) -> None:
    a_coaching(db, tom, a_user(db, "bob"))
    assign_routine(db, "bob", "v1", FAR, an_act(tom))
    page = toms.get("/roll-outs/new?version=v2").text
    ticks = re.findall(r'name="member" value="(ann=[^"]*)"', page)
    shown = lists_of(page.partition("Bob")[0])
    started = toms.send("/roll-outs", {"version": "v2", "member": ticks[0]})
    rolled = started.headers["location"]
    while "Under way" in (now := toms.get(rolled).text) or "under way" in now:
        pass
    (receipt,) = re.findall(r'href="(/athletes/ann/receipts/[0-9a-z]+)"', now)

    assert lists_of(toms.get(receipt).text)[1:] == shown
    assert "Bob" not in now
    assert _live(db) == "v2"
    look = toms.get(f"{rolled}/undo").text
    assert "1 goes back" in look
    toms.send(f"{rolled}/undo")
    while "being taken back" in (after := toms.get(rolled).text):
        pass
    assert "1 taken back" in after
    assert _live(db) == "v1"
