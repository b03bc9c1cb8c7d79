"""Two who change the same by forms: both states are shown, and what only one of them changed stays as they left it."""

from itertools import cycle

import pytest

from mesocycle.actions.conversation.keep_note import keep_note
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.domain.conversation import NewTrainerNote
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Settings, User
from mesocycle.domain.session.inputs import Reschedule
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.sessions import sessions
from mesocycle.web.frame.forms import Form
from mesocycle.web.frame.meanwhile import Difference, edited
from mesocycle.web.session import changes
from mesocycle.web.settings import settings
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_trainer, an_act
from tests.web.visitor import Visitor

SHOWN = {"name": "Ann", "email": "ann@example.org", "timeZone": "Europe/Berlin", "units": "metric"}
BEFORE = {f"before.{name}": value for name, value in SHOWN.items()}


def test_only_what_a_form_changes_is_changed_and_only_that_can_be_in_the_way() -> None:
    form = Form([("a", "mine"), ("before.a", "old"), ("b", "old"), ("before.b", "old"), ("c", "x"), ("d", "new")])
    there = {"a": "theirs", "b": "theirs", "c": "y", "d": "new", "e": "not asked"}

    found = edited(form, there)

    assert found.changed == {"a": "mine", "c": "x", "d": "new"}
    assert found.both == [Difference("a", "theirs", "mine")]


def test_settings_that_were_changed_on_another_device_are_shown_beside_those_that_were_typed(
    db: Database, ann: User, anns: Visitor
) -> None:
    change_settings(db, ann.id, Settings(name="Ann Other"), an_act(ann))

    answer = anns.send("/settings", {**SHOWN, **BEFORE, "name": "Ann Mine"})

    assert answer.status_code == 409
    assert "data-both" in answer.text
    assert "Ann Other" in answer.text
    assert 'value="Ann Mine"' in answer.text
    assert 'name="before.name" value="Ann Other"' in answer.text
    assert _name(db) == "Ann Other"
    again = {**SHOWN, **BEFORE, "name": "Ann Mine", "before.name": "Ann Other"}
    assert anns.send("/settings", again).headers["location"] == "/settings?done=saved"
    assert _name(db) == "Ann Mine"


def test_what_somebody_set_elsewhere_stays_where_the_form_only_repeats_what_was_there(
    db: Database, ann: User, anns: Visitor
) -> None:
    change_settings(db, ann.id, Settings(time_zone="Asia/Tokyo"), an_act(ann))

    answer = anns.send("/settings", {**SHOWN, **BEFORE, "name": "Ann Mine"})

    assert answer.status_code == 303
    with db.read() as read:
        me = users.get(read, ann.id)
    assert (me.name, me.time_zone) == ("Ann Mine", "Asia/Tokyo")


def test_a_form_that_is_refused_keeps_what_was_typed(anns: Visitor) -> None:
    answer = anns.send("/settings", {**SHOWN, **BEFORE, "name": "Ann Mine", "timeZone": "Mars/Olympus"})

    assert answer.status_code == 422
    assert 'value="Ann Mine"' in answer.text


def test_a_session_that_was_moved_meanwhile_is_moved_again_only_by_whoever_has_seen_it(
    db: Database, ann: User, anns: Visitor, planned: str
) -> None:
    reschedule_session(db, ann.id, planned, Reschedule(scheduled_date="2031-01-08"), an_act(ann))
    wish = {"scheduledDate": "2031-01-09", "before.scheduledDate": "2031-01-06"}

    answer = anns.send(f"/sessions/{planned}/reschedule", wish)

    assert answer.status_code == 409
    assert "2031-01-08" in answer.text
    assert 'value="2031-01-09"' in answer.text
    seen = {**wish, "before.scheduledDate": "2031-01-08"}
    assert anns.send(f"/sessions/{planned}/reschedule", seen).status_code == 303
    with db.read() as read:
        assert sessions.get(read, ann.id, planned).scheduled_date == "2031-01-09"


def test_a_trainer_s_note_from_another_window_is_shown_beside_the_new_one(
    db: Database, server: Client, ann: User
) -> None:
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    keep_note(db, ann.id, NewTrainerNote(text="Left knee."), an_act(tom))

    answer = Visitor(server).sign_in(db, tom).send("/athletes/ann/note", {"note": "Right knee.", "before.note": ""})

    assert answer.status_code == 409
    assert "Left knee." in answer.text
    assert "Right knee." in answer.text


def _name(db: Database) -> str:
    with db.read() as read:
        return users.get(read, "ann").name


def test_who_is_quicker_between_the_comparison_and_the_write_is_shown_beside_too(
    db: Database, ann: User, anns: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    quicker = iter([Settings(name="Ann Other")])

    def overtaken(there: Database, user_id: Id, wish: Settings, act: Act) -> User:
        for first in quicker:
            change_settings(db, user_id, first, an_act(ann))
        return change_settings(there, user_id, wish, act)

    monkeypatch.setattr(settings, "change_settings", overtaken)

    answer = anns.send("/settings", {**SHOWN, **BEFORE, "name": "Ann Mine"})

    assert answer.status_code == 409
    assert "Ann Other" in answer.text
    assert 'value="Ann Mine"' in answer.text
    assert _name(db) == "Ann Other"


def test_who_changes_something_else_in_that_moment_is_in_nobody_s_way(
    db: Database, ann: User, anns: Visitor, planned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quicker = iter(["Slept well."])

    def overtaken(there: Database, user_id: Id, session_id: Id, wish: Reschedule, act: Act) -> WorkoutSession:
        for first in quicker:
            note_session(db, user_id, session_id, first, an_act(ann))
        return reschedule_session(there, user_id, session_id, wish, act)

    monkeypatch.setattr(changes, "reschedule_session", overtaken)

    answer = anns.send(
        f"/sessions/{planned}/reschedule", {"scheduledDate": "2031-01-09", "before.scheduledDate": "2031-01-06"}
    )

    assert answer.status_code == 303
    with db.read() as read:
        session = sessions.get(read, ann.id, planned)
    assert (session.scheduled_date, session.notes) == ("2031-01-09", "Slept well.")


def test_who_is_overtaken_without_an_end_is_told_so(
    db: Database, ann: User, anns: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    zones = cycle(["Asia/Tokyo", "Europe/Paris"])

    def overtaken(there: Database, user_id: Id, wish: Settings, act: Act) -> User:
        change_settings(db, user_id, Settings(time_zone=next(zones)), an_act(ann))
        return change_settings(there, user_id, wish, act)

    monkeypatch.setattr(settings, "change_settings", overtaken)

    answer = anns.send("/settings", {**SHOWN, **BEFORE, "name": "Ann Mine"})

    assert answer.status_code == 412
    assert _name(db) == "Ann"
