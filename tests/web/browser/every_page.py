"""The addresses of every page, as somebody who is there finds them: of each page of the matrix at least one."""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import Role
from mesocycle.domain.session.session import SessionStatus
from mesocycle.http.route import Route
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import users
from mesocycle.storage.tables.desk import athlete_group, message_template
from mesocycle.storage.tables.drafts import routine_draft
from mesocycle.storage.tables.imports import import_run
from mesocycle.storage.tables.roll_outs import roll_out
from mesocycle.storage.tables.training import (
    app_user,
    coaching,
    exercise,
    receipt,
    routine_assignment,
    routine_version,
    workout_session,
)
from mesocycle.web.pages import ROUTES

NO_PAGES = frozenset(
    {
        "/",
        "/roster/rows",
        "/sessions/{sessionId}/watch",
        "/watch",
        "/progress/charts/{chart}",
        "/athletes/{userId}/charts/{chart}",
    }
)
"""What is got by an address and is no page of its own: ways to others, files, pictures."""
STRANGERS = ("/sign-in", "/sign-up", "/password-reset", "/offline")
"""Pages for whoever is not signed in."""
_MORE = (
    "/nowhere",
    "/calendar?view=week",
    "/calendar?view=agenda",
    "/calendar?asOf=2026-01-01",
    "/routines?goal=strength",
    "/exercises?search=squat&equipment=barbell",
    "/roster?show=overdue&sort=overdue",
)


def pages() -> list[Route]:
    """Give the routes that answer with a page."""
    return [
        each for each in ROUTES if each.method == "GET" and each.media_type == "text/html" and each.path not in NO_PAGES
    ]


def addresses(db: Database, email: str) -> dict[str, list[str]]:
    """Give the addresses that somebody has of every page, by its path; of one that they have nothing of none."""
    with db.read() as read:
        user_id = read.execute(sa.select(app_user.c.id).where(app_user.c.email == email)).scalar_one()
        found = {path: list(each) for path, each in _told(read, user_id).items()}
        roles = users.get(read, user_id).roles
    admin = Role.ADMIN in roles
    people = [f"/admin/people/{user_id}", f"/admin/people/{user_id}/erase"] if admin else ["", ""]
    found |= {f"/admin/people/{{userId}}{end}": [at] for end, at in zip(("", "/erase"), people, strict=True) if at}
    for route in pages():
        if route.path.startswith("/admin") and not admin:
            continue
        if route.path == "/invite" and not admin and Role.TRAINER not in roles:
            continue
        if "{" not in route.path and route.path not in (*STRANGERS, "/roll-outs/new"):
            found.setdefault(route.path, [route.path])
    return {**found, "beside": list(_MORE)}


def _told(read: Read, user_id: Id) -> Mapping[str, Iterator[str]]:
    sessions = _sessions(read, user_id)
    of_plans = (routine_assignment.c.user_id == user_id) & (routine_assignment.c.origin != Origin.OWN.value)
    plans = _of(read, sa.select(routine_assignment.c.id).where(of_plans), 3)
    active = routine_assignment.c.status == AssignmentStatus.ACTIVE.value
    followed_now = _of(read, sa.select(routine_assignment.c.id).where(of_plans, active), 1)
    receipts = _of(read, sa.select(receipt.c.id).where(receipt.c.user_id == user_id), 3)
    followed = sa.select(routine_assignment.c.routine_version_id).where(routine_assignment.c.user_id == user_id)
    lines = sa.select(routine_version.c.parent_routine_id).where(routine_version.c.id.in_(followed)).distinct()
    routines = _of(read, lines, 2)
    rolled = _of(read, sa.select(roll_out.c.id).where(roll_out.c.by == user_id), 1)
    own = _of(read, sa.select(routine_version.c.id).where(routine_version.c.created_by == user_id), 1)
    groups = _of(read, sa.select(athlete_group.c.id).where(athlete_group.c.user_id == user_id), 1)
    templates = _of(read, sa.select(message_template.c.id).where(message_template.c.user_id == user_id), 1)
    drafts = _of(read, sa.select(routine_draft.c.id).where(routine_draft.c.owner_id == user_id), 1)
    exercises = _of(read, sa.select(exercise.c.id).where(exercise.c.owner_id == user_id), 1)
    imports = _of(read, sa.select(import_run.c.id).where(import_run.c.user_id == user_id), 1)
    athletes = _of(read, sa.select(coaching.c.athlete_id).where(coaching.c.trainer_id == user_id), 2)
    theirs = {athlete: _sessions(read, athlete)[:2] for athlete in athletes}
    told = {athlete: _of(read, sa.select(receipt.c.id).where(receipt.c.user_id == athlete), 1) for athlete in athletes}
    still = workout_session.c.status == SessionStatus.SCHEDULED.value
    scheduled = {
        athlete: _of(read, sa.select(workout_session.c.id).where(workout_session.c.user_id == athlete, still), 1)
        for athlete in athletes
    }
    return {
        "/sessions/{sessionId}": (f"/sessions/{each}" for each in sessions),
        "/sessions/{sessionId}/player": (f"/sessions/{each}/player" for each in sessions[:3]),
        "/first-steps/{routineName}": iter(["/first-steps/novice-linear-3-day", "/first-steps/trail-50-km-16-weeks"]),
        "/progress/exercises/{exerciseVariantId}": iter(
            ["/progress/exercises/squat.barbell-back", "/progress/exercises/anti-extension.ab-wheel"]
        ),
        "/exercises/{exerciseVariantId}": (f"/exercises/{each}" for each in ("squat.barbell-back", *exercises)),
        "/routines/{parentRoutineId}": (f"/routines/{each}" for each in routines),
        "/routines/{parentRoutineId}/history": (f"/routines/{each}/history" for each in routines),
        "/routines/{parentRoutineId}/proposal": (f"/routines/{each}/proposal" for each in routines),
        "/drafts/{routineDraftId}": (f"/drafts/{each}" for each in drafts),
        "/plans/{assignmentId}": (f"/plans/{each}" for each in plans),
        "/plans/{assignmentId}/{planMove}": (
            f"/plans/{each}/{move}" for each in followed_now for move in ("pause", "shift?days=3", "cancel")
        ),
        "/receipts/{receiptId}": (f"/receipts/{each}" for each in receipts),
        "/groups/{athleteGroupId}": (f"/groups/{each}" for each in groups),
        "/templates/{messageTemplateId}": (f"/templates/{each}" for each in templates),
        "/imports/{importId}": (f"/imports/{each}" for each in imports),
        "/roll-outs/new": (f"/roll-outs/new?version={each}" for each in own),
        "/roll-outs/{rollOutId}": (f"/roll-outs/{each}" for each in rolled),
        "/roll-outs/{rollOutId}/undo": (f"/roll-outs/{each}/undo" for each in rolled),
        "/athletes/{userId}": (f"/athletes/{each}" for each in athletes),
        "/athletes/{userId}/place": (
            f"/athletes/{each}/place{query}"
            for each in athletes[:1]
            for query in ("", *(f"?routineVersionId={one}" for one in own))
        ),
        "/athletes/{userId}/arrange": (
            f"/athletes/{athlete}/arrange?days=3&session={each}{copies}"
            for athlete in athletes[:1]
            for each in scheduled[athlete]
            for copies in ("", "&copies=true")
        ),
        "/athletes/{userId}/sessions/{sessionId}": (
            f"/athletes/{athlete}/sessions/{each}" for athlete, several in theirs.items() for each in several
        ),
        "/athletes/{userId}/receipts/{receiptId}": (
            f"/athletes/{athlete}/receipts/{each}" for athlete, several in told.items() for each in several
        ),
    }


def _of(read: Read, wanted: "sa.Select[tuple[Id]]", most: int) -> list[Id]:
    return list(read.execute(wanted.order_by(sa.literal_column("1")).limit(most)).scalars())


def _sessions(read: Read, user_id: Id) -> list[Id]:
    """Give one session in each status: the newest, which a running one is."""
    newest = (
        sa.select(workout_session.c.status, sa.func.max(workout_session.c.id))
        .where(workout_session.c.user_id == user_id)
        .group_by(workout_session.c.status)
        .order_by(workout_session.c.status)
    )
    return [session_id for _, session_id in read.execute(newest)]
