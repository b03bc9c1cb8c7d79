"""`/coaching` over HTTP."""

import pytest

from mesocycle.actions.people.accept_coaching import accept_coaching
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_trainer, a_user, an_act


def _invited(db: Database) -> tuple[User, User, str]:
    tom, ann = a_trainer(db), a_user(db)
    return tom, ann, invite_athlete(db, ann.id, an_act(tom)).id


@pytest.mark.parametrize("whom", [{"email": "Ann@Example.org"}, {"athleteId": "ann"}])
def test_an_athlete_is_invited_and_accepts(db: Database, client_of: ClientOf, whom: dict[str, str]) -> None:
    tom, ann = client_of(a_trainer(db)), client_of(a_user(db))

    invited = tom.post("/coaching", json=whom)
    unseen = tom.get("/receipts", params={"userId": "ann"})
    accepted = ann.post(f"/coaching/{invited.json()['_id']}/accept")

    assert (invited.status_code, invited.json()["status"], unseen.status_code) == (201, "invited", 404)
    assert (accepted.status_code, accepted.json()["status"]) == (200, "active")
    assert tom.get(invited.headers["location"]).json() == accepted.json()
    assert tom.get("/receipts", params={"userId": "ann"}).status_code == 200


@pytest.mark.parametrize("whom", [{}, {"email": "ann@example.org", "athleteId": "ann"}])
def test_an_invitation_says_in_one_way_whom_it_is_for(db: Database, client_of: ClientOf, whom: dict[str, str]) -> None:
    a_user(db)

    answer = client_of(a_trainer(db)).post("/coaching", json=whom)

    assert answer.status_code == 422


def test_who_is_no_trainer_learns_nothing_of_who_exists(db: Database, client_of: ClientOf) -> None:
    a_user(db)
    ben = client_of(a_user(db, "ben"))

    asked = ({"email": "ann@example.org"}, {"email": "nobody@example.org"}, {"athleteId": "ann"}, {"athleteId": "no"})
    answers = [ben.post("/coaching", json=each) for each in asked]

    assert len({each.content for each in answers}) == 1
    assert answers[0].status_code == 403


def test_the_athlete_alone_chooses_what_is_seen(db: Database, client_of: ClientOf) -> None:
    tom, ann = a_trainer(db), a_user(db)
    link = a_coaching(db, tom, ann)
    path = f"/coaching/{link.id}"

    chosen = client_of(ann).patch(path, json={"sees": "assigned"})
    refused = client_of(tom).patch(path, json={"mayLog": True})

    assert (chosen.json()["sees"], chosen.json()["mayLog"]) == ("assigned", link.may_log)
    assert refused.status_code == 404
    assert client_of(ann).patch(path, json={"sees": None}).status_code == 422


def test_a_choice_made_from_an_older_state_is_refused(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    link = a_coaching(db, a_trainer(db), ann)
    client, path = client_of(ann), f"/coaching/{link.id}"
    tag = client.get(path).headers["etag"]
    client.patch(path, json={"mayLog": True})

    answer = client.patch(path, json={"sees": "assigned"}, headers={"if-match": tag})

    assert answer.status_code == 412
    assert client.get(path).json()["sees"] == "all"


def test_either_side_ends_it_once_and_gets_the_same_answer_again(db: Database, client_of: ClientOf) -> None:
    tom, _, coaching_id = _invited(db)
    client, key = client_of(tom), {"idempotency-key": "end-1"}

    once, again = (client.post(f"/coaching/{coaching_id}/end", headers=key) for _ in range(2))

    assert (once.json()["status"], again.status_code) == ("ended", 200)
    assert again.content == once.content
    assert client.post(f"/coaching/{coaching_id}/end").status_code == 404


def test_an_invitation_that_was_withdrawn_is_not_accepted_for_a_newer_one(db: Database, client_of: ClientOf) -> None:
    tom, ann, old = _invited(db)
    end_coaching(db, ann.id, an_act(tom))
    invite_athlete(db, ann.id, an_act(tom))

    answer = client_of(ann).post(f"/coaching/{old}/accept")

    assert answer.status_code == 404
    assert [each["status"] for each in client_of(ann).get("/coaching").json()["items"]].count("active") == 0


def test_links_are_listed_on_both_sides_newest_first_and_by_status(db: Database, client_of: ClientOf) -> None:
    tom, ben = a_trainer(db), a_user(db, "ben")
    a_coaching(db, tom, ben)
    ann = a_user(db)
    invite_athlete(db, ann.id, an_act(tom, "2026-01-05T10:00:00.000Z"))
    trainer = client_of(tom)

    first = trainer.get("/coaching", params={"limit": 1}).json()
    second = trainer.get("/coaching", params={"limit": 1, "after": first["next"]}).json()

    assert [each["athleteId"] for each in (*first["items"], *second["items"])] == ["ann", "ben"]
    assert "next" not in second
    assert [each["athleteId"] for each in trainer.get("/coaching?status=active").json()["items"]] == ["ben"]
    assert [each["trainerId"] for each in client_of(ann).get("/coaching").json()["items"]] == ["tom"]


def test_a_link_of_others_is_not_there(db: Database, client_of: ClientOf) -> None:
    _, _, coaching_id = _invited(db)
    eve = client_of(a_trainer(db, "eve"))

    answers = [
        eve.get(f"/coaching/{coaching_id}"),
        eve.post(f"/coaching/{coaching_id}/accept", headers={"if-match": '"x"'}),
        eve.patch(f"/coaching/{coaching_id}", json={"mayLog": True}, headers={"if-match": '"x"'}),
        eve.post(f"/coaching/{coaching_id}/end", headers={"if-match": '"x"'}),
    ]

    assert [each.status_code for each in answers] == [404] * 4
    assert eve.get("/coaching").json()["items"] == []


def test_nobody_accepts_for_the_athlete(db: Database, client_of: ClientOf) -> None:
    tom, ann, coaching_id = _invited(db)

    assert client_of(tom).post(f"/coaching/{coaching_id}/accept").status_code == 404
    assert client_of(ann, TokenScope.READ).post(f"/coaching/{coaching_id}/accept").status_code == 403
    assert accept_coaching(db, tom.id, an_act(ann)).status == "active"
