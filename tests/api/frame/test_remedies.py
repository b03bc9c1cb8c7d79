"""A caller of the API is told requests, not commands."""

import re
from pathlib import Path

import pytest

import mesocycle
from mesocycle.api.description.nouns import ROUTES
from mesocycle.api.frame.remedies import REQUESTS, over_http
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.uploading import imported
from tests.arrange import a_user

SOURCE = Path(mesocycle.__file__).parent
AT_THE_SERVER = {"db backup", "db restore", "db upgrade", "import archive", "user add"}
"""Commands of whoever runs it: there is no such request."""


@pytest.fixture
def ann(db: Database) -> User:
    """Add an athlete."""
    return a_user(db)


def test_every_command_that_a_remedy_names_has_its_request() -> None:
    floors = ("domain", "actions", "storage", "bulk", "formats")
    texts = [path.read_text(encoding="utf-8") for floor in floors for path in (SOURCE / floor).rglob("*.py")]
    named = {command for text in texts for command in re.findall(r"`mesocycle ([a-z]+ [a-z]+)", text)}

    assert named - AT_THE_SERVER == set(REQUESTS) & named


def test_every_request_that_is_told_is_a_route() -> None:
    routes = {f"{route.method} {route.path}" for route in ROUTES}

    assert {each.partition("?")[0] for each in REQUESTS.values()} <= routes


@pytest.mark.parametrize(
    ("remedy", "told"),
    [
        ("Look at `mesocycle session list` for the ids.", "Look at `GET /api/v1/workout-sessions` for the ids."),
        (
            "Replace it: `mesocycle assignment replace 6b03 --with 6b04`.",
            "Replace it: `POST /api/v1/routine-assignments/6b03/replacement`.",
        ),
        (
            "Look at `mesocycle token list`, `mesocycle token revoke ID`.",
            "Look at `GET /api/v1/tokens`, `DELETE /api/v1/tokens/ID`.",
        ),
        (
            "Ask for it: `mesocycle user set --role trainer`.",
            "Ask for it: `PATCH /api/v1/users/{userId}`.",
        ),
        ("Run `mesocycle db upgrade` first.", "Run `mesocycle db upgrade` first."),
        ("Shorten it.", "Shorten it."),
        ("Say it: --unit kg or --unit lb.", "Say it: `weightUnit=kg` or `weightUnit=lb`."),
        ("Say --decimal point or --decimal comma.", "Say `decimal=point` or `decimal=comma`."),
        (
            "Import it again with --session ID, or with --apart.",
            "Import it again with `sessionId`, or with `apart=true`.",
        ),
    ],
)
def test_a_command_becomes_the_request_that_does_the_same(remedy: str, told: str) -> None:
    assert over_http(remedy) == told


def test_a_problem_tells_the_request(ann: User, client_of: ClientOf) -> None:
    problem = client_of(ann).get("/workout-sessions/no-such").json()

    assert problem["remedy"] == "Look at `GET /api/v1/workout-sessions` for the ids."


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
