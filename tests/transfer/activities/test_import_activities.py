import pytest

from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.domain.people.user import Sees
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import get_log, get_snapshot
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import activities
from mesocycle.storage.sessions import sessions
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.activities.import_activities import Choice, import_activities, unmatch_activity
from mesocycle.transfer.imports.undo_import import undo_import
from tests.arrange import a_coaching, a_trainer, a_user, an_act
from tests.formats.fit_bytes import UTC_BASE, a_fit_file, a_run, file_id, message, record, session, strength_set
from tests.transfer.activities.recorded import (
    DAY,
    LATER,
    a_strength_file,
    found_in,
    imported,
    log_of,
    now_of,
    outcomes,
    planned,
    the_item,
)


def test_the_athletes_own_zone_says_which_day_it_was(db: Database) -> None:
    kim = a_user(db, "kim", time_zone="Pacific/Kiritimati")
    waiting = planned(db, kim, day="2024-11-09")

    assert the_item(imported(db, kim, a_run([(300, 1000)]))).session_id == waiting.id


def test_the_device_s_own_clock_says_which_day_it_was(db: Database) -> None:
    ann = a_user(db)  # of Berlin, where it was 22:00 of the day before
    waiting = planned(db, ann, day="2024-11-09")
    start = 9 * 3600 + 1800
    local = message(34, (253, 0x86, UTC_BASE + start + 300), (5, 0x86, UTC_BASE + start + 300 + 9 * 3600))
    run = [record(start + at, at * 3, 100) for at in range(0, 301, 10)]

    item = the_item(imported(db, ann, a_fit_file(file_id(), *run, session(start, 300, 900), local)))

    done = now_of(db, ann, waiting.id)
    assert (item.session_id, done.performed_date) == (waiting.id, "2024-11-09")


def test_what_is_no_run_says_what_it_was(db: Database) -> None:
    ann = a_user(db)

    item = the_item(imported(db, ann, a_fit_file(file_id(), record(0, 0, 100), session(0, 3600, 20_000, sport=13))))

    snapshot = get_snapshot(now_of(db, ann, item.session_id))
    assert (snapshot.type, snapshot.sport) == (WorkoutType.OTHER, "alpine skiing")


def test_a_sport_of_a_word_that_is_not_known_asks(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)
    unknown = a_fit_file(file_id(), *(record(at, at * 3, 100) for at in range(60)), session(0, 60, 180, sport=0))

    item = the_item(imported(db, ann, unknown))

    assert item.outcome is ItemOutcome.UNDECIDED
    assert [each.session_id for each in item.candidates or ()] == [waiting.id]


def test_what_is_faster_than_anybody_is_asked_and_completes_nothing(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)

    item = the_item(imported(db, ann, a_run([(600, 7000)])))

    assert item.outcome is ItemOutcome.UNDECIDED
    assert "faster than anybody" in (item.reason or "")
    assert now_of(db, ann, waiting.id).status is SessionStatus.SCHEDULED


def test_a_recording_of_nothing_completes_nothing(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)

    item = the_item(imported(db, ann, a_fit_file(file_id(), record(0, 0, 100), session(0, 0, 0))))

    assert item.outcome is ItemOutcome.REJECTED
    assert now_of(db, ann, waiting.id).status is SessionStatus.SCHEDULED


def test_an_activity_that_nothing_was_planned_for_is_a_one_off_session_of_the_own_routine(db: Database) -> None:
    ann = a_user(db)

    item = the_item(imported(db, ann, a_run([(300, 1000), (310, 1000)])))

    kept = now_of(db, ann, item.session_id)
    with db.read() as read:
        own = assignments.own_of(read, ann.id)
    assert (item.outcome, kept.routine_assignment_id) == (ItemOutcome.IMPORTED, own.id)
    assert (kept.status, kept.scheduled_date, kept.scheduled_time) == (SessionStatus.COMPLETED, DAY, "12:33")
    assert [len(section.efforts or ()) for section in get_log(kept).sections] == [2]


def test_what_may_belong_to_several_is_left_to_the_person(db: Database) -> None:
    ann = a_user(db)
    first, second = planned(db, ann), planned(db, ann)

    result = imported(db, ann, a_run([(300, 1000)]))

    item = the_item(result)
    assert (item.outcome, result.import_id) == (ItemOutcome.UNDECIDED, None)
    assert {each.session_id for each in item.candidates or ()} == {first.id, second.id}
    assert now_of(db, ann, first.id).status is SessionStatus.SCHEDULED


def test_a_person_chooses_the_session(db: Database) -> None:
    ann = a_user(db)
    first, second = planned(db, ann), planned(db, ann)

    item = the_item(imported(db, ann, a_run([(300, 1000)]), choice=Choice(session_id=second.id)))

    assert item.outcome is ItemOutcome.MATCHED
    assert [now_of(db, ann, each.id).status.value for each in (first, second)] == ["scheduled", "completed"]


def test_a_person_chooses_none_of_them(db: Database) -> None:
    ann = a_user(db)
    first = planned(db, ann)
    planned(db, ann)

    item = the_item(imported(db, ann, a_run([(300, 1000)]), choice=Choice(apart=True)))

    assert item.outcome is ItemOutcome.IMPORTED
    assert item.session_id != first.id


def test_importing_again_changes_nothing(db: Database) -> None:
    ann = a_user(db)
    planned(db, ann)
    files = (a_run([(300, 1000)]), a_run([(300, 900)], start=90_000))
    imported(db, ann, *files)

    again = imported(db, ann, *files)

    assert (outcomes(again), again.import_id) == ([ItemOutcome.ALREADY_THERE] * 2, None)


def test_another_file_of_the_same_recording_is_there_already(db: Database) -> None:
    ann = a_user(db)

    result = imported(db, ann, a_run([(300, 1000)]), a_run([(150, 500), (150, 500)]))

    assert outcomes(result) == [ItemOutcome.IMPORTED, ItemOutcome.ALREADY_THERE]


def test_a_whole_file_after_a_damaged_one_is_told_the_way_in(db: Database) -> None:
    ann = a_user(db)
    whole = a_run([(300, 1000)])
    damaged = imported(db, ann, whole[: len(whole) // 2])

    item = the_item(imported(db, ann, whole))

    assert item.outcome is ItemOutcome.ALREADY_THERE
    assert str(Do("import undo", (str(damaged.import_id),))) in (item.remedy or "")


def test_a_dry_run_says_what_would_come_of_it_and_changes_nothing(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)

    result = imported(db, ann, a_run([(300, 1000)]), a_run([(300, 900)], start=90_000), dry_run=True)

    assert outcomes(result) == [ItemOutcome.MATCHED, ItemOutcome.IMPORTED]
    assert now_of(db, ann, waiting.id).status is SessionStatus.SCHEDULED
    assert imported(db, ann, a_run([(300, 1000)])).items[0].outcome is ItemOutcome.MATCHED


def test_only_a_match_can_be_undone(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)

    with pytest.raises(NotFound):
        unmatch_activity(db, ann.id, waiting.id, an_act(ann, LATER))


def test_undoing_the_import_takes_one_off_sessions_away_and_lets_matched_ones_wait_again(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)
    result = imported(db, ann, a_run([(300, 1000)]), a_run([(300, 900)], start=90_000))
    assert result.import_id is not None

    undo_import(db, ann.id, result.import_id, an_act(ann, LATER))

    assert now_of(db, ann, waiting.id).status is SessionStatus.SCHEDULED
    with db.read() as read:
        assert sessions.find(read, ann.id, result.items[1].session_id or "") is None


def test_what_the_heart_did_in_a_strength_training_stands_in_the_session(db: Database) -> None:
    ann = a_user(db)
    beats = [record(at, 0, 100, beats=120 if at else 140) for at in (0, 30, 60)]

    item = the_item(imported(db, ann, a_strength_file(strength_set(0), *beats)))

    _, whole = log_of(db, ann, item.session_id).sections
    (effort,) = whole.efforts or ()
    done = effort.performance
    assert (done.duration, done.average_heart_rate, done.max_heart_rate) == (1800, 126.67, 140)


def test_a_damaged_file_is_taken_in_as_far_as_it_goes_and_says_so(db: Database) -> None:
    ann = a_user(db)
    whole = a_run([(300, 1000)])

    item = the_item(imported(db, ann, whole[: len(whole) // 2]))

    assert item.outcome is ItemOutcome.IMPORTED
    assert "breaks off" in (item.reason or "")


def test_what_the_device_told_stays_beside_the_session(db: Database) -> None:
    ann = a_user(db)

    item = the_item(imported(db, ann, a_run([(300, 1000), (310, 1000)])))

    with db.read() as read:
        kept = activities.find(read, ann.id, item.session_id or "")
    assert kept is not None
    assert (len(kept.laps), kept.records) == (2, 62)


def test_the_database_is_sound_after_matches_and_one_offs(db: Database) -> None:
    ann = a_user(db)
    planned(db, ann)

    imported(
        db,
        ann,
        a_run([(300, 1000)]),
        a_strength_file(strength_set(5000), start=5000),
        a_run([(300, 900)], start=90_000),
    )

    with db.read() as read:
        assert verify(read).findings == ()


def test_a_trainer_who_sees_only_their_own_plans_learns_of_no_other_session(db: Database) -> None:
    ann, tom = a_user(db), a_trainer(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED, may_log=True)
    planned(db, ann)
    planned(db, ann)

    result = import_activities(db, ann.id, found_in(a_run([(300, 1000)])), an_act(tom, LATER))

    assert outcomes(result) == [ItemOutcome.IMPORTED]


def test_a_whole_recording_that_is_1_024_weeks_too_early_completes_the_session_of_its_day(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)
    too_early = 7_168 * 86_400

    item = the_item(imported(db, ann, a_run([(300, 1000)], start=-too_early)))

    assert (item.outcome, item.day, item.session_id) == (ItemOutcome.MATCHED, DAY, waiting.id)
    assert "7,168 days behind" in (item.reason or "")
