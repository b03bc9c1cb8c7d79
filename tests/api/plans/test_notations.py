"""`/notations` over HTTP."""

from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_user


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
