"""What there is of Ann's in the permission matrix: one thing of every kind, in every state that a route asks for."""

import io

from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.roll_out import begin_roll_out, run_roll_out
from mesocycle.actions.conversation.keep_filter import keep_filter
from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.drafts.share_draft import share_draft
from mesocycle.actions.library.keep_part import keep_part
from mesocycle.actions.library.put_picture import put_picture
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.people.calendar_address import issue_calendar_feed
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.people.invite_user import invite_user
from mesocycle.actions.people.make_reset_link import make_reset_link
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.calendar.address import NewCalendarFeed
from mesocycle.domain.document import Instant
from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.log.entry import EffortEntry
from mesocycle.domain.log.performance import Effort, Performance
from mesocycle.domain.people.invitation import NewInvitation
from mesocycle.domain.people.roster import NewRosterFilter
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.draft import DraftShare, NewDraft
from mesocycle.domain.plan.keeping import KeptKind, NewKeptPart
from mesocycle.domain.plan.library import NewExercise
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import RunSection, WorkoutType
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.session.inputs import Completion, OneOff, Skip
from mesocycle.http.addresses import calendar_path
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings
from mesocycle.transfer.activities.import_activities import import_activities
from mesocycle.transfer.activities.read_activities import read_files as read_activities
from mesocycle.transfer.imports.run import begin_import, run_import
from tests.actions.training import WORKOUT, a_set_entry
from tests.arrange import a_trainer, an_act, the_versions
from tests.builders import a_version, a_workout
from tests.formats.documents.painting import a_picture
from tests.formats.fit_bytes import a_run

MONDAY = AssignmentRequest(start_date="2026-01-05")
STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
    "2024-11-28 17:36:08,Legs,35m,Squat (Barbell),1,100.0,5.0,0,0.0,\n"
)
UPLOAD = ImportRequest(source=ImportSource.STRONG, name="strong.csv", weight_unit="kg")
RUN = RunSection(id="run-1", name="Easy", order_index=0, distance=2000)
SNAPSHOT = WorkoutSnapshot(name=WORKOUT.name, type=WORKOUT.type, objective=WORKOUT.objective, sections=WORKOUT.sections)
EFFORT = Effort(
    id="effort-1", step_id="run-1:work", round=1, phase="active", performance=Performance(duration=600, distance=2000)
)

Ids = dict[str, str]


def the_training(db: Database, people: dict[str, User], now: Instant) -> Ids:
    """Arrange it all and give the ids, by the names that the rows use; `now` is for what ends after days."""
    return {
        **_routines(db, people),
        **_sessions(db, people),
        **_recorded(db, people),
        **_assignments(db, people),
        **_beside(db, people),
        **_access(db, people, now),
    }


def _routines(db: Database, people: dict[str, User]) -> Ids:
    """Let Tom own all routines: two that Ann follows, one that she ended, one free for all, one nobody used."""
    tom = people["tom"]
    given = {"created_by": "tom", "workouts": (WORKOUT,), "duration": 8, "allow_copy": True}
    first = a_version(id="v1", **given)
    the_versions(db, tom, first, replace(first, id="v2", version=2))
    for name in ("paused", "fresh", "unused"):
        other = replace(first, id=f"{name}-1", parent_routine_id=name)
        the_versions(db, tom, other, replace(other, id=f"{name}-2", version=2))
    the_versions(db, tom, replace(first, id="public-1", parent_routine_id="public", is_public=True))
    draft = begin_draft(db, NewDraft(routine_version_id="v2"), an_act(tom))
    share_draft(db, draft.id, DraftShare(email="lena@example.org"), an_act(tom))
    return {
        "draft": draft.id,
        "routine": "routine-1",
        "version": "v1",
        "next version": "v2",
        "unused": "unused",
        "unused version": "unused-2",
        "public version": "public-1",
    }


def _sessions(db: Database, people: dict[str, User]) -> Ids:
    """Let Ann follow the first version, and have a session in every status, a removed one, and a run."""
    ann, tom = an_act(people["ann"]), an_act(people["tom"])
    followed = assign_routine(db, "ann", "v1", MONDAY, tom, assignment_id="ann-s-live")
    done, begun, skipped, planned, another, given_up, *_ = [each.session_id for each in followed.created]
    complete_session(db, "ann", done, ann, given=Completion(as_planned=True))
    start_session(db, "ann", begun, ann)
    log_set(db, "ann", begun, a_set_entry(), ann)
    skip_session(db, "ann", skipped, Skip(reason="no-time"), ann)
    adjust_session(db, "ann", given_up, SNAPSHOT, tom)
    workout = a_workout(type=WorkoutType.RUNNING, sections=(RUN,))
    run = add_session(db, "ann", OneOff(id="ann-s-run", scheduled_date="2026-01-06", workout=workout), ann)
    start_session(db, "ann", run.id, ann)
    log_set(db, "ann", run.id, EffortEntry(effort=EFFORT), ann)
    return {
        "live": "ann-s-live",
        "done": done,
        "begun": begun,
        "skipped": skipped,
        "planned": planned,
        "another": another,
        "removed": given_up,
        "run": run.id,
        "set": "done-1",
        "effort": EFFORT.id,
        "receipt": followed.id,
    }


def _recorded(db: Database, people: dict[str, User]) -> Ids:
    """Let Ann's watch have recorded a run that waited for it."""
    ann = an_act(people["ann"])
    easy = RunSection(id="easy", name="Easy", order_index=0, duration="10m")
    workout = a_workout(id="easy run", type=WorkoutType.RUNNING, sections=(easy,))
    waiting = add_session(db, "ann", OneOff(id="ann-s-recorded-run", scheduled_date="2024-11-08", workout=workout), ann)
    found = list(read_activities([("run.fit", io.BytesIO(a_run([(300, 1000), (300, 1000)])))]))
    (item,) = import_activities(db, "ann", found, ann).items
    assert item.session_id == waiting.id
    return {"recorded": waiting.id}


def _assignments(db: Database, people: dict[str, User]) -> Ids:
    """Let Ann pause one routine and not have begun another; Tom's roll-out to Bob is refused and over."""
    tom = an_act(people["tom"])
    assign_routine(db, "ann", "paused-1", MONDAY, tom, assignment_id="ann-s-paused")
    pause_assignment(db, "ann", "ann-s-paused", tom, from_day="2026-01-12")
    fresh = assign_routine(db, "ann", "fresh-1", MONDAY, tom, assignment_id="ann-s-fresh")
    roll_out = begin_roll_out(db, "v2", tom, members=("bob",))
    run_roll_out(db, roll_out, tom)
    return {"paused": "ann-s-paused", "fresh receipt": fresh.id, "roll-out": roll_out}


def _beside(db: Database, people: dict[str, User]) -> Ids:
    """Let Ann have a reference value, an exercise, an import, and be invited by one more trainer."""
    ann = an_act(people["ann"])
    weight = NewReferenceValue(id="weight", kind=ReferenceKind.BODYWEIGHT, value=60, unit="kg", valid_from="2026-01-01")
    set_reference_value(db, "ann", weight, ann)
    exercise = add_exercise(db, NewExercise(name="Ann's lunge", kind="strength"), ann)
    kept = keep_part(db, NewKeptPart(kind=KeptKind.WORKOUT, content={"name": "Legs"}), ann)
    put_picture(db, exercise.exercise_variant_id, a_picture(), ann)
    imported = begin_import(db, "ann", UPLOAD, ann)
    run_import(db, "ann", imported, UPLOAD, io.BytesIO(STRONG.encode()), ann, go_on=lambda: None)
    waiting = invite_athlete(db, "ann", an_act(a_trainer(db, "ian")))
    with db.read() as read:
        coaching = coachings.get_standing(read, "tom", "ann")
    return {
        "value": weight.id or "",
        "exercise": exercise.exercise_variant_id,
        "kept": kept.id,
        "import": imported,
        "waiting": waiting.id,
        "coaching": coaching.id,
    }


def _access(db: Database, people: dict[str, User], now: Instant) -> Ids:
    """Let Tom have invited somebody, and an admin have made Ann a link for a new password."""
    invited = invite_user(db, NewInvitation(), an_act(people["tom"], now))
    link = make_reset_link(db, "ann", an_act(people["ada"], now))
    kept = keep_filter(db, NewRosterFilter(name="Ill", query="show=pain"), an_act(people["tom"], now))
    calendar = issue_calendar_feed(db, NewCalendarFeed(), calendar_path, an_act(people["ann"], now))
    return {
        "ann": "ann",
        "sign-in": "sign-in-ann",
        "token": "token-ann-read",
        "invitation": invited.invitation.id,
        "link": link.secret,
        "filter": kept.id,
        "feed": calendar.calendar_feed.id,
        "calendar": calendar.secret + ".ics",
    }
