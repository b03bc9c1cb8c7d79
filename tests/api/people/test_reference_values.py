"""`/reference-values` over HTTP."""

from typing import Any

from mesocycle.domain.people.caller import TokenScope
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_trainer, a_user


def _weight(kg: float, valid_from: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401  # members of any type
    return {"kind": "bodyweight", "value": kg, "unit": "kg", "validFrom": valid_from, **given}


def test_a_value_is_added_and_says_where_it_is(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.post("/reference-values", json=_weight(70, "2026-01-05"))

    assert (answer.status_code, answer.json()["value"], answer.json()["source"]) == (201, 70, "entered")
    got = ann.get(answer.headers["location"])
    assert (got.json(), got.headers["etag"]) == (answer.json(), answer.headers["etag"])


def test_values_are_listed_in_the_order_they_were_added(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    for kg, day in ((72, "2026-03-01"), (70, "2026-01-05"), (71, "2026-02-01")):
        ann.post("/reference-values", json=_weight(kg, day))
    ann.post("/reference-values", json={"kind": "maxHeartRate", "value": 190, "unit": "bpm"})

    first = ann.get("/reference-values", params={"limit": 3}).json()
    second = ann.get("/reference-values", params={"limit": 3, "after": first["next"]}).json()

    assert [each["value"] for each in (*first["items"], *second["items"])] == [72, 70, 71, 190]
    assert "next" not in second
    weights = ann.get("/reference-values", params={"kind": "bodyweight"}).json()["items"]
    assert [each["value"] for each in weights] == [72, 70, 71]


def test_in_force_is_the_latest_of_each_kind_and_exercise_and_of_equals_the_last_added(
    db: Database, client_of: ClientOf
) -> None:
    ann = client_of(a_user(db))
    for kg, day in ((70, "2026-01-05"), (75, "2026-03-01"), (71, "2026-02-01"), (72, "2026-02-01")):
        ann.post("/reference-values", json=_weight(kg, day))
    for exercise, kg in (("squat", 140), ("bench-press", 100)):
        ann.post(
            "/reference-values",
            json={"kind": "oneRepMax", "exerciseId": exercise, "value": kg, "unit": "kg", "validFrom": "2026-01-05"},
        )

    held = ann.get("/reference-values/in-force", params={"on": "2026-02-15"}).json()["items"]

    assert sorted((each["kind"], each["value"]) for each in held) == [
        ("bodyweight", 72),
        ("oneRepMax", 100),
        ("oneRepMax", 140),
    ]
    assert ann.get("/reference-values/in-force", params={"on": "2026-01-04"}).json()["items"] == []
    assert len(ann.get("/reference-values/in-force").json()["items"]) == 3


def test_a_value_may_bring_its_own_id_if_that_is_free(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    added = ann.post("/reference-values", json=_weight(70, "2026-01-05", _id="monday"))
    again = ann.post("/reference-values", json=_weight(71, "2026-01-05", _id="monday"))
    wrong = ann.post("/reference-values", json=_weight(71, "2026-01-05", _id="no id"))

    assert (added.status_code, added.json()["_id"]) == (201, "monday")
    assert (again.status_code, again.json()["code"]) == (409, "already-exists")
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "_id")


def test_what_a_value_can_not_be_is_named(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    for path, wrong in (
        ("unit", {"unit": "bpm"}),
        ("value", {"value": 0}),
        ("validFrom", {"validFrom": "2026-13-01"}),
        ("kind", {"kind": "shoeSize"}),
        ("value", {"value": "70"}),
    ):
        answer = ann.post("/reference-values", json=_weight(70, "2026-01-05") | wrong)

        assert answer.status_code == 422
        assert path in [each["path"] for each in answer.json()["errors"]]
    assert ann.get("/reference-values/in-force", params={"on": "2026-02-30"}).status_code == 422


def test_a_trainer_sets_values_and_a_stranger_does_not_learn_of_them(db: Database, client_of: ClientOf) -> None:
    ann, trainer = a_user(db), a_trainer(db)
    a_coaching(db, trainer, ann)
    tom, ben, of_ann = client_of(trainer), client_of(a_user(db, "ben")), {"userId": "ann"}

    added = tom.post("/reference-values", params=of_ann, json=_weight(70, "2026-01-05"))

    assert added.status_code == 201
    assert tom.get(added.headers["location"]).status_code == 200
    assert tom.get(f"/reference-values/{added.json()['_id']}").status_code == 404
    refused = [
        ben.get("/reference-values", params=of_ann),
        ben.get("/reference-values/in-force", params=of_ann),
        ben.get(f"/reference-values/{added.json()['_id']}", params=of_ann),
        ben.post("/reference-values", params=of_ann, json=_weight(70, "2026-01-05")),
    ]
    assert [each.status_code for each in refused] == [404] * 4


def test_a_value_that_was_sent_twice_with_one_key_is_added_once(db: Database, client_of: ClientOf) -> None:
    ann, key = client_of(a_user(db)), {"idempotency-key": "weight"}

    once, again = (ann.post("/reference-values", json=_weight(70, "2026-01-05"), headers=key) for _ in range(2))

    assert (once.status_code, again.content) == (201, once.content)
    assert len(ann.get("/reference-values").json()["items"]) == 1


def test_a_token_that_may_only_read_adds_no_value(db: Database, client_of: ClientOf) -> None:
    reading = client_of(a_user(db), TokenScope.READ)

    assert reading.get("/reference-values").status_code == 200
    assert reading.post("/reference-values", json=_weight(70, "2026-01-05")).status_code == 403
