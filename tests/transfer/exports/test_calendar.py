"""Calendars, read by two parsers that are not ours: days and times, what is removed, what each athlete allows."""

from zoneinfo import ZoneInfo

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.people.calendar_address import issue_calendar_feed
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.calendar.address import NewCalendarFeed, Whose
from mesocycle.domain.people.user import Sees
from mesocycle.domain.session.inputs import Completion, OneOff, Reschedule, Skip
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports.calendar import calendar_of_secret
from tests.actions.training import MONDAY_EVENING, WORKOUT, ann_trains
from tests.arrange import NOW, a_coaching, a_routine, a_trainer, a_user, an_act
from tests.transfer.exports.calendars import LATER, an_address, events


def test_sessions_stand_on_their_days_with_the_plan_as_text(db: Database) -> None:
    ann, _, _ = ann_trains(db)

    found = events(calendar_of_secret(db, an_address(db, ann), NOW))

    assert list(found) == [f"Squat day 2026-01-{day}" for day in ("05", "12", "19", "26")]
    first = found["Squat day 2026-01-05"]
    assert first["dtstart"].params["VALUE"] == "DATE"
    assert "- Back squat: 1x5 @ 100 kg; 1x5 @ 85% TM, rest 3m" in str(first["description"])
    assert (str(first["status"]), int(first["sequence"])) == ("CONFIRMED", 0)


def test_a_time_is_the_athletes_own_also_across_a_change_of_the_clocks(db: Database) -> None:
    ann = a_user(db, "ann", time_zone="Europe/Paris")
    for on in ("2026-03-28", "2026-03-30"):
        add_session(db, "ann", OneOff(scheduled_date=on, scheduled_time="18:30", workout=WORKOUT), an_act(ann))

    found = events(calendar_of_secret(db, an_address(db, ann), NOW))

    starts = [each.decoded("dtstart") for each in found.values()]
    assert [each.strftime("%H:%M %z") for each in starts] == ["18:30 +0100", "18:30 +0200"]
    assert all(each["dtstart"].params["TZID"] == "Europe/Paris" for each in found.values())


def test_what_was_done_stands_when_it_was_done_and_says_so(db: Database) -> None:
    ann, _, (first, second, *_) = ann_trains(db)
    done = Completion(started_at="2026-01-05T17:10:00.000Z", completed_at=MONDAY_EVENING, as_planned=True)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=done)
    skip_session(db, "ann", second, Skip(reason="travel"), an_act(ann, MONDAY_EVENING))

    found = events(calendar_of_secret(db, an_address(db, ann), LATER))

    completed, skipped = found["Squat day (done) 2026-01-05"], found["Squat day (skipped) 2026-01-12"]
    assert completed.decoded("dtstart").astimezone(ZoneInfo("UTC")).strftime("%H:%M") == "17:10"
    assert completed.decoded("duration").total_seconds() == 50 * 60
    assert (str(completed["status"]), str(skipped["status"])) == ("CONFIRMED", "CANCELLED")


def test_the_sequence_goes_up_with_day_time_and_status_and_with_nothing_else(db: Database) -> None:
    ann, _, (first, *_) = ann_trains(db)
    secret = an_address(db, ann)

    def sequence() -> list[int]:
        return [int(each["sequence"]) for each in events(calendar_of_secret(db, secret, LATER)).values()]

    told = [sequence()]
    note_session(db, "ann", first, "Knee.", an_act(ann))
    told.append(sequence())
    reschedule_session(db, "ann", first, Reschedule(scheduled_date="2026-01-06"), an_act(ann))
    told.append(sequence())
    complete_session(db, "ann", first, an_act(ann, "2026-01-06T18:00:00.000Z"))
    told.append(sequence())

    assert [each[0] for each in told] == [0, 0, 1, 2]


def test_removed_sessions_are_cancelled_for_30_days_and_come_back_with_a_higher_sequence(db: Database) -> None:
    ann, act, _ = ann_trains(db)
    secret = an_address(db, ann)
    with db.read() as read:
        assignment = next(each for each in assignments.of_user(read, "ann") if each.routine_version_id == "v1")
    before = events(calendar_of_secret(db, secret, NOW))

    receipt = cancel_assignment(db, "ann", assignment.id, act)
    gone = events(calendar_of_secret(db, secret, "2026-02-04T17:00:00.000Z"))
    forgotten = events(calendar_of_secret(db, secret, "2026-02-05T17:00:00.000Z"))
    undo_receipt(db, "ann", receipt.id, act)
    back = events(calendar_of_secret(db, secret, NOW))

    assert [str(each["status"]) for each in gone.values()] == ["CANCELLED"] * 4
    assert forgotten == {}
    assert {str(each["uid"]) for each in gone.values()} == {str(each["uid"]) for each in before.values()}
    sequences = [{int(each["sequence"]) for each in found.values()} for found in (before, gone, back)]
    assert sequences == [{0}, {1}, {2}]


def test_a_trainers_calendar_shows_what_each_athlete_allows_at_that_moment(db: Database) -> None:
    tom, (ann, _, _) = a_trainer(db), ann_trains(db)
    a_coaching(db, tom, ann, sees=Sees.ALL)
    bea = a_user(db, "bea", time_zone="America/New_York")
    a_coaching(db, tom, bea, sees=Sees.ASSIGNED)
    own = a_routine(db, bea, name="Bea's own")
    given = a_routine(db, tom, name="Tom's")
    for version, by in ((own, bea), (given, tom)):
        assign_routine(
            db, "bea", version.id, AssignmentRequest(start_date="2026-01-05", default_time="07:00"), an_act(by)
        )
    secret = an_address(db, tom, Whose.ATHLETES)

    found = events(calendar_of_secret(db, secret, NOW))
    change_coaching(db, "tom", an_act(ann), sees=Sees.ASSIGNED)
    end_coaching(db, "tom", an_act(bea))
    afterwards = events(calendar_of_secret(db, secret, NOW))

    assert sorted({title[:14] for title in found}) == ["Ann: Squat day", "Bea: Squat day"]
    assert len(found) == 8
    assert afterwards == {}


def test_what_came_and_went_before_anybody_could_read_it_is_no_event(db: Database) -> None:
    ann, _, _ = ann_trains(db)
    secret = an_address(db, ann)
    with db.read() as read:
        assignment = next(each for each in assignments.of_user(read, "ann") if each.routine_version_id == "v1")

    cancel_assignment(db, "ann", assignment.id, an_act(ann, NOW))

    assert events(calendar_of_secret(db, secret, "2026-01-20T09:00:00.000Z")) == {}


def test_what_was_removed_before_a_calendar_had_its_address_is_not_in_it(db: Database) -> None:
    ann, act, _ = ann_trains(db)
    with db.read() as read:
        assignment = next(each for each in assignments.of_user(read, "ann") if each.routine_version_id == "v1")
    cancel_assignment(db, "ann", assignment.id, act)

    secret = issue_calendar_feed(db, NewCalendarFeed(whose=Whose.OWN), str, an_act(ann, LATER)).secret

    assert events(calendar_of_secret(db, secret, "2026-01-21T09:00:00.000Z")) == {}
