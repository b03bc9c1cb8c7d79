"""`/notations` over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_routine_file, a_user


def test_a_text_is_previewed_as_it_is_typed(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.post("/notations/preview", json={"kind": "run", "text": "6×800m@4:10-4:00/km rest 400m jog"})

    assert answer.status_code == 200
    found = answer.json()
    assert found["notation"] == "6x800 m @ 4:00-4:10/km rest 400 m jog"
    assert found["steps"][0]["type"] == "block"
    assert "sets" not in found


def test_a_slip_is_refused_with_its_place(db: Database, client_of: ClientOf) -> None:
    answer = client_of(a_user(db)).post("/notations/preview", json={"kind": "sets", "text": "3x5\n3x5 @ 100"})

    assert answer.status_code == 422
    assert answer.json()["code"] == "notation-not-understood"
    assert answer.json()["facts"] == {"line": 2, "column": 7}
    assert answer.json()["remedy"] == "Write what it is: 100 kg, 100 lb, 100%."


def test_sets_are_filled_in_and_can_stand_in_a_routine_as_they_are(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    filled = ann.post("/notations/fill", json={"filler": {"type": "five-three-one", "weeks": 4}}).json()

    file = a_routine_file()
    file["workouts"][0]["sections"][0]["exercises"][0] |= {
        "sets": filled["sets"],
        "progressionMethod": filled["progressionMethod"],
    }
    assert ann.post("/routines", json=file).status_code == 201


def test_a_scheme_that_is_not_known_and_numbers_that_make_no_sense_are_refused(
    db: Database, client_of: ClientOf
) -> None:
    ann = client_of(a_user(db))

    unknown = ann.post("/notations/fill", json={"filler": {"type": "ladder"}})
    senseless = ann.post("/notations/fill", json={"filler": {"type": "wave", "waves": 0}})

    assert (unknown.status_code, senseless.status_code) == (422, 422)
    assert [each["path"] for each in senseless.json()["errors"]] == ["filler.waves"]
