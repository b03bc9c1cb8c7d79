"""`/roll-outs` over HTTP: begun by a request, carried out behind it."""

from mesocycle.actions.assignments.roll_out import begin_roll_out
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.api.assignments.rolling import finished, on, team, until
from tests.api.conftest import ClientOf
from tests.arrange import a_trainer, a_user, an_act


def test_a_roll_out_is_accepted_and_goes_to_everybody_within_reach(db: Database, client_of: ClientOf) -> None:
    trainer = team(db, "ann", "ben", "cleo")
    tom = client_of(trainer)

    answer = tom.post("/roll-outs", json={"routineVersionId": "v2"})

    assert (answer.status_code, answer.json()["waiting"]) == (202, 3)
    done = finished(tom, answer.headers["location"])
    assert (done["waiting"], done["done"], done["refused"]) == (0, 3, 0)
    assert [each["userId"] for each in done["members"]] == ["ann", "ben", "cleo"]
    assert all(each["receiptId"] for each in done["members"])
    assert on(db, "v2", "ann", "ben", "cleo") == ["ann", "ben", "cleo"]


def test_a_roll_out_to_some_tells_who_was_refused(db: Database, client_of: ClientOf) -> None:
    trainer = team(db, "ann", "ben")
    tom = client_of(trainer)

    answer = tom.post("/roll-outs", json={"routineVersionId": "v2", "members": ["ann", "nobody"]})

    done = finished(tom, answer.headers["location"])
    assert [(each["userId"], each["status"]) for each in done["members"]] == [("ann", "done"), ("nobody", "refused")]
    assert done["members"][1]["refusal"]["remedy"]
    assert on(db, "v2", "ann", "ben") == ["ann"]


def test_members_come_in_pages_and_by_what_became_of_them(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann", "ben"))
    members = ["ann", "ben", "nobody"]
    location = tom.post("/roll-outs", json={"routineVersionId": "v2", "members": members}).headers["location"]
    finished(tom, location)

    first = tom.get(location, params={"limit": 2}).json()
    second = tom.get(location, params={"limit": 2, "after": first["next"]}).json()
    refused = tom.get(location, params={"status": "refused"}).json()

    assert [each["userId"] for each in (*first["members"], *second["members"])] == members
    assert "next" not in second
    assert [each["userId"] for each in refused["members"]] == ["nobody"]


def test_a_roll_out_that_is_sent_again_with_its_key_is_begun_once(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann"))
    key = {"idempotency-key": "roll-1"}

    once, again = (tom.post("/roll-outs", json={"routineVersionId": "v2"}, headers=key) for _ in range(2))

    assert once.content == again.content
    finished(tom, once.headers["location"])
    assert len(tom.get("/roll-outs").json()["items"]) == 1


def test_a_second_roll_out_of_a_version_waits_for_the_first(db: Database, client_of: ClientOf) -> None:
    trainer = team(db, "ann")
    broken_off = begin_roll_out(db, "v2", an_act(trainer))
    tom = client_of(trainer)

    answer = tom.post("/roll-outs", json={"routineVersionId": "v2"})

    assert (answer.status_code, answer.json()["code"]) == (409, "roll-out-running")
    assert answer.json()["facts"]["rollOutId"] == broken_off


def test_a_roll_out_that_was_broken_off_is_taken_up(db: Database, client_of: ClientOf) -> None:
    trainer = team(db, "ann", "ben")
    broken_off = begin_roll_out(db, "v2", an_act(trainer))
    tom = client_of(trainer)

    answer = tom.post(f"/roll-outs/{broken_off}/resume")

    assert answer.status_code == 202
    assert finished(tom, answer.headers["location"])["done"] == 2
    assert tom.post(f"/roll-outs/{broken_off}/resume").status_code == 202


def test_roll_outs_are_listed_newest_first_with_how_far_they_are(db: Database, client_of: ClientOf) -> None:
    trainer = team(db, "ann")
    begin_roll_out(db, "v1", an_act(trainer, "2026-01-05T09:01:00.000Z"), members=[])
    begin_roll_out(db, "v2", an_act(trainer, "2026-01-05T09:02:00.000Z"))
    tom = client_of(trainer)

    first = tom.get("/roll-outs", params={"limit": 1}).json()
    second = tom.get("/roll-outs", params={"limit": 1, "after": first["next"]}).json()

    listed = [*first["items"], *second["items"]]
    assert [(each["routineVersionId"], each["waiting"]) for each in listed] == [("v2", 1), ("v1", 0)]
    assert "next" not in second


def test_a_roll_out_is_there_for_whoever_began_it_and_for_admins(db: Database, client_of: ClientOf) -> None:
    begun = begin_roll_out(db, "v2", an_act(team(db, "ann")))
    eve, root = client_of(a_trainer(db, "eve")), client_of(a_user(db, "root", roles=(Role.ADMIN,)))

    assert eve.get(f"/roll-outs/{begun}").status_code == 404
    assert eve.post(f"/roll-outs/{begun}/resume").status_code == 404
    assert eve.get("/roll-outs").json()["items"] == []
    assert root.get(f"/roll-outs/{begun}").json()["waiting"] == 1
    assert root.post(f"/roll-outs/{begun}/resume").status_code == 404


def test_members_who_can_not_be_are_named(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann"))

    answer = tom.post("/roll-outs", json={"routineVersionId": "v2", "members": ["ann", "no id"]})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "members[1]")
    assert tom.get("/roll-outs").json()["items"] == []


def test_a_version_that_may_not_be_read_is_not_rolled_out(db: Database, client_of: ClientOf) -> None:
    team(db, "ann")

    answer = client_of(a_trainer(db, "eve")).post("/roll-outs", json={"routineVersionId": "v2"})

    assert answer.status_code == 404


def test_a_token_that_may_only_read_rolls_nothing_out(db: Database, client_of: ClientOf) -> None:
    answer = client_of(team(db, "ann"), TokenScope.READ).post("/roll-outs", json={"routineVersionId": "v2"})

    assert answer.status_code == 403


def test_a_roll_out_is_looked_at_before_it_is_begun_and_serves_only_as_it_was_seen(
    db: Database, client_of: ClientOf
) -> None:
    tom = client_of(team(db, "ann", "ben", "cleo"))

    told = tom.post("/roll-outs/preview", json={"routineVersionId": "v2", "exclude": ["cleo"]}).json()
    expected = {each["userId"]: each["receipt"]["fingerprint"] for each in told["members"]}
    expected["ben"] = "something else"
    body = {"routineVersionId": "v2", "exclude": ["cleo"], "expected": expected}
    done = finished(tom, tom.post("/roll-outs", json=body).headers["location"])

    assert (told["athletes"], [each["receipt"]["dryRun"] for each in told["members"]]) == (2, [True, True])
    assert [(each["userId"], each["status"]) for each in done["members"]] == [("ann", "done"), ("ben", "refused")]
    assert on(db, "v2", "ann", "ben", "cleo") == ["ann"]


def test_a_preview_comes_page_by_page(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann", "ben", "cleo"))
    body = {"routineVersionId": "v2"}

    first = tom.post("/roll-outs/preview?limit=2", json=body).json()
    second = tom.post(f"/roll-outs/preview?limit=2&after={first['next']}", json=body).json()

    assert [each["userId"] for each in (*first["members"], *second["members"])] == ["ann", "ben", "cleo"]
    assert "next" not in second


def test_a_roll_out_is_taken_back_in_the_background(db: Database, client_of: ClientOf) -> None:
    tom = client_of(team(db, "ann", "ben"))
    location = tom.post("/roll-outs", json={"routineVersionId": "v2"}).headers["location"]
    finished(tom, location)

    looked = tom.get(f"{location}/undo-preview").json()
    answer = tom.post(f"{location}/undo")
    until(lambda: tom.get(location).json()["undone"] == 2)

    assert [(each["userId"], len(each["undoing"]["returning"])) for each in looked["members"]] == [
        ("ann", 4),
        ("ben", 4),
    ]
    assert answer.status_code == 202
    assert on(db, "v1", "ann", "ben") == ["ann", "ben"]
    assert all(each["undoneAt"] for each in tom.get(location).json()["members"])


def test_a_roll_out_is_stopped_for_good(db: Database, client_of: ClientOf) -> None:
    trainer = team(db, "ann")
    begun = begin_roll_out(db, "v2", an_act(trainer))
    tom = client_of(trainer)

    stopped = tom.post(f"/roll-outs/{begun}/stop")
    again = tom.post(f"/roll-outs/{begun}/stop")

    assert (stopped.json()["status"], stopped.json()["waiting"]) == ("stopped", 1)
    assert (again.status_code, again.json()["code"]) == (409, "roll-out-not-running")
    assert on(db, "v2", "ann") == []
