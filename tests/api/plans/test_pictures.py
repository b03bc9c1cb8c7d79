"""Pictures of exercises over HTTP."""

from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.library import MOST_SENT_BYTES
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_trainer, a_user
from tests.formats.documents.painting import a_picture, points_of

LIFT = {"name": "Anvil lift", "kind": "strength"}
SQUAT = "/exercises/squat.barbell-back/picture"


def test_a_picture_is_put_told_of_shown_and_taken_away(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    at = ann.post("/exercises", json=LIFT).headers["location"]

    put = ann.put(f"{at}/picture", content=a_picture(size=(2600, 1300)))
    shown = ann.get(f"{at}/picture")
    gone = ann.delete(f"{at}/picture")

    assert (put.json()["picture"]["width"], put.json()["picture"]["height"]) == (1280, 640)
    assert ann.get(at).json() == gone.json()
    assert "picture" not in gone.json()
    assert (shown.headers["content-type"], points_of(shown.content)) == ("image/webp", (1280, 640))
    assert "sandbox" in shown.headers["content-security-policy"]
    assert ann.get(f"{at}/picture").status_code == 404


def test_a_picture_is_told_in_the_list_and_survives_a_change_of_its_exercise(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    at = ann.post("/exercises", json=LIFT).headers["location"]
    told = ann.put(f"{at}/picture", content=a_picture()).json()["picture"]

    ann.patch(at, json={"name": "Anvil heave"})

    assert [each["picture"] for each in ann.get("/exercises", params={"own": True}).json()["items"]] == [told]


def test_who_has_the_picture_is_told_that_it_is_the_same_as_long_as_they_may_see_it(
    db: Database, client_of: ClientOf
) -> None:
    tom, ann, ben = a_trainer(db), a_user(db), a_user(db, "ben")
    link = a_coaching(db, tom, ann)
    at = client_of(tom).post("/exercises", json=LIFT).headers["location"]
    client_of(tom).put(f"{at}/picture", content=a_picture())
    anns = client_of(ann)

    first = anns.get(f"{at}/picture")
    same = anns.get(f"{at}/picture", headers={"if-none-match": first.headers["etag"]})
    anns.post(f"/coaching/{link.id}/end")
    after = anns.get(f"{at}/picture", headers={"if-none-match": first.headers["etag"]})

    assert (first.status_code, same.status_code, after.status_code) == (200, 304, 404)
    assert client_of(ben).get(f"{at}/picture").status_code == 404


def test_what_is_no_picture_is_refused_and_the_one_before_stays(db: Database, client_of: ClientOf) -> None:
    ann = client_of(a_user(db))
    at = ann.post("/exercises", json=LIFT).headers["location"]
    told = ann.put(f"{at}/picture", content=a_picture()).json()["picture"]

    no_picture = ann.put(f"{at}/picture", content=b"<svg onload='alert(1)'/>", headers={"content-type": "image/png"})
    too_long = ann.put(f"{at}/picture", content=bytes(MOST_SENT_BYTES + 1))

    assert (no_picture.status_code, no_picture.json()["code"]) == (422, "picture-not-usable")
    assert too_long.status_code == 413
    assert ann.get(at).json()["picture"] == told


def test_an_exercise_that_ships_gets_no_picture_and_a_shared_one_by_an_admin_alone(
    db: Database, client_of: ClientOf
) -> None:
    ann, root = client_of(a_user(db)), client_of(a_user(db, "root", roles=(Role.ADMIN,)))
    shared = root.post("/exercises", params={"forAll": True}, json=LIFT).headers["location"]

    assert root.put(SQUAT, content=a_picture()).status_code == 403
    assert ann.put(f"{shared}/picture", content=a_picture()).status_code == 403
    assert root.put(f"{shared}/picture", content=a_picture()).status_code == 200
    assert ann.get(f"{shared}/picture").status_code == 200
