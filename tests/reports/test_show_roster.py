"""A trainer's roster, from real calendars: overdue, next, running, unread, pain, and the plan's week."""

import sqlalchemy as sa

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.correct_session import correct_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.conversation import NewReadMark, ReadSubject
from mesocycle.domain.log.performance import Feedback, Pain
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.roster import RosterAthlete, RosterRate
from mesocycle.domain.people.user import Sees, User
from mesocycle.domain.session.inputs import Completion, Correction, Skip
from mesocycle.reports.show_roster import show_roster
from mesocycle.storage.engine.database import Database
from tests.actions.following import MONDAY, two_versions
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act, the_versions

THIRD_WEEK = "2026-01-20T09:00:00.000Z"
"""A Tuesday: three Mondays of four are past."""
OWN = Act(actor=Actor("ann", frozenset()), now=THIRD_WEEK)


def _followed(db: Database, *names: str) -> tuple[User, dict[str, list[str]]]:
    tom = a_trainer(db)
    the_versions(db, tom, *two_versions("tom"))
    sessions = {}
    for name in names:
        a_coaching(db, tom, a_user(db, name))
        made = assign_routine(db, name, "v1", MONDAY, an_act(tom))
        sessions[name] = [each.session_id for each in made.created]
    return tom, sessions


def _athletes(db: Database, tom: User, now: str = THIRD_WEEK) -> dict[str, RosterAthlete]:
    return {each.user_id: each for each in show_roster(db, an_act(tom, now)).athletes}


def test_what_was_done_skipped_and_left_counts_and_the_next_and_the_last_are_named(db: Database) -> None:
    tom, sessions = _followed(db, "ann")
    first, second, _, fourth = sessions["ann"]
    complete_session(db, "ann", first, OWN, given=Completion(performed_date="2026-01-05"))
    skip_session(db, "ann", second, Skip(reason="travel"), OWN)

    ann = _athletes(db, tom)["ann"]

    assert (ann.four_weeks, ann.this_version) == (RosterRate(done=1, due=3), RosterRate(done=1, due=3))
    assert (ann.last and ann.last.session_id, ann.next and ann.next.session_id) == (first, fourth)
    assert ann.overdue == 1
    (plan,) = ann.plans
    assert (plan.week, plan.weeks, plan.version, plan.is_latest) == (4, 4, 1, False)


def test_what_was_said_is_unread_until_the_trainer_reads_it_and_pain_is_named(db: Database) -> None:
    tom, sessions = _followed(db, "ann")
    first = sessions["ann"][0]
    act = an_act(tom, THIRD_WEEK)
    complete_session(db, "ann", first, OWN, given=Completion(performed_date="2026-01-05"))
    feedback = Feedback(rpe=8, notes="Hard", pain=(Pain(area="knee", level=4),))
    correct_session(db, "ann", first, Correction(feedback=feedback), OWN)

    before = _athletes(db, tom)["ann"]
    mark_read(db, "ann", NewReadMark(subject=ReadSubject.FEEDBACK, subject_id=first), act)
    after = _athletes(db, tom)["ann"]

    assert (before.unread, before.pain, before.pain_on) == (1, ("knee",), "2026-01-05")
    assert (after.unread, after.pain) == (0, ("knee",))


def test_who_is_in_the_middle_of_a_session_and_who_has_paused_is_known(db: Database) -> None:
    tom, sessions = _followed(db, "ann", "bob")
    start_session(db, "ann", sessions["ann"][2], OWN)
    (plan,) = _athletes(db, tom)["bob"].plans
    pause_assignment(db, "bob", plan.assignment_id, an_act(tom, THIRD_WEEK))

    found = _athletes(db, tom)

    running = found["ann"].running
    assert running is not None
    assert running.session_id == sessions["ann"][2]
    assert (found["bob"].plans[0].paused, found["bob"].overdue) == (True, 0)


def test_a_last_session_of_long_ago_is_found_too(db: Database) -> None:
    tom, sessions = _followed(db, "ann")
    complete_session(db, "ann", sessions["ann"][0], an_act(Actor("ann", frozenset())))

    ann = _athletes(db, tom, "2027-01-05T09:00:00.000Z")["ann"]

    assert ann.last is not None
    assert ann.last.day == "2026-01-05"
    assert (ann.four_weeks, ann.next) == (RosterRate(done=0, due=0), None)


def test_of_who_shows_only_what_the_trainer_assigned_nothing_else_counts(db: Database) -> None:
    tom = a_trainer(db)
    ann = a_user(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    assign_routine(db, "ann", a_routine(db, ann).id, MONDAY, an_act(ann))

    found = _athletes(db, tom)["ann"]

    assert (found.plans, found.overdue, found.next, found.four_weeks.due) == ((), 0, None, 0)


def test_a_roster_of_many_takes_as_many_statements_as_one_of_few(db: Database) -> None:
    tom, _ = _followed(db, "ann", "bob")

    def statements() -> int:
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        for engine in {*db.engines}:
            sa.event.listen(engine, "before_cursor_execute", count)
        show_roster(db, an_act(tom, THIRD_WEEK))
        for engine in {*db.engines}:
            sa.event.remove(engine, "before_cursor_execute", count)
        return counted

    few = statements()
    for name in ("cem", "dan", "eve", "fay"):
        a_coaching(db, tom, a_user(db, name))
        assign_routine(db, name, "v1", MONDAY, an_act(tom))

    assert 0 < few == statements() <= 12
