"""`/exercises` over HTTP."""

from typing import Any

from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf, SignedClient
from tests.arrange import a_routine_file, a_user

ANVIL = {"name": "Anvil shrug", "kind": "strength", "primaryMuscles": ["traps"], "equipment": ["anvil"]}
FOREIGN = {
    "id": "Anvil_Press",
    "name": "Anvil Press",
    "category": "strength",
    "primaryMuscles": ["shoulders"],
    "secondaryMuscles": [],
    "equipment": "other",
    "instructions": ["Press it."],
}


def _every(client: SignedClient, **asked: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # parameters of any type
    found, after = [], None
    while True:
        page = client.get("/exercises", params=asked | ({"after": after} if after else {})).json()
        found += page["items"]
        after = page.get("next")
        if after is None:
            return found


def test_exercises_are_listed_by_name_page_by_page(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    found = _every(ann, limit=25)

    ids = [each["_id"] for each in found]
    assert len(ids) > 100
    assert len(set(ids)) == len(ids)
    assert [each["_id"] for each in _every(ann, limit=500)] == ids


def test_exercises_are_found_by_name_alias_kind_and_muscle(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    squats = _every(ann, search="back-SQUAT")
    runs = _every(ann, kind="running")
    quads = _every(ann, kind="strength", muscle="Quads")

    assert "Back Squat" in [each["name"] for each in squats]
    assert {each["kind"] for each in runs} == {"running"}
    assert all("quads" in each["primaryMuscles"] + each["secondaryMuscles"] for each in quads)
    assert ann.get("/exercises", params={"kind": "dancing"}).status_code == 422


def test_the_best_match_of_a_search_comes_first_on_every_page_of_it(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    names = [each["name"] for each in _every(ann, search="chin", limit=500)]

    assert names[0] == "Chin-up"
    assert [each["name"] for each in _every(ann, search="chin", limit=3)] == names
    assert names.index("Assisted Chin-up") < names.index("Machine Squat")


def test_an_exercise_is_added_to_ones_own_and_written_into_a_routine(db: Database, client_of: ClientOf) -> None:
    ann, ben = client_of(a_user(db)), client_of(a_user(db, "ben"))

    added = ann.post("/exercises", json=ANVIL)
    again = ann.post("/exercises", json=ANVIL)

    assert (added.status_code, added.json()["ownerId"]) == (201, "ann")
    assert ann.get(added.headers["location"]).json() == added.json()
    assert (again.status_code, again.json()["code"]) == (409, "already-exists")
    assert ben.get(added.headers["location"]).status_code == 404
    section = {"name": "Main", "type": "basic", "exercises": [{"name": "Anvil shrug", "sets": "3x5 @ 20 kg"}]}
    workout = a_routine_file()["workouts"][0] | {"sections": [section]}
    assert ann.post("/routines", json=a_routine_file(workouts=[workout])).status_code == 201


def test_only_an_admin_adds_an_exercise_for_everybody(db: Database, client_of: ClientOf) -> None:
    ann, root = client_of(a_user(db)), client_of(a_user(db, "root", roles=(Role.ADMIN,)))
    for_all = {"forAll": "true"}

    refused = ann.post("/exercises", params=for_all, json=ANVIL)
    added = root.post("/exercises", params=for_all, json=ANVIL)

    assert (refused.status_code, refused.json()["code"]) == (403, "not-permitted")
    assert "ownerId" not in added.json()
    assert ann.get(added.headers["location"]).status_code == 200


def test_a_collection_is_imported_and_what_is_wrong_in_it_is_named(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.post("/exercises/import", json=[FOREIGN, {"id": "x"}])

    assert answer.json()["imported"] == 1
    assert [each["line"] for each in answer.json()["rejected"]] == [1]
    assert [each["name"] for each in _every(ann, search="anvil press")] == ["Anvil Press"]


def test_a_collection_of_which_nothing_can_be_taken_over_is_refused(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answers = [ann.post("/exercises/import", json=body) for body in ([], [{"id": "x"}], {"id": "x"}, "no", [[[1]]])]

    assert {(each.status_code, each.json()["code"]) for each in answers} == {(422, "document-not-valid")}


def test_an_exercise_that_was_sent_twice_with_one_key_is_added_once(db: Database, client_of: ClientOf) -> None:
    ann, key = client_of(a_user(db)), {"idempotency-key": "anvil"}

    once, again = (ann.post("/exercises", json=ANVIL, headers=key) for _ in range(2))

    assert (once.status_code, again.content) == (201, once.content)


def test_what_an_exercise_can_not_be_is_named(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    for wrong in ({"name": "!!"}, {"kind": "dance"}, {"exerciseId": "no id"}, {"weight": 1}):
        answer = ann.post("/exercises", json=ANVIL | wrong)

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["path"] == next(iter(wrong))


def test_a_token_that_may_only_read_adds_nothing(db: Database, client_of: ClientOf) -> None:
    assert client_of(a_user(db), TokenScope.READ).post("/exercises", json=ANVIL).status_code == 403


def test_an_exercise_is_changed_from_the_state_that_was_read(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    added = ann.post("/exercises", json=ANVIL)
    at, seen = added.headers["location"], {"if-match": added.headers["etag"]}

    changed = ann.patch(at, json={"name": "Anvil lift", "link": "https://example.org/lift"}, headers=seen)
    late = ann.patch(at, json={"name": "Anvil heave"}, headers=seen)

    assert (changed.json()["name"], changed.json()["equipment"]) == ("Anvil lift", ["anvil"])
    assert late.status_code == 412
    assert ann.get(at).json() == changed.json()


def test_what_was_taken_back_is_listed_apart(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    at = ann.post("/exercises", json=ANVIL).headers["location"]

    ann.patch(at, json={"isArchived": True})

    assert _every(ann, own=True) == []
    assert [each["name"] for each in _every(ann, archived=True)] == ["Anvil shrug"]


def test_exercises_are_found_by_equipment_and_by_their_names_in_other_languages(
    db: Database, client_of: ClientOf
) -> None:
    ann = client_of(a_user(db))

    rings = _every(ann, equipment="Rings")
    squats = [each["_id"] for each in _every(ann, search="Kniebeuge")]

    assert rings
    assert all("rings" in each["equipment"] for each in rings)
    assert "squat.barbell-back" in squats
