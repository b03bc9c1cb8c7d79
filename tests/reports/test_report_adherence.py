"""Adherence: what was planned and what became of it; nothing that was missed is ever forgotten."""

from collections.abc import Callable

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment, complete_assignment
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.analytics.adherence import AdherenceCounts, Streak
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Sees
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.inputs import Completion, Reschedule, Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.reports.report_adherence import report_adherence, report_roster
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.following import MONDAY, ann_follows, new_of
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_status, the_versions
from tests.builders import a_version
from tests.reports.planned_weeks import ANN, CONTINUE, LATER, adherence, complete


def what_counts(counts: AdherenceCounts) -> dict[str, int]:
    """Give the counts that are not 0, without what they come to."""
    named = ("planned", "completed", "skipped", "missed", "cancelled", "in_pause", "in_progress", "upcoming")
    return {name: getattr(counts, name) for name in named if getattr(counts, name)}


def test_an_athlete_without_any_training_gets_an_answer(db: Database) -> None:
    a_user(db, "ann")

    found = adherence(db)

    assert (found.total.planned, found.total.rate, found.streak) == (0, None, Streak(current=0, longest=0))
    assert (found.assignments, found.versions, found.weeks) == ((), (), ())


def test_every_planned_session_counts_as_what_became_of_it(db: Database) -> None:
    _, receipt = ann_follows(db)
    done, skipped, _, _ = [one.session_id for one in receipt.created]
    complete(db, done, "2026-01-05")
    skip_session(db, "ann", skipped, Skip(reason="travel"), an_act(ANN, LATER))

    total = adherence(db).total

    assert what_counts(total) == {"planned": 4, "completed": 1, "skipped": 1, "missed": 1, "upcoming": 1}
    assert (total.due, total.rate, total.skipped_by_reason) == (3, 0.3333, {"travel": 1})


def test_a_session_in_progress_or_cancelled_is_not_due(db: Database) -> None:
    _, receipt = ann_follows(db)
    the_status(db, "ann", receipt.created[0].session_id, SessionStatus.IN_PROGRESS)
    the_status(db, "ann", receipt.created[1].session_id, SessionStatus.CANCELLED)

    total = adherence(db).total

    assert what_counts(total) == {"planned": 4, "in_progress": 1, "cancelled": 1, "missed": 1, "upcoming": 1}
    assert total.due == 1


def test_a_session_done_on_another_day_is_completed_all_the_same(db: Database) -> None:
    _, receipt = ann_follows(db)
    first, second, third, _ = [one.session_id for one in receipt.created]
    complete(db, first, "2026-01-05")
    complete_session(
        db, "ann", second, an_act(ANN, "2026-01-14T18:00:00.000Z"), given=Completion(performed_date="2026-01-14")
    )
    reschedule_session(
        db, "ann", third, Reschedule(scheduled_date="2026-01-20"), an_act(ANN, "2026-01-16T18:00:00.000Z")
    )
    complete(db, third, "2026-01-20")

    total = adherence(db).total

    assert (total.completed, total.on_another_day, total.rate) == (3, 2, 1.0)


def test_a_session_that_the_whole_plan_was_shifted_with_is_done_on_its_day(db: Database) -> None:
    ann, receipt = ann_follows(db)
    shift_assignment(db, "ann", new_of(receipt), an_act(ann), days=2)
    complete(db, receipt.created[0].session_id, "2026-01-07")

    total = adherence(db).total

    assert (total.completed, total.on_another_day) == (1, 0)


@pytest.mark.parametrize("wish", [CONTINUE, ReplacementRequest()], ids=["continue", "from today"])
def test_what_was_overdue_when_a_replacement_removed_it_is_missed(db: Database, wish: ReplacementRequest) -> None:
    ann, receipt = ann_follows(db)
    complete(db, receipt.created[0].session_id, "2026-01-05")
    before = adherence(db).total

    replace_assignment(db, "ann", new_of(receipt), "v2", wish, an_act(ann, LATER))

    after = adherence(db)
    assert (before.missed, before.missed_removed) == (2, 0)
    assert (after.total.missed, after.total.missed_removed) == (2, 2)
    assert after.total.rate == before.rate


@pytest.mark.parametrize("end", [cancel_assignment, complete_assignment], ids=["cancelled", "completed"])
def test_what_was_overdue_when_its_assignment_ended_is_missed_and_the_rest_is_no_longer_planned(
    db: Database, end: Callable[[Database, str, str, Act], object]
) -> None:
    ann, receipt = ann_follows(db)

    end(db, "ann", new_of(receipt), an_act(ann, LATER))

    assert what_counts(adherence(db).total) == {"planned": 3, "missed": 3}


def test_a_replacement_that_is_undone_leaves_the_figure_as_it_was(db: Database) -> None:
    ann, receipt = ann_follows(db)
    before = adherence(db)
    replaced = replace_assignment(db, "ann", new_of(receipt), "v2", CONTINUE, an_act(ann, LATER))

    undo_receipt(db, "ann", replaced.id, an_act(ann, LATER))

    assert adherence(db) == before


def test_an_adjusted_session_is_never_missed_itself_but_what_stands_in_its_place_is(db: Database) -> None:
    ann, receipt = ann_follows(db)
    first = receipt.created[0].session_id
    with db.read() as read:
        content = get_snapshot(sessions.get(read, "ann", first))

    adjust_session(db, "ann", first, content, an_act(ann, LATER))

    assert what_counts(adherence(db).total) == {"planned": 4, "missed": 3, "upcoming": 1}


def test_a_session_included_again_counts_once_and_as_what_becomes_of_it(db: Database) -> None:
    ann, receipt = ann_follows(db)
    wish = ReplacementRequest(continue_=True, include=(receipt.created[1].session_id,))

    again = replace_assignment(db, "ann", new_of(receipt), "v2", wish, an_act(ann, LATER))

    missed = adherence(db).total
    complete(db, again.created[0].session_id, "2026-01-21")
    after = adherence(db).total
    assert again.created[0].scheduled_date == "2026-01-12"
    assert (missed.missed, missed.planned) == (3, 4)
    assert (after.missed, after.completed, after.planned) == (2, 1, 4)


def test_a_session_included_again_and_then_moved_is_not_missed_besides(db: Database) -> None:
    ann, receipt = ann_follows(db)
    wish = ReplacementRequest(continue_=True, include=(receipt.created[1].session_id,))
    again = replace_assignment(db, "ann", new_of(receipt), "v2", wish, an_act(ann, LATER))

    reschedule_session(
        db, "ann", again.created[0].session_id, Reschedule(scheduled_date="2026-01-22"), an_act(ann, LATER)
    )

    assert what_counts(adherence(db).total) == {"planned": 4, "missed": 2, "upcoming": 2}


def test_a_beginning_that_only_moves_a_slot_does_not_take_its_miss_away(db: Database) -> None:
    ann, receipt = ann_follows(db)
    shift_assignment(db, "ann", new_of(receipt), an_act(ann), days=-7)
    before = adherence(db).total

    replace_assignment(
        db, "ann", new_of(receipt), "v2", ReplacementRequest(start_date="2026-01-05"), an_act(ann, LATER)
    )

    assert before.missed == 4
    assert adherence(db).total.missed >= before.missed


def test_an_overdue_day_inside_a_pause_is_not_missed_before_or_after_a_replacement(db: Database) -> None:
    ann, receipt = ann_follows(db)
    pause_assignment(db, "ann", new_of(receipt), an_act(ann), from_day="2026-01-10")
    before = adherence(db).total

    replace_assignment(db, "ann", new_of(receipt), "v2", CONTINUE, an_act(ann, LATER))

    assert what_counts(before) == {"planned": 4, "missed": 1, "in_pause": 2, "upcoming": 1}
    assert what_counts(adherence(db).total) == what_counts(before)


def test_only_the_days_asked_for_count(db: Database) -> None:
    ann_follows(db)

    found = adherence(db, first="2026-01-06", last="2026-01-19")

    assert (found.from_, found.to, found.total.missed, found.total.planned) == ("2026-01-06", "2026-01-19", 2, 2)


def test_a_trainer_who_sees_only_what_they_assigned_counts_only_that(db: Database) -> None:
    ann, _ = ann_follows(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    the_versions(db, tom, a_version(id="t1", parent_routine_id="tom-s", created_by="tom"))
    given = assign_routine(db, "ann", "t1", MONDAY, an_act(tom))

    found = report_adherence(db, "ann", an_act(tom, LATER))

    assert [one.assignment_id for one in found.assignments] == [given.new_assignment_id]
    assert adherence(db).total.planned == 8


def test_strangers_learn_nothing(db: Database) -> None:
    ann_follows(db)
    eve = a_user(db, "eve")

    with pytest.raises(NotFound):
        report_adherence(db, "ann", an_act(eve))
    with pytest.raises(NotFound):
        report_roster(db, an_act(eve), members=["ann"])


def test_a_roster_is_all_whom_the_trainer_coaches_each_with_their_own_today(db: Database) -> None:
    ann, _ = ann_follows(db)
    tom = a_trainer(db)
    kim = a_user(db, "kim", time_zone="Pacific/Auckland")
    for athlete in (ann, kim):
        a_coaching(db, tom, athlete)
    the_versions(db, tom, a_version(id="t1", parent_routine_id="tom-s", created_by="tom"))
    for athlete in (ann, kim):
        assign_routine(db, athlete.id, "t1", MONDAY, an_act(tom))

    found = report_roster(db, an_act(tom, "2026-01-05T12:00:00.000Z"))  # Tuesday in Auckland, Monday in Berlin

    assert [(one.user_id, one.total.missed, one.total.planned) for one in found.members] == [
        ("ann", 0, 8),
        ("kim", 1, 4),
    ]
    assert (found.total.planned, found.total.missed) == (12, 1)
    assert sum(one.counts.planned for one in found.versions) == 12


def test_a_roster_of_nobody_gets_an_answer(db: Database) -> None:
    tom = a_trainer(db)

    found = report_roster(db, an_act(tom))

    assert (found.members, found.total.planned, found.total.rate) == ((), 0, None)
