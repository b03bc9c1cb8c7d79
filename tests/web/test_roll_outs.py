"""A roll-out on pages does to each what was shown, and is taken back as it was shown."""

import re

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.groups.create_group import create_group
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.group import NewAthleteGroup
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_user, an_act
from tests.web.readers import lists_of, live_version
from tests.web.visitor import Visitor

pytestmark = pytest.mark.usefixtures("versions")
FAR = AssignmentRequest(start_date="2031-01-06")


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
    assert live_version(db) == "v2"
    look = toms.get(f"{rolled}/undo").text
    assert "1 goes back" in look
    toms.send(f"{rolled}/undo")
    while "being taken back" in (after := toms.get(rolled).text):
        pass
    assert "1 taken back" in after
    assert live_version(db) == "v1"


def test_a_roll_out_that_is_for_a_group_lists_those_in_it_alone(
    db: Database, tom: User, toms: Visitor, following: str
) -> None:
    a_coaching(db, tom, a_user(db, "bob"))
    assign_routine(db, "bob", "v1", FAR, an_act(tom))
    group = create_group(db, NewAthleteGroup(name="Tuesdays", members=("bob",)), an_act(tom))
    everybody = toms.get("/roll-outs/new?version=v2").text

    page = toms.get(f"/roll-outs/new?version=v2&group={group.id}").text

    assert f"group={group.id}" in everybody
    assert re.findall(r'name="member" value="(\w+)=', page) == ["bob"]
    assert f'name="group" value="{group.id}"' in page
