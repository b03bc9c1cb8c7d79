"""`/routines` over HTTP."""

from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.plans.routines import MORE
from tests.arrange import a_routine, a_routine_file, a_user


def test_a_routine_is_created_of_what_a_file_says_and_says_where_it_is(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.post("/routines", json=a_routine_file())

    assert answer.status_code == 201
    version = answer.json()
    assert version["workouts"][0]["sections"][0]["exercises"][0]["sets"][2]["reps"] == 5
    assert ann.get(answer.headers["location"]).json() == version
    assert ann.get(f"/routines/{version['parentRoutineId']}").json() == version


def test_every_place_of_a_routine_that_is_wrong_is_named(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    answer = ann.post("/routines", json=a_routine_file(duration=99, difficulty="beginner", colour="red"))

    assert answer.status_code == 422
    assert "colour" in [each["path"] for each in answer.json()["errors"]]


def test_an_id_that_is_taken_is_a_conflict(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    ann.post("/routines", json=a_routine_file(parentRoutineId="squats"))

    answer = ann.post("/routines", json=a_routine_file(parentRoutineId="squats"))

    assert (answer.status_code, answer.json()["code"]) == (409, "already-exists")


def test_the_next_version_keeps_the_ids_of_its_lines(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    first = a_routine(db, ann)

    answer = client_of(ann).post(f"/routines/{first.parent_routine_id}/versions", json=MORE)

    assert answer.status_code == 201
    version = answer.json()
    assert (version["version"], version["changeNote"], version["isLatest"]) == (2, "More of it.", True)
    assert version["workouts"][0]["_id"] == first.workouts[0].id


def test_a_version_made_from_one_that_is_no_longer_the_latest_is_refused(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann, path = client_of(user), f"/routines/{a_routine(db, user).parent_routine_id}"
    seen = ann.get(path).headers["etag"]
    ann.post(f"{path}/versions", json=MORE)

    answer = ann.post(f"{path}/versions", json=MORE, headers={"if-match": seen})

    assert answer.status_code == 412
    assert answer.headers["etag"] == ann.get(path).headers["etag"]
    assert len(ann.get(f"{path}/versions").json()["items"]) == 2


def test_a_version_that_was_published_twice_with_one_key_is_published_once(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann, path = client_of(user), f"/routines/{a_routine(db, user).parent_routine_id}"
    key = {"idempotency-key": "publish-1", "if-match": ann.get(path).headers["etag"]}

    once, again = (ann.post(f"{path}/versions", json=MORE, headers=key) for _ in range(2))

    assert (once.status_code, again.status_code) == (201, 201)
    assert again.content == once.content
    assert again.headers["idempotency-replayed"] == "true"
    assert len(ann.get(f"{path}/versions").json()["items"]) == 2


def test_what_a_client_has_already_is_not_sent_again(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann, path = client_of(user), f"/routines/versions/{a_routine(db, user).id}"
    tag = ann.get(path).headers["etag"]

    answer = ann.get(path, headers={"if-none-match": tag})

    assert (answer.status_code, answer.content) == (304, b"")


def test_versions_are_listed_newest_first_without_their_content(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann, path = client_of(user), f"/routines/{a_routine(db, user).parent_routine_id}/versions"
    ann.post(path, json=MORE)

    first = ann.get(path, params={"limit": 1}).json()
    second = ann.get(path, params={"limit": 1, "after": first["next"]}).json()

    assert [each["version"] for each in (*first["items"], *second["items"])] == [2, 1]
    assert "workouts" not in first["items"][0]
    assert "next" not in second


def test_two_versions_are_compared_line_by_line(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann, path = client_of(user), f"/routines/{a_routine(db, user).parent_routine_id}"
    ann.post(f"{path}/versions", json=MORE)

    answer = ann.get(f"{path}/diff")

    assert (answer.json()["oldVersion"], answer.json()["newVersion"]) == (1, 2)
    assert answer.json()["fields"][0] == {"field": "name", "from": "Squats", "to": "More squats"}
    assert ann.get(f"{path}/diff", params={"from": 2, "to": 1}).json()["fields"][0]["to"] == "Squats"
    assert ann.get(f"{path}/diff", params={"to": 1}).status_code == 404
    assert ann.get(f"{path}/diff", params={"from": 7}).status_code == 404


def test_routines_are_listed_by_name_page_by_page(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    for name in ("Zebra", "apple", "Birne", "äpfel"):
        a_routine(db, user, name=name)
    ann = client_of(user)

    names, after = [], None
    for _ in range(4):
        page = ann.get("/routines", params={"limit": 1} | ({"after": after} if after else {})).json()
        names += [each["name"] for each in page["items"]]
        after = page.get("next")

    assert names[:3] == ["apple", "Birne", "Zebra"]
    assert (len(set(names)), after) == (4, None)


def test_routines_are_found_by_a_part_of_their_name(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    for name in ("100% squats", "Squats", "Bench"):
        a_routine(db, user, name=name)
    ann = client_of(user)

    assert [each["name"] for each in ann.get("/routines", params={"search": "SQUAT"}).json()["items"]] == [
        "100% squats",
        "Squats",
    ]
    assert [each["name"] for each in ann.get("/routines", params={"search": "0%"}).json()["items"]] == ["100% squats"]


def test_others_see_public_routines_only_and_an_admin_all(db: Database, client_of: ClientOf) -> None:
    ann, ben, root = a_user(db), a_user(db, "ben"), a_user(db, "root", roles=(Role.ADMIN,))
    a_routine(db, ann, name="Mine")
    a_routine(db, ann, name="Everybody's", isPublic=True)

    listed = {user.id: client_of(user).get("/routines").json()["items"] for user in (ann, ben, root)}

    assert [each["name"] for each in listed["ben"]] == ["Everybody's"]
    assert len(listed["ann"]) == len(listed["root"]) == 2
    assert client_of(ben).get("/routines", params={"mine": "true"}).json()["items"] == []


def test_a_strangers_routine_is_not_there(db: Database, client_of: ClientOf) -> None:
    version = a_routine(db, a_user(db))
    ben, routine = client_of(a_user(db, "ben")), f"/routines/{version.parent_routine_id}"

    answers = [
        ben.get(routine),
        ben.get(f"{routine}/versions"),
        ben.get(f"{routine}/diff"),
        ben.post(f"{routine}/versions", json=MORE, headers={"if-match": '"x"'}),
        ben.post(f"{routine}/archive", headers={"if-match": '"x"'}),
        ben.delete(routine),
        ben.get(f"/routines/versions/{version.id}"),
        ben.post(f"/routines/versions/{version.id}/copy", headers={"if-match": '"x"'}),
        ben.delete(f"/routines/versions/{version.id}"),
    ]

    assert {each.status_code for each in answers} == {404}
    assert {each.json()["code"] for each in answers} == {"not-found"}


def test_who_may_read_a_routine_may_not_change_it(db: Database, client_of: ClientOf) -> None:
    version = a_routine(db, a_user(db), isPublic=True)
    ben = client_of(a_user(db, "ben"))

    assert ben.get(f"/routines/versions/{version.id}").status_code == 200
    assert ben.post(f"/routines/{version.parent_routine_id}/versions", json=MORE).status_code == 403
    assert ben.post(f"/routines/versions/{version.id}/copy").status_code == 403


def test_an_archived_routine_gets_no_version(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    ann, path = client_of(user), f"/routines/{a_routine(db, user).parent_routine_id}"

    archived = ann.post(f"{path}/archive")
    refused = ann.post(f"{path}/versions", json=MORE)

    assert archived.json()["isArchived"]
    assert (refused.status_code, refused.json()["code"]) == (409, "routine-archived")
    assert ann.get("/routines", params={"archived": "false"}).json()["items"] == []


def test_a_token_that_may_only_read_creates_nothing(db: Database, client_of: ClientOf) -> None:
    answer = client_of(a_user(db), TokenScope.READ).post("/routines", json=a_routine_file())

    assert (answer.status_code, answer.json()["code"]) == (403, "token-scope-too-small")


def test_null_is_no_value_of_a_parameter_but_a_text_to_look_for(db: Database, client_of: ClientOf) -> None:
    user = a_user(db)
    a_routine(db, user, name="Null hypothesis")
    ann = client_of(user)

    assert ann.get("/routines", params={"mine": "null"}).json()["errors"][0]["path"] == "mine"
    assert len(ann.get("/routines", params={"search": "null"}).json()["items"]) == 1


def test_a_cursor_that_no_page_gave_is_refused_with_its_place(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))

    for wrong in ("x", "bm90IGpzb24", "WzFd", "é", "WyJhIl0"):
        answer = ann.get("/routines", params={"after": wrong})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["path"] == "after"
