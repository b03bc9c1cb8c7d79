"""What a roll-out would do is what it does: the preview equals the receipts when nothing changed meanwhile."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.preview_roll_out import preview_roll_out
from mesocycle.actions.assignments.roll_out import begin_roll_out, roll_out, run_roll_out
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.plans.archive_version import archive_version
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.assignment.receipt import Receipt, fingerprint_of
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.placement import WEEKDAYS
from mesocycle.domain.refusal import NotFound, VersionArchived
from mesocycle.domain.session.inputs import Skip
from mesocycle.storage.assignments import receipts, roll_outs, session_facts
from mesocycle.storage.engine.database import Database
from tests.actions.following import MONDAY, two_versions
from tests.arrange import a_coaching, a_trainer, a_user, an_act, the_versions, training_of
from tests.builders import a_version, a_workout

_NUMBERS = count()
_LATER = "2026-01-20T09:00:00.000Z"


def _team(db: Database, *names: str) -> tuple[User, list[User]]:
    tom = a_trainer(db)
    the_versions(db, tom, *two_versions("tom"))
    athletes = [a_user(db, name) for name in names]
    for athlete in athletes:
        a_coaching(db, tom, athlete)
        assign_routine(db, athlete.id, "v1", MONDAY, an_act(tom))
    return tom, athletes


def _first_session(db: Database, user_id: str, assignment_id: str | None) -> str:
    with db.read() as read:
        return session_facts.of_assignment(read, user_id, assignment_id or "")[0].id


def _alike(receipt: Receipt) -> Receipt:
    """Give a receipt without what is each deed's own: the ids of what is new, and that it was only looked at."""
    return replace(
        receipt,
        id="",
        new_assignment_id=None,
        created=tuple(replace(each, session_id="") for each in receipt.created),
        dry_run=False,
        fingerprint=None,
    )


_ATHLETE = st.fixed_dictionaries(
    {
        "zone": st.sampled_from(["Europe/Berlin", "Pacific/Auckland", "America/Denver"]),
        "start": st.sampled_from(["2025-12-29", "2026-01-05", "2026-01-12", "2026-02-02"]),
        "week": st.integers(1, 3),
        "days": st.none() | st.sampled_from(sorted(WEEKDAYS)).map(lambda day: {"monday": day}),
        "begun": st.sampled_from(["nothing", "started", "skipped"]),
        "held": st.sampled_from(["no", "paused", "shifted"]),
        "coached": st.booleans(),
    }
)


@given(st.lists(_ATHLETE, min_size=1, max_size=4), st.booleans(), st.integers(1, 4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_preview_equals_the_receipts_when_nothing_changed_meanwhile(
    db: Database, athletes: list[dict[str, object]], continues: bool, weeks: int
) -> None:
    run = next(_NUMBERS)
    tom = a_trainer(db, f"tom{run}")
    routine = {"parent_routine_id": f"routine-{run}", "created_by": tom.id}
    second = (a_workout(name="Squat day II", id="squat-2"),)
    the_versions(
        db,
        tom,
        a_version(id=f"a{run}", version=1, **routine),
        a_version(id=f"b{run}", version=2, **{**routine, "duration": weeks, "workouts": second}),
    )
    act = an_act(tom, _LATER)
    for number, told in enumerate(athletes):
        athlete = a_user(db, f"u{run}-{number}", time_zone=str(told["zone"]))
        a_coaching(db, tom, athlete)
        begin = AssignmentRequest(start_date=str(told["start"]), start_week=told["week"], weekday_map=told["days"])  # type: ignore[arg-type]  # as drawn above
        made = assign_routine(db, athlete.id, f"a{run}", begin, an_act(tom))
        first = _first_session(db, athlete.id, made.new_assignment_id) if made.created else None
        if first is not None and told["begun"] == "started":
            start_session(db, athlete.id, first, an_act(athlete))
        if first is not None and told["begun"] == "skipped":
            skip_session(db, athlete.id, first, Skip(reason="travel"), an_act(athlete))
        if told["held"] == "paused":
            pause_assignment(db, athlete.id, made.new_assignment_id or "", act)
        if told["held"] == "shifted":
            shift_assignment(db, athlete.id, made.new_assignment_id or "", act, days=3)
        if not told["coached"]:
            end_coaching(db, tom.id, an_act(athlete))
    wish = ReplacementRequest(continue_=True) if continues else ReplacementRequest(start_date="2026-01-26")
    everybody = [f"u{run}-{number}" for number in range(len(athletes))]

    told_before = preview_roll_out(db, f"b{run}", act, members=everybody, wish=wish)
    done = roll_out(db, f"b{run}", act, members=everybody, wish=wish)

    with db.read() as read:
        got = {m.user_id: receipts.get(read, m.user_id, m.receipt_id) for m in done.members if m.receipt_id}
    expected = {m.user_id: m.receipt for m in told_before.members if m.receipt is not None}
    assert {user_id: _alike(each) for user_id, each in got.items()} == {
        user_id: _alike(each) for user_id, each in expected.items()
    }
    assert {each: fingerprint_of(receipt) for each, receipt in got.items()} == {
        each: receipt.fingerprint for each, receipt in expected.items()
    }
    assert {m.user_id: m.refusal for m in told_before.members} == {m.user_id: m.refusal for m in done.members}


def test_a_preview_changes_nothing(db: Database) -> None:
    tom, (ann,) = _team(db, "ann")
    before = training_of(db, ann)

    told = preview_roll_out(db, "v2", an_act(tom))

    assert [(m.user_id, m.receipt is not None and m.receipt.dry_run) for m in told.members] == [("ann", True)]
    assert training_of(db, ann) == before


def test_who_is_left_out_is_in_neither_the_preview_nor_the_roll_out(db: Database) -> None:
    tom, _ = _team(db, "ann", "ben", "cleo")

    told = preview_roll_out(db, "v2", an_act(tom), exclude=["ben"])
    done = roll_out(db, "v2", an_act(tom), exclude=["ben"])

    assert [member.user_id for member in told.members] == ["ann", "cleo"]
    assert [member.user_id for member in done.members] == ["ann", "cleo"]


def test_a_preview_comes_page_by_page_and_knows_how_many_there_are(db: Database) -> None:
    tom, _ = _team(db, "ann", "ben", "cleo")

    first = preview_roll_out(db, "v2", an_act(tom), limit=2)
    second = preview_roll_out(db, "v2", an_act(tom), after="ben", limit=2)

    assert ([m.user_id for m in first.members], first.athletes) == (["ann", "ben"], 3)
    assert ([m.user_id for m in second.members], second.athletes) == (["cleo"], 3)


def test_whose_calendar_changed_since_the_preview_is_refused_and_nobody_else(db: Database) -> None:
    tom, (ann, _) = _team(db, "ann", "ben")
    told = preview_roll_out(db, "v2", an_act(tom))
    seen = {m.user_id: m.receipt.fingerprint or "" for m in told.members if m.receipt is not None}
    old = next(m.receipt.old_assignment_id for m in told.members if m.receipt is not None)
    start_session(db, "ann", _first_session(db, "ann", old), an_act(ann))

    begun = begin_roll_out(db, "v2", an_act(tom), expected=seen)
    run_roll_out(db, begun, an_act(tom))

    with db.read() as read:
        members = roll_outs.get(read, begun).members
    assert [(m.user_id, m.status.value, m.refusal and m.refusal.code) for m in members] == [
        ("ann", "refused", "preview-outdated"),
        ("ben", "done", None),
    ]


def test_what_can_t_be_rolled_out_can_t_be_looked_at_either(db: Database) -> None:
    tom, _ = _team(db, "ann")
    eve = a_trainer(db, "eve")
    archive_version(db, "v2", an_act(tom))

    with pytest.raises(VersionArchived):
        preview_roll_out(db, "v2", an_act(tom))
    with pytest.raises(NotFound):
        preview_roll_out(db, "v2", an_act(eve))
