"""A caller of the API is told requests: they can be sent as they stand, by whom they are shown to."""

import json
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from mesocycle.api.description.nouns import ROUTES
from mesocycle.api.frame.remedies import REQUESTS, Request, over_http
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.refusal import RefusalDocument, RefusalKind
from mesocycle.domain.remedy import Do
from mesocycle.http.route import Route
from mesocycle.storage.assignments import roll_outs
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains
from tests.api.conftest import ClientOf, SignedClient
from tests.api.uploading import imported
from tests.arrange import NOW, a_coaching, a_trainer, a_user, an_act

REQUEST_OF = {name: row for name, row in REQUESTS.items() if isinstance(row, Request)}
ROUTE_OF = {(route.method, re.sub(r"\{\w+\}", "{}", route.path)): route for route in ROUTES}
TOLD = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) ([^ `]+)(?: (\{[^`]*\}))?`")


@pytest.fixture
def ann(db: Database) -> User:
    """Add an athlete."""
    return a_user(db)


# ---------------------------------------------------------------------------------------------------- the table


@pytest.mark.parametrize("name", REQUEST_OF)
def test_a_request_that_is_told_is_a_route(name: str) -> None:
    assert (REQUEST_OF[name].method, REQUEST_OF[name].path) in ROUTE_OF


@pytest.mark.parametrize("name", REQUEST_OF)
def test_a_request_says_whose_training_it_is_about_where_its_route_asks_for_it(name: str) -> None:
    asked = _route(name).query.__struct_fields__

    assert REQUEST_OF[name].of_user == ("user_id" in asked)


@pytest.mark.parametrize("name", [name for name, row in REQUEST_OF.items() if row.body])
def test_what_is_said_with_a_request_are_fields_of_its_body(name: str) -> None:
    known = {field.encode_name for field in msgspec.structs.fields(_route(name).takes)}

    assert set(REQUEST_OF[name].body) <= known


def _route(name: str) -> Route:
    return ROUTE_OF[REQUEST_OF[name].method, REQUEST_OF[name].path]


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (Do("session list"), "`GET /api/v1/workout-sessions`"),
        (Do("assignment undo", ("6b03",)), "`POST /api/v1/receipts/6b03/undo`"),
        (
            Do("assignment replace", ("6b03",), {"version": "6b04"}),
            '`POST /api/v1/routine-assignments/6b03/replacement {"routineVersionId": "6b04"}`',
        ),
        (Do("assignment undo", ("../x?y",)), "`POST /api/v1/receipts/..%2Fx%3Fy/undo`"),
        (Do("say weight unit", said={"unit": "kg"}), "`weightUnit=kg`"),
        (Do("db upgrade"), "`mesocycle db upgrade` on the server"),
        (Do("act as"), ""),
        (Do("assignment undo"), "assignment undo"),
        (Do("what nobody knows", ("1",)), "what nobody knows"),
    ],
)
def test_what_to_do_is_told_as_the_request_that_does_it(do: Do, told: str) -> None:
    assert over_http(f"Do it: {do}.") == f"Do it: {told}."


def test_a_request_about_another_s_training_says_whose() -> None:
    told = over_http(f"Look at {Do('session list')} or {Do('routine list')}.", "ann")

    assert told == "Look at `GET /api/v1/workout-sessions?userId=ann` or `GET /api/v1/routines`."


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("Look at `mesocycle session list` for the ids.", "Look at `GET /api/v1/workout-sessions` for the ids."),
        ("Undo it: `mesocycle import undo 6b03`.", "Undo it: `POST /api/v1/imports/6b03/undo`."),
        ("Ask for it: `mesocycle user set --role trainer`.", "Ask for it: `mesocycle user set --role trainer`."),
        ("Say it: --unit kg or --unit lb.", "Say it: --unit kg or --unit lb."),
        ("Shorten it.", "Shorten it."),
    ],
)
def test_a_remedy_kept_as_text_by_an_earlier_version_loses_nothing(kept: str, told: str) -> None:
    assert over_http(kept) == told


# ---------------------------------------------------------------------------------------------------- sent as told

PEOPLE = ["ann", "tom", "root"]
"""The athlete herself, her trainer and an admin."""


@pytest.fixture
def person(db: Database, client_of: ClientOf, request: pytest.FixtureRequest) -> tuple[SignedClient, dict[str, str]]:
    """Let Ann train under Tom; give the client of one of the three, and how they say that it is about her."""
    ann, _, _ = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann, may_log=True)
    people = {"ann": ann, "tom": tom, "root": a_user(db, "root", roles=(Role.ADMIN,))}
    who = people[request.param]
    return client_of(who), {} if who == ann else {"userId": "ann"}


def _assignment(client: SignedClient, whose: dict[str, str]) -> dict[str, Any]:
    found = client.get("/routine-assignments", params=whose).json()["items"]
    return dict(next(each for each in found if each["origin"] == "assigned"))


def _second(client: SignedClient, whose: dict[str, str]) -> Any:  # noqa: ANN401  # an httpx answer
    body = {"routineVersionId": _assignment(client, whose)["routineVersionId"], "startDate": "2026-01-12"}
    return client.post("/routine-assignments", json=body, params=whose)


def _paused_twice(client: SignedClient, whose: dict[str, str]) -> Any:  # noqa: ANN401  # the same
    path = f"/routine-assignments/{_assignment(client, whose)['_id']}/pause"
    assert client.post(path, json={}, params=whose).status_code == 200
    return client.post(path, json={}, params=whose)


def _undone_out_of_turn(client: SignedClient, whose: dict[str, str]) -> Any:  # noqa: ANN401  # the same
    first = client.get("/receipts", params=whose).json()["items"][-1]["_id"]
    assignment = _assignment(client, whose)
    body = {"routineVersionId": assignment["routineVersionId"], "startDate": "2026-01-12"}
    made = client.post(f"/routine-assignments/{assignment['_id']}/replacement", json=body, params=whose)
    assert made.status_code == 200, made.text
    return client.post(f"/receipts/{first}/undo", params=whose)


def _looked_for(path: str) -> Callable[[SignedClient, dict[str, str]], Any]:
    return lambda client, whose: client.get(path, params=whose)


REFUSED: dict[str, Callable[[SignedClient, dict[str, str]], Any]] = {
    "a second assignment": _second,
    "a second pause": _paused_twice,
    "a second pause, the other way": _paused_twice,
    "an undoing out of turn": _undone_out_of_turn,
    "no such session": _looked_for("/workout-sessions/nowhere"),
    "no such assignment": _looked_for("/routine-assignments/nowhere"),
    "no such receipt": _looked_for("/receipts/nowhere"),
    "no such import": _looked_for("/imports/nowhere"),
    "no such reference value": _looked_for("/reference-values/nowhere"),
    "no such routine": lambda client, _: client.get("/routines/nowhere"),
    "no such version": lambda client, _: client.get("/routines/versions/nowhere"),
    "no such user": lambda client, _: client.get("/users/nowhere"),
    "no such roll-out": lambda client, _: client.get("/roll-outs/nowhere"),
    "no such token": lambda client, _: client.delete("/tokens/nowhere"),
    "no such calendar address": lambda client, _: client.delete("/calendar-feeds/nowhere"),
    "no such calendar": lambda client, _: client.get("/calendars/nothing.ics"),
    "no such coaching": lambda client, _: client.get("/coaching/nowhere"),
    "no such invitation": lambda client, _: client.delete("/invitations/nowhere"),
}


@pytest.mark.parametrize("person", PEOPLE, indirect=True)
@pytest.mark.parametrize("refused", REFUSED)
def test_a_request_that_a_refusal_tells_can_be_sent_as_it_stands(
    person: tuple[SignedClient, dict[str, str]], refused: str
) -> None:
    client, whose = person

    remedy = REFUSED[refused](client, whose).json()["remedy"]

    told = TOLD.findall(remedy)
    assert told, remedy
    method, address, body = told[-1 if refused.endswith("the other way") else 0]
    answer = client.request(method, address, json=json.loads(body) if body else {})
    assert answer.status_code < 300, (remedy, answer.text)


def test_a_trainer_who_gives_a_second_invitation_can_send_what_is_told(db: Database, client_of: ClientOf) -> None:
    a_user(db, "bea")
    tom = client_of(a_trainer(db))
    refused = tom.post("/invitations", json={"email": "bea@example.org"})

    (method, address, body) = TOLD.findall(refused.json()["remedy"])[0]

    assert tom.request(method, address, json=json.loads(body)).status_code == 201


# ---------------------------------------------------------------------------------------------------- inside of answers


def test_a_refusal_inside_of_an_answer_tells_the_request(ann: User, client_of: ClientOf) -> None:
    operation = {
        "_id": "op-1",
        "seenSeq": 0,
        "sessionId": "no-such",
        "kind": "start",
        "at": "2026-01-05T09:00:00.000Z",
        "body": {},
    }

    answer = client_of(ann).post("/sync", json={"operations": [operation]}).json()

    assert answer["results"][0]["refusal"]["remedy"] == "Look at `GET /api/v1/workout-sessions` for the ids."


def test_an_item_of_an_import_asks_for_what_a_request_can_say(ann: User, client_of: ClientOf) -> None:
    file = (
        b"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n2024-11-28 17:36:08,Legs,35m,Squat,1,100,5\n"
    )

    item = imported(client_of(ann), file, source="strong").item

    assert (item["line"], item["remedy"]) == (2, "Say it: `weightUnit=kg` or `weightUnit=lb`.")


def test_an_import_that_is_refused_as_a_whole_tells_the_request(ann: User, client_of: ClientOf) -> None:
    track = (
        b'<gpx><trk><trkseg><trkpt lat="59.9" lon="10.7"><time>2026-01-04T06:00:00Z</time></trkpt>'
        b'<trkpt lat="59.92" lon="10.7"><time>2026-01-04T06:10:00Z</time></trkpt></trkseg></trk></gpx>'
    )

    progress = imported(client_of(ann), track, source="activity", sessionId="no-such").progress

    assert progress["refusal"]["remedy"] == "Look at `GET /api/v1/workout-sessions` for the ids."


@pytest.mark.parametrize("kept", [f"Look at {Do('session list')}.", "Look at `mesocycle session list`."])
def test_why_a_member_of_a_roll_out_was_refused_is_told_about_their_own_training(
    db: Database, client_of: ClientOf, kept: str
) -> None:
    ann_trains(db)
    root = a_user(db, "root", roles=(Role.ADMIN,))
    no = RefusalDocument(code="a", kind=RefusalKind.CONFLICT, sentence="So it is.", remedy=kept)
    roll_out_id = _roll_out_of_ann(db, root, no)

    (member,) = client_of(root).get(f"/roll-outs/{roll_out_id}").json()["members"]

    assert member["refusal"]["remedy"] == "Look at `GET /api/v1/workout-sessions?userId=ann`."


def _roll_out_of_ann(db: Database, by: User, no: RefusalDocument) -> str:
    def keep(write: Any) -> str:  # noqa: ANN401  # a Write
        roll_out_id = write.new_id()
        roll_outs.add(write, roll_out_id, "v1", ReplacementRequest(), ["ann"])
        roll_outs.serve(write, roll_out_id, {}, {"ann": no})
        return str(roll_out_id)

    return db.write(by.id, an_act(by, NOW), keep)
