"""Calendars as other programs read them."""

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.domain.session.inputs import OneOff
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports.calendar import calendar_of_secret
from tests.actions.training import ann_trains
from tests.arrange import NOW, a_user, an_act
from tests.builders import a_workout
from tests.transfer.exports.calendars import LATER, an_address, events


def test_a_calendar_is_the_same_bytes_until_something_changes(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    secret = an_address(db, ann)

    today, next_week = (calendar_of_secret(db, secret, now) for now in (NOW, "2026-01-12T20:00:00.000Z"))
    note_session(db, "ann", first, "Knee.", an_act(ann, LATER))
    noted = calendar_of_secret(db, secret, LATER)

    assert today == next_week
    assert noted != today


def test_titles_of_any_script_and_mark_come_through(db: Database) -> None:
    ann = a_user(db, "ann")
    name = "Läufe, schnell; \\ 日本語 🏃" + " lang" * 30
    workout = a_workout(name=name, objective="Line one\nline two\u0007")
    add_session(db, "ann", OneOff(scheduled_date="2026-01-07", workout=workout), an_act(ann))

    (event,) = events(calendar_of_secret(db, an_address(db, ann), NOW)).values()

    assert str(event["summary"]) == name
    assert str(event["description"]).startswith("Line one\nline two\n")
