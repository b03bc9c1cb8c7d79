"""Erase what is one user's own; plans that others follow stay, archived."""

from collections.abc import Collection

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.people.sign_in_limit import account
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.tables.conversation import message, read_mark, roster_filter, trainer_note
from mesocycle.storage.tables.desk import athlete_group, group_member, message_template
from mesocycle.storage.tables.drafts import draft_person, routine_draft
from mesocycle.storage.tables.imports import (
    activity,
    data_import,
    exercise_choice,
    import_item,
    import_run,
    import_run_item,
)
from mesocycle.storage.tables.library import exercise_picture, kept_part, tag
from mesocycle.storage.tables.people import (
    api_token,
    calendar_feed,
    device,
    favourite_routine,
    invitation,
    password,
    request_key,
    reset_link,
    rest_call,
    sign_in,
    sign_in_attempt,
    sync_operation,
)
from mesocycle.storage.tables.roll_outs import roll_out_member
from mesocycle.storage.tables.training import (
    app_user,
    coaching,
    deleted_session,
    exercise,
    performed_set,
    receipt,
    reference_value,
    routine,
    routine_assignment,
    routine_version,
    session_event,
    user_feed,
    user_zone,
    workout_session,
)

_TRAINING = (
    performed_set,
    session_event,
    workout_session,
    deleted_session,
    receipt,
    sync_operation,
    reference_value,
    routine_assignment,
    roll_out_member,
    read_mark,
    message,
    roster_filter,
    group_member,
    athlete_group,
    message_template,
    favourite_routine,
    tag,
    kept_part,
    trainer_note,
    activity,
    import_item,
    data_import,
    exercise_choice,
    import_run_item,
    import_run,
)
"""What belongs to an athlete alone, in an order that no foreign key objects to."""


def erase_training(write: Write) -> None:
    """Delete all of the owner's sessions, logs, history, assignments and reference values; nobody else's.

    First of an erasure, which asks everybody whether they use the owner's plans and then deletes those.
    """
    one_by_one(write.connection)
    for table in _TRAINING:
        write.execute(sa.delete(table).where(table.c.user_id == write.owner))


def release_routines(write: Write) -> None:
    """Delete the owner's drafts and unused versions, archive the others; the newest that is left is the latest."""
    drafts = sa.select(routine_draft.c.id).where(routine_draft.c.owner_id == write.owner).scalar_subquery()
    write.execute(
        sa.delete(draft_person).where(
            sa.or_(draft_person.c.draft_id.in_(drafts), draft_person.c.person_id == write.owner)
        )
    )
    write.execute(sa.delete(routine_draft).where(routine_draft.c.owner_id == write.owner))
    owned = sa.select(routine.c.id).where(routine.c.owner_id == write.owner).scalar_subquery()
    of_owner = routine_version.c.parent_routine_id.in_(owned)
    statement = sa.select(routine_version.c.id).where(of_owner)
    if write.dialect == "postgresql":
        statement = statement.with_for_update()  # assigning holds its version, so this waits for it
    ids = list(write.execute(statement).scalars())
    unused = set(ids) - _used(write, ids)
    write.execute(sa.delete(routine_version).where(routine_version.c.id.in_(unused)))
    left = sa.select(routine_version.c.id).where(routine_version.c.parent_routine_id == routine.c.id).exists()
    write.execute(sa.delete(routine).where(routine.c.owner_id == write.owner, ~left))
    write.execute(
        routine.update().where(routine.c.owner_id == write.owner).values(is_archived=True, updated_at=write.now)
    )
    other = routine_version.alias("other")
    newest = (
        sa.select(sa.func.max(other.c.version))
        .where(other.c.parent_routine_id == routine_version.c.parent_routine_id)
        .correlate(routine_version)
        .scalar_subquery()
    )
    write.execute(
        routine_version.update()
        .where(of_owner)
        .values(is_archived=True, is_latest=routine_version.c.version == newest, updated_at=write.now)
    )


def _used(read: Read, ids: Collection[Id]) -> set[Id]:
    """Give those of the versions that an assignment, a session or a tombstone names."""
    columns = (
        routine_assignment.c.routine_version_id,
        workout_session.c.routine_version_id,
        deleted_session.c.routine_version_id,
    )
    named = sa.union(*(sa.select(column).where(column.in_(list(ids))) for column in columns))
    return set(read.execute(named).scalars())


def erase_access(write: Write, email: str) -> None:
    """Delete all that the owner could come in with, what they let others in with, and answers kept for either."""
    write.execute(sa.delete(trainer_note).where(trainer_note.c.athlete_id == write.owner))
    write.execute(sa.delete(group_member).where(group_member.c.athlete_id == write.owner))
    for table in (password, sign_in, api_token, calendar_feed, device, rest_call):
        write.execute(sa.delete(table).where(table.c.user_id == write.owner))
    named = (
        (reset_link, sa.or_(reset_link.c.user_id == write.owner, reset_link.c.made_by == write.owner)),
        (invitation, sa.or_(invitation.c.invited_by == write.owner, invitation.c.used_by == write.owner)),
        (invitation, invitation.c.email == email),
        (request_key, sa.or_(request_key.c.user_id == write.owner, request_key.c.actor_id == write.owner)),
        (sign_in_attempt, sign_in_attempt.c.subject == account(email).key),
    )
    for table, is_theirs in named:
        write.execute(sa.delete(table).where(is_theirs))


def erase_user(write: Write) -> None:
    """Delete the owner themselves: links, own exercises, zones, settings and, last, the feed that is their lock."""
    write.execute(
        sa.delete(coaching).where(sa.or_(coaching.c.trainer_id == write.owner, coaching.c.athlete_id == write.owner))
    )
    own = sa.select(exercise.c.id).where(exercise.c.owner_id == write.owner).scalar_subquery()
    write.execute(sa.delete(exercise_picture).where(exercise_picture.c.exercise_id.in_(own)))
    write.execute(sa.delete(exercise).where(exercise.c.owner_id == write.owner))
    write.execute(sa.delete(user_zone).where(user_zone.c.user_id == write.owner))
    write.execute(sa.delete(app_user).where(app_user.c.id == write.owner))
    write.execute(sa.delete(user_feed).where(user_feed.c.user_id == write.owner))
