"""`/changes` and `/sync` over HTTP: how a device that was away keeps up."""

import pytest

from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.people.user import Sees
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.sessions.following import ann_follows
from tests.arrange import a_coaching, a_trainer, a_user, an_act


def test_the_feed_gives_everything_once_page_by_page(db: Database, client_of: ClientOf) -> None:
    user, receipt = ann_follows(db)
    set_reference_value(db, "ann", NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=70, unit="kg"), an_act(user))
    ann = client_of(user)

    page = ann.get("/changes", params={"limit": 1}).json()
    seen = list(page["changes"])
    while page["more"]:
        page = ann.get("/changes", params={"limit": 1, "since": page["seq"], "epoch": page["epoch"]}).json()
        seen += page["changes"]

    kinds = [each["kind"] for each in seen]
    assert sorted(set(kinds)) == ["assignment", "receipt", "reference-value", "session"]
    assert kinds.count("session") == len(receipt.created)
    assert all(each["document"]["workoutSnapshot"] for each in seen if each["kind"] == "session")
    assert ann.get("/changes", params={"since": page["seq"]}).json()["changes"] == []


def test_another_epoch_is_read_from_the_beginning(db: Database, client_of: ClientOf) -> None:
    user, _ = ann_follows(db)
    ann = client_of(user)
    seq = ann.get("/changes").json()["seq"]

    page = ann.get("/changes", params={"since": seq, "epoch": "of-another-database"}).json()

    assert page["fromStart"]
    assert page["changes"]


def test_a_trainer_reads_what_they_may_see_and_a_stranger_nothing(db: Database, client_of: ClientOf) -> None:
    ann, _ = ann_follows(db)
    trainer = a_trainer(db)
    a_coaching(db, trainer, ann, sees=Sees.ASSIGNED)
    of_ann = {"userId": "ann"}

    told = client_of(trainer).get("/changes", params=of_ann)
    refused = client_of(a_user(db, "ben")).get("/changes", params=of_ann)

    assert (told.status_code, told.json()["changes"]) == (200, [])
    assert refused.status_code == 404


@pytest.mark.parametrize("wrong", [{"since": -1}, {"since": 2**63}, {"since": "x"}, {"limit": 501}, {"from": 1}])
def test_a_place_in_the_feed_that_can_not_be_is_refused(
    db: Database, client_of: ClientOf, wrong: dict[str, object]
) -> None:
    answer = client_of(a_user(db)).get("/changes", params=wrong)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == next(iter(wrong))
