"""`/roll-outs`: a version for many athletes, in the background; looked at beforehand, stopped, taken back."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from mesocycle.actions.assignments.preview_roll_out import preview_roll_out
from mesocycle.actions.assignments.preview_undo import preview_roll_out_undo
from mesocycle.actions.assignments.roll_out import begin_roll_out
from mesocycle.actions.assignments.stop_roll_out import stop_roll_out
from mesocycle.actions.assignments.undo_roll_out import begin_undo
from mesocycle.api.frame.remedies import words_for
from mesocycle.domain.assignment.roll_out import (
    MemberStatus,
    NewRollOut,
    PreviewedMember,
    RollOutMember,
    RollOutNotRunning,
    RollOutPreview,
    RollOutProgress,
    RollOutRunning,
    RollOutUndoPreview,
    UndoneMember,
)
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import NotFound, VersionArchived
from mesocycle.domain.remedy import reworded
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import roll_outs
from mesocycle.storage.engine.database import Database, Read

routes = Routes("Roll-outs", described="A new version for all, or chosen, athletes who follow its routine.")


M = TypeVar("M", PreviewedMember, RollOutMember, UndoneMember)


class MembersAsked(Page, frozen=True, kw_only=True):
    """Which members."""

    status: tuple[MemberStatus, ...] = ()


def _whose(call: Call) -> Id | None:
    """Give whose roll-outs the caller may see; None: everybody's."""
    return None if Role.ADMIN in call.actor.roles else call.actor.id


@routes.get("/roll-outs", gives=list[RollOutProgress], query=Page)
def every(call: Call) -> Answer:
    """List the roll-outs that you began, newest first, with how far they are."""
    asked = call.asked(Page)
    with call.db.read_now() as look:
        found = roll_outs.newest_first(look, _whose(call), after=answers.seen(asked, str, str), limit=asked.limit + 1)
    return answers.cut(found, asked, lambda each: (each.created_at, each.id))


@routes.post(
    "/roll-outs",
    takes=NewRollOut,
    gives=RollOutProgress,
    status=202,
    refusals=(NotFound, VersionArchived, RollOutRunning),
)
def begin(call: Call) -> Answer:
    """Begin to give a version to all athletes within your reach who follow its routine, or to `members`.

    A `group` of yours may be named instead: those in it who are not on the version yet.

    It goes on in the background, in chunks; each athlete's replacement is done whole or not at all, and a refusal of
    one holds up nobody else. Where no beginning is said, it continues: each goes on where they stand. Whose
    `fingerprint` of the preview is `expected` gets the version only where it comes to that very receipt.
    """
    given = call.body(NewRollOut)

    def begun(db: Database) -> Id:
        made = begin_roll_out(
            db,
            given.routine_version_id,
            call.act,
            members=given.members,
            group=given.group,
            exclude=given.exclude,
            expected=given.expected,
            wish=given.wish,
        )
        call.roll_outs.take_up(made, call.act)
        return made

    def accepted(read: Read, roll_out_id: Id) -> Answer:
        progress = roll_outs.progress_of(read, roll_out_id, None)
        return answers.document(progress, status=202, location=call.address_of(f"/roll-outs/{roll_out_id}"))

    return call.change(begun, accepted)


@routes.post(
    "/roll-outs/preview",
    takes=NewRollOut,
    gives=RollOutPreview,
    query=Page,
    keyed=False,
    refusals=(NotFound, VersionArchived),
)
def preview(call: Call) -> Answer:
    """Tell what a roll-out would do for each athlete, and do nothing: a receipt with `dryRun`, or a refusal."""
    given, asked = call.body(NewRollOut), call.asked(Page)
    found = preview_roll_out(
        call.db,
        given.routine_version_id,
        call.act,
        members=given.members,
        group=given.group,
        exclude=given.exclude,
        wish=given.wish,
        after=_behind(asked),
        limit=asked.limit + 1,
    )
    shown, following = _page(found.members, asked)
    return answers.document(replace(found, members=shown, next=following))


@routes.get("/roll-outs/{rollOutId}", gives=RollOutProgress, query=MembersAsked)
def one(call: Call, roll_out_id: Id) -> Answer:
    """See how far a roll-out is, with a page of its members: a receipt or a refusal each, or still waiting."""
    asked = call.asked(MembersAsked)
    with call.db.read() as read:
        found = roll_outs.progress_of(read, roll_out_id, _whose(call))
        some = roll_outs.members(
            read,
            roll_out_id,
            statuses=asked.status,
            after=_behind(asked),
            limit=asked.limit + 1,
        )
    shown, following = _page(some, asked)
    return answers.document(replace(found, members=shown, next=following))


@routes.post("/roll-outs/{rollOutId}/resume", gives=RollOutProgress, status=202, keyed=False)
def resume(call: Call, roll_out_id: Id) -> Answer:
    """Take up your roll-out that was broken off, by a server that stopped; one that is under way just goes on."""
    with call.db.read_now() as look:
        found = roll_outs.progress_of(look, roll_out_id, call.actor.id)
    call.roll_outs.take_up(found.id, call.act)
    return answers.document(found, status=202, location=call.address_of(f"/roll-outs/{found.id}"))


@routes.post("/roll-outs/{rollOutId}/stop", gives=RollOutProgress, refusals=(NotFound, RollOutNotRunning))
def stop(call: Call, roll_out_id: Id) -> Answer:
    """Stop your roll-out for good: who was served keeps the version, who waits keeps what they follow."""
    return call.change(lambda db: stop_roll_out(db, roll_out_id, call.act), lambda read, _: _how_far(read, roll_out_id))


@routes.get("/roll-outs/{rollOutId}/undo-preview", gives=RollOutUndoPreview, query=Page)
def preview_undo(call: Call, roll_out_id: Id) -> Answer:
    """Tell for each athlete what taking your roll-out back would do, or why theirs stays; do nothing."""
    asked = call.asked(Page)
    found = preview_roll_out_undo(call.db, roll_out_id, call.act, after=_behind(asked), limit=asked.limit + 1)
    shown, following = _page(found.members, asked)
    return answers.document(replace(found, members=shown, next=following))


@routes.post("/roll-outs/{rollOutId}/undo", gives=RollOutProgress, status=202, refusals=(NotFound,))
def undo(call: Call, roll_out_id: Id) -> Answer:
    """Take your roll-out back: each athlete's replacement is undone, where nothing of it has begun.

    It goes on in the background. Whose has begun keeps it, and has the reason in `notUndone`; asked again, they are
    looked at again. A roll-out that still runs is stopped.
    """

    def begun(db: Database) -> None:
        begin_undo(db, roll_out_id, call.act)
        call.roll_outs.take_back(roll_out_id, call.act)

    return call.change(begun, lambda read, _: _how_far(read, roll_out_id, status=202))


def _how_far(read: Read, roll_out_id: Id, status: int = 200) -> Answer:
    return answers.document(roll_outs.progress_of(read, roll_out_id, None), status=status)


def _behind(asked: Page) -> Id | None:
    after = answers.seen(asked, str)
    return None if after is None else after[0]


def _page(members: Sequence[M], asked: Page) -> tuple[tuple[M, ...], str | None]:
    """Give a page of members, each told about their own training, and where the next begins."""
    shown = tuple(reworded(each, words_for(each.user_id)) for each in members[: asked.limit])
    return shown, answers.cursor((shown[-1].user_id,)) if len(members) > asked.limit else None
