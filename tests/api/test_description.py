"""The documentation's examples are real: sent one after the other, each is answered as the documentation says."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from jsonschema_rs import validator_for

from mesocycle.actions.assignments.accept_carry_overs import look_at_carry_overs
from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.people.make_reset_link import make_reset_link
from mesocycle.actions.people.set_password import set_password
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.api.description.examples import (
    ASSIGNMENT,
    CARRY_OVER,
    DRAFT,
    EXAMPLES,
    KEPT_PART,
    PASSWORD,
    RESET_SECRET,
    ROUTINE,
    SESSIONS,
    VERSION,
    example_of,
)
from mesocycle.api.description.nouns import NOUNS, ROUTES
from mesocycle.api.description.openapi import openapi, operation_id
from mesocycle.api.frame.problems import API
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.document import Id
from mesocycle.domain.instant import instant
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.http.route import Route
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.following import new_of
from tests.api.browser import Browser
from tests.api.conftest import Client, ClientOf, SignedClient
from tests.arrange import ADMIN, a_coaching, a_user, an_act, the_versions
from tests.builders import a_version

DOCUMENT = openapi(NOUNS)
BY_ID = {operation_id(route): route for route in ROUTES}
_WITH_LAST = {"workout-sessions.adjust": 2, "session-moves.skip": 8, "session-moves.cancel": 3}
"""Which of the example's sessions an operation is about, where it is not the second."""


@pytest.fixture
def server_settings() -> ServerSettings:
    """Let everybody sign up."""
    return ServerSettings(threads=4, requests_per_minute=1_000_000, sign_up="open")


def test_every_operation_that_takes_a_body_has_an_example_and_every_example_an_operation() -> None:
    takers = {name: route.takes for name, route in BY_ID.items() if route.takes is not None}

    assert [name for name, takes in takers.items() if example_of(name, takes) is None] == []
    assert set(EXAMPLES) - set(takers) == set()


def test_every_example_is_answered_as_the_documentation_says(db: Database, server: Client, client_of: ClientOf) -> None:
    world = World(db, server, client_of)

    for name, body in EXAMPLES.items():
        answer = world.send(BY_ID[name], body)

        assert answer.status_code == BY_ID[name].status, f"{name}: {answer.status_code} {answer.text}"
        assert list(_misfits(BY_ID[name], answer.content)) == [], name


def test_every_change_that_says_so_is_refused_when_it_is_meant_for_another_state(
    db: Database, server: Client, client_of: ClientOf
) -> None:
    world = World(db, server, client_of)
    refused = {}

    for name, body in EXAMPLES.items():
        if BY_ID[name].heeds_if_match:
            refused[name] = world.send(BY_ID[name], body, if_match='"0.0"').status_code
        world.send(BY_ID[name], body)

    assert refused == dict.fromkeys(refused, 412)


def an_offer(db: Database, athlete: User) -> tuple[Id, Id]:
    """Let a plan be changed for one athlete alone and replaced; give the receipt, and the line that it offers again."""
    first, second = (a_version(id=f"f{number}", version=number, created_by=athlete.id) for number in (1, 2))
    act = an_act(athlete)
    the_versions(db, athlete, first, second)
    assigned = assign_routine(db, athlete.id, first.id, AssignmentRequest(start_date="2100-01-04"), act)
    session_id = assigned.created[0].session_id
    with db.read() as read:
        held = get_snapshot(sessions.get(read, athlete.id, session_id))
    adjust_session(db, athlete.id, session_id, msgspec.structs.replace(held, notes="Only half of it."), act)
    receipt = replace_assignment(db, athlete.id, new_of(assigned), second.id, ReplacementRequest(continue_=True), act)
    with db.read() as read:
        return receipt.id, look_at_carry_overs(read, athlete.id, receipt.id, act)[0].id


class World:
    """People, a coaching, sessions with the ids of the examples; each operation is sent by somebody who may."""

    def __init__(self, db: Database, server: Client, client_of: ClientOf) -> None:
        everything = (Role.ADMIN, Role.TRAINER, Role.ATHLETE)
        self.ann = a_user(db, "ann", roles=everything)
        self.bob = a_user(db, "bob")
        self.eve = a_user(db, "eve")
        self.coaching = a_coaching(db, self.ann, self.bob)
        for user in (self.ann, self.eve):
            set_password(db, user.id, PASSWORD, an_act(ADMIN))
        now = instant(datetime.now(UTC))  # the server's clock is the real one, and links last a day
        self.link = make_reset_link(db, self.bob.id, an_act(ADMIN, now)).secret
        workout = msgspec.convert(EXAMPLES["workout-sessions.add"], OneOff)
        for session_id in SESSIONS[1:]:
            add_session(db, self.ann.id, msgspec.structs.replace(workout, id=session_id), an_act(self.ann))
        self._nobody = server
        self._client_of: Callable[[User], SignedClient] = client_of
        self.gil = a_user(db, "gil")
        self.receipt_id, self.line_id = an_offer(db, self.gil)
        self._by = {"coaching.choose": self.bob, "users.erase-me": self.eve, "receipts.carry-over": self.gil}
        self._made: dict[str, Any] = {}
        """What each operation answered, for those that are about what it made."""

    def send(self, route: Route, body: Any, if_match: str | None = None) -> Any:  # noqa: ANN401  # an answer of httpx
        name = operation_id(route)
        if_match = if_match or ("*" if route.match_required else None)
        headers = {} if if_match is None else {"if-match": if_match}
        sent = self._with_own_ids(name, body)
        if name == "tokens.issue":  # no token issues tokens
            browser = Browser(self._nobody)
            browser.sign_in({"email": self.eve.email, "password": PASSWORD})
            return browser.change(route.method, route.path, json=sent, headers=headers)
        client = self._nobody if route.public else self._client_of(self._by.get(name, self.ann))
        answer = client.request(route.method, API.prefix + self._path(route), json=sent, headers=headers)
        if answer.is_success and answer.content:
            self._made[name] = answer.json()
        return answer

    def _with_own_ids(self, name: str, body: Any) -> Any:  # noqa: ANN401  # JSON
        """Give the body with what no example can know in the place of what it shows."""
        unlike: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
            "passwords.reset": ({"secret": RESET_SECRET}, {"secret": self.link}),
            "receipts.carry-over": ({"lines": [CARRY_OVER]}, {"lines": [self.line_id]}),
            "kept-parts.insert": ({"keptPartId": KEPT_PART}, {"keptPartId": self._id_of("kept-parts.keep")}),
        }
        shown, own = unlike.get(name, ({}, {}))
        assert all(body[field] == value for field, value in shown.items())
        return {**body, **own} if own else body

    def _id_of(self, name: str, field: str = "_id") -> str:
        return str(self._made.get(name, {}).get(field, ""))

    def _path(self, route: Route) -> str:
        ids = {
            "sessionId": SESSIONS[_WITH_LAST.get(operation_id(route), 1)],
            "parentRoutineId": ROUTINE,
            "routineVersionId": VERSION,
            "routineDraftId": DRAFT,
            "routineAssignmentId": ASSIGNMENT,
            "coachingId": self.coaching.id,
            "userId": self.bob.id,
            "performedSetId": "performed-1",
            "effortId": "lap-1",
            "receiptId": self.receipt_id,
            "tagKind": "routine",
            "subjectId": ROUTINE,
            "exerciseVariantId": self._id_of("exercises.add", "exerciseVariantId"),
            "athleteGroupId": self._id_of("groups.create"),
            "messageTemplateId": self._id_of("message-templates.create"),
        }
        return route.path.format(**ids)


def _misfits(route: Route, body: bytes) -> Iterator[str]:
    """Tell what of an answer is not as its schema says."""
    responses = DOCUMENT["paths"][API.prefix + route.path][route.method.lower()]["responses"]
    content = responses[str(route.status)].get("content")
    if content is None:
        return
    schema = {**content["application/json"]["schema"], "components": DOCUMENT["components"]}
    for error in validator_for(schema).iter_errors(msgspec.json.decode(body)):
        yield f"{error.instance_path}: {error.message}"
