"""A planned session filled with what a device recorded."""

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.domain.log.entry import EffortEntry
from mesocycle.domain.log.performance import Effort, Performance
from mesocycle.domain.plan.workout import IntervalsSection
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import get_log
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.activities.import_activities import unmatch_activity
from tests.arrange import a_user, an_act
from tests.formats.fit_bytes import a_fit_file, a_run, file_id, message, record
from tests.transfer.activities.recorded import DAY, LATER, imported, log_of, now_of, planned, the_item

_INTERVALS = IntervalsSection(
    id="main", name="Kilometres", order_index=0, rounds=2, work_distance=1000, rest_duration="2m", intensity="vo2max"
)


def test_a_run_completes_the_session_that_waited_for_it(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)

    item = the_item(imported(db, ann, a_run([(300, 1000), (300, 1000)])))

    done = now_of(db, ann, waiting.id)
    assert (item.outcome, item.session_id) == (ItemOutcome.MATCHED, waiting.id)
    assert (done.status, done.performed_date) == (SessionStatus.COMPLETED, DAY)
    assert (done.started_at, done.duration_minutes) == ("2024-11-08T11:33:20.000Z", 10)
    (section,) = get_log(done).sections
    assert [each.performance.distance for each in section.efforts or ()] == [2000]


def test_laps_come_into_the_rounds_of_the_plan(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann, _INTERVALS)

    imported(db, ann, a_run([(240, 1000), (120, 300), (245, 1000), (120, 310)]))

    (section,) = log_of(db, ann, waiting.id).sections
    assert [each.step_id for each in section.efforts or ()] == ["main:work", "main:recovery"] * 2


def test_a_recording_that_broke_off_completes_its_session_with_what_it_tells(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)
    sport = message(12, (0, 0x00, 1), (1, 0x00, 0))
    run = [record(at, at * 3, 100) for at in range(0, 601, 10)]

    imported(db, ann, a_fit_file(file_id(), sport, *run))

    (section,) = log_of(db, ann, waiting.id).sections
    (effort,) = section.efforts or ()
    assert (effort.performance.distance, effort.performance.duration) == (1800, 600)


def test_a_match_is_undone_and_can_be_made_again(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)
    imported(db, ann, a_run([(300, 1000)]))

    unmatch_activity(db, ann.id, waiting.id, an_act(ann, LATER))

    assert now_of(db, ann, waiting.id).status is SessionStatus.SCHEDULED
    assert now_of(db, ann, waiting.id).performance_log is None
    assert the_item(imported(db, ann, a_run([(300, 1000)]))).session_id == waiting.id


def test_what_somebody_logged_is_not_counted_twice_and_stays_when_the_match_is_undone(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)
    own = Effort(id="own", step_id="easy:work", round=1, phase="active", performance=Performance(duration=590))
    start_session(db, ann.id, waiting.id, an_act(ann, LATER), started_at="2024-11-08T11:30:00.000Z")
    log_set(db, ann.id, waiting.id, EffortEntry(effort=own), an_act(ann, LATER))

    imported(db, ann, a_run([(300, 1000)]))
    matched = log_of(db, ann, waiting.id)
    undone = unmatch_activity(db, ann.id, waiting.id, an_act(ann, LATER))

    assert [one.id for section in matched.sections for one in section.efforts or ()] == ["own"]
    assert undone.status is SessionStatus.IN_PROGRESS
    assert [one.id for section in get_log(undone).sections for one in section.efforts or ()] == ["own"]
