"""What happened to a session, and what is left of a removed one, over HTTP."""

from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.people.user import Sees
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, stored_session
from tests.api.conftest import ClientOf
from tests.api.training import ann_and_her_sessions
from tests.arrange import a_coaching, a_trainer, a_user, an_act


def test_events_come_oldest_first_page_by_page(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    act = an_act(ann, MONDAY_EVENING)
    start_session(db, "ann", first, act)
    for number in range(3):
        note_session(db, "ann", first, f"note {number}", act)
    client = client_of(ann)
    everything = client.get(f"/workout-sessions/{first}/events").json()["items"]

    page = client.get(f"/workout-sessions/{first}/events?limit=3").json()
    note_session(db, "ann", first, "note 3", act)
    following = client.get(f"/workout-sessions/{first}/events?limit=3&after={page['next']}").json()

    assert [event["kind"] for event in everything] == ["started", "noted", "noted", "noted"]
    assert page["items"] == everything[:3]
    assert following["items"][0] == everything[3]
    assert [event["after"]["details"]["notes"] for event in following["items"]] == ["note 2", "note 3"]
    assert "next" not in following


def test_a_removed_session_has_a_tombstone_and_keeps_its_history(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    note_session(db, "ann", first, "Knee.", an_act(ann))
    content = get_snapshot(stored_session(db, first))
    client = client_of(ann)
    before = client.get(f"/workout-sessions/{first}").json()
    adjust_session(db, "ann", first, content, an_act(ann), new_id="instead")

    tombstone = client.get(f"/workout-sessions/{first}/tombstone")
    session = client.get(f"/workout-sessions/{first}")

    assert (tombstone.json()["reason"], tombstone.json()["session"]) == ("adjusted", before)
    assert (session.status_code, session.json()["code"]) == (409, "session-removed")
    assert session.json()["facts"]["sessionId"] == "instead"
    assert [event["kind"] for event in client.get(f"/workout-sessions/{first}/events").json()["items"]] == ["noted"]
    unchanged = client.get(f"/workout-sessions/{first}/tombstone", headers={"if-none-match": tombstone.headers["etag"]})
    assert unchanged.status_code == 304


def test_a_session_that_stands_has_no_tombstone(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)

    assert client_of(ann).get(f"/workout-sessions/{first}/tombstone").status_code == 404


def test_who_may_not_see_a_session_learns_nothing_of_its_history(db: Database, client_of: ClientOf) -> None:
    ann, (first, second, *_) = ann_and_her_sessions(db)
    adjust_session(db, "ann", second, get_snapshot(stored_session(db, second)), an_act(ann))
    bob, tom = a_user(db, "bob"), a_trainer(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)

    answers = [
        client_of(who).get(f"/workout-sessions/{address}?userId=ann")
        for who in (bob, tom)
        for address in (f"{first}/events", f"{second}/events", f"{second}/tombstone", "none-such/events")
    ]

    assert [answer.status_code for answer in answers] == [404] * 8


def test_a_cursor_of_another_list_is_refused(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    other = client.get("/workout-sessions?limit=1").json()["next"]

    answer = client.get(f"/workout-sessions/{first}/events?after={other}")

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "after")
