"""`/roll-outs`: a version for many: what it would do to each, the deed exactly as shown, stopping, taking it back."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta, Struct

from mesocycle.actions.assignments.preview_roll_out import preview_roll_out
from mesocycle.actions.assignments.preview_undo import preview_roll_out_undo
from mesocycle.actions.assignments.roll_out import begin_roll_out
from mesocycle.actions.assignments.stop_roll_out import require_own, stop_roll_out
from mesocycle.actions.assignments.undo_roll_out import begin_undo
from mesocycle.analytics.what_if import WhatIf
from mesocycle.domain.assignment.roll_out import (
    PreviewedMember,
    RollOutNotRunning,
    RollOutProgress,
    RollOutRunning,
    UndoneMember,
)
from mesocycle.domain.document import Id
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound, Refusal, RefusalDocument, VersionArchived
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.reports.what_if import what_if
from mesocycle.storage.assignments import roll_outs
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import groups, users
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.web.frame.forms import form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.remedies import on_pages
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.words import Words
from mesocycle.web.plans.undoing import undoing_as_receipt

routes = Routes("Pages: roll-outs", described="One version for many athletes.")

_MOST = 400
"""On one page: a form has no more than 500 fields."""
_LISTED = 50


class RollOutQuery(PageQuery, frozen=True, kw_only=True):
    """Which version."""

    version: Annotated[Id | None, Meta(description="The version that is to be rolled out.")] = None
    group: Annotated[Id | None, Meta(description="Only to those in this group.")] = None


class WouldBe(Struct, frozen=True, kw_only=True):
    """What a roll-out would do for one athlete, beside what their weeks would come to."""

    member: PreviewedMember
    name: str
    what_if: WhatIf | None
    no: str | None


class Became(Struct, frozen=True, kw_only=True):
    """What came of a roll-out for one athlete."""

    user_id: Id
    name: str
    status: str
    receipt_id: Id | None
    no: str | None


@routes.get("/roll-outs", query=PageQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """List the roll-outs that the trainer began, newest first."""
    with call.db.read() as read:
        found = roll_outs.newest_first(read, call.actor.id, after=None, limit=_LISTED)
        versions = routine_rows.several_versions(read, {each.routine_version_id for each in found})
    return page(call, "roll_outs/list.html", found=found, versions=versions)


@routes.get("/roll-outs/new", query=RollOutQuery, media_type="text/html", refusals=(NotFound, VersionArchived))
def look(call: Call) -> Answer:
    """Show for each athlete what the roll-out would do; nothing is done yet."""
    asked = call.asked(RollOutQuery)
    if asked.version is None:
        raise NotFound("No version was chosen.", "Choose a routine, and roll it out from its page.")
    return _preview(call, asked.version, asked.group)


@takes_form(routes, "/roll-outs", NotFound, VersionArchived, RollOutRunning)
def begin(call: Call) -> Answer:
    """Begin it for those who are ticked, for each exactly as it was shown."""
    form = form_of(call)
    version_id, group = form.text("version"), form.said("group")
    expected = dict(each.split("=", 1) for each in form.all("member") if "=" in each)

    def done() -> Answer:
        made = begin_roll_out(call.db, version_id, call.act, members=sorted(expected), expected=expected)
        call.roll_outs.take_up(made, call.act)
        return going_to(f"/roll-outs/{made}")

    def again(no: Refusal) -> Answer:
        return _preview(call, version_id, group, Said.of(no, reader_of(call).words), status_of(no))

    return or_again(done, again)


@routes.get("/roll-outs/{rollOutId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, roll_out_id: Id) -> Answer:
    """Show how far it is and what came of it for each, with what stops it or takes it back."""
    return _one(call, roll_out_id)


@takes_form(routes, "/roll-outs/{rollOutId}/stop", NotFound, RollOutNotRunning)
def stop(call: Call, roll_out_id: Id) -> Answer:
    """Stop it half way."""
    form_of(call)

    def done() -> Answer:
        stop_roll_out(call.db, roll_out_id, call.act)
        return going_to(f"/roll-outs/{roll_out_id}", done="halted")

    return or_again(done, lambda no: _one(call, roll_out_id, Said.of(no, reader_of(call).words), status_of(no)))


@takes_form(routes, "/roll-outs/{rollOutId}/resume", NotFound)
def resume(call: Call, roll_out_id: Id) -> Answer:
    """Take up one that a server broke off; one that is under way just goes on."""
    form_of(call)
    with call.db.read_now() as read:
        require_own(read, roll_out_id, call.actor)
    call.roll_outs.take_up(roll_out_id, call.act)
    return going_to(f"/roll-outs/{roll_out_id}")


@routes.get("/roll-outs/{rollOutId}/undo", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def look_at_undo(call: Call, roll_out_id: Id) -> Answer:
    """Show for each athlete what taking it back would do, or why theirs stays."""
    reader = reader_of(call)
    found = preview_roll_out_undo(call.db, roll_out_id, call.act, limit=_MOST)
    with call.db.read() as read:
        progress = roll_outs.progress_of(read, roll_out_id, call.actor.id)
        version = _version(read, progress)
        names = _names(read, (each.user_id for each in found.members))
    return page(
        call,
        "roll_outs/undo.html",
        reader=reader,
        roll_out=progress,
        version=version,
        back=[
            (undoing_as_receipt(each.undoing, call.now), names[each.user_id])
            for each in found.members
            if each.undoing is not None
        ],
        stay=[(each, names[each.user_id], _why(each, reader.words)) for each in found.members if each.refusal],
    )


@takes_form(routes, "/roll-outs/{rollOutId}/undo", NotFound)
def undo(call: Call, roll_out_id: Id) -> Answer:
    """Take it back: what has not begun; it goes on in the background."""
    form_of(call)
    begin_undo(call.db, roll_out_id, call.act)
    call.roll_outs.take_back(roll_out_id, call.act)
    return going_to(f"/roll-outs/{roll_out_id}")


def _preview(call: Call, version_id: Id, group: Id | None, said: Said | None = None, status: int = 200) -> Answer:
    reader = reader_of(call)
    told = preview_roll_out(call.db, version_id, call.act, group=group, limit=_MOST)
    served = [each.user_id for each in told.members if each.receipt is not None]
    beside = {each.user_id: each for each in what_if(call.db, version_id, call.act, members=served).members}
    with call.db.read() as read:
        version = readable_versions.get(read, call.actor, version_id)
        names = _names(read, (each.user_id for each in told.members))
        own = groups.of_trainer(read, call.actor.id)
    return page(
        call,
        "roll_outs/new.html",
        reader=reader,
        status=status,
        said=said,
        version=version,
        groups=own,
        group=group,
        athletes=told.athletes,
        members=[
            WouldBe(
                member=each,
                name=names[each.user_id],
                what_if=beside.get(each.user_id),
                no=None if each.refusal is None else _said(each.refusal, reader.words),
            )
            for each in told.members
        ],
    )


def _one(call: Call, roll_out_id: Id, said: Said | None = None, status: int = 200) -> Answer:
    reader = reader_of(call)
    with call.db.read() as read:
        progress = roll_outs.progress_of(read, roll_out_id, call.actor.id)
        members = roll_outs.members(read, roll_out_id, after=None, limit=_MOST)
        version = _version(read, progress)
        names = _names(read, (each.user_id for each in members))
    became = [
        Became(
            user_id=each.user_id,
            name=names[each.user_id],
            status="undone" if each.undone_at else "stays" if each.not_undone else each.status.value,
            receipt_id=each.receipt_id,
            no=_said(no, reader.words) if (no := each.not_undone or each.refusal) else None,
        )
        for each in members
    ]
    to_undo = progress.done - progress.undone - progress.not_undone
    return page(
        call,
        "roll_outs/roll_out.html",
        reader=reader,
        status=status,
        said=said,
        roll_out=progress,
        version=version,
        members=became,
        undoing=progress.undo_at is not None and to_undo > 0,
        to_undo=progress.done - progress.undone,
        everybody=progress.waiting + progress.done + progress.refused,
    )


def _version(read: Read, progress: RollOutProgress) -> RoutineVersion | None:
    return routine_rows.several_versions(read, {progress.routine_version_id}).get(progress.routine_version_id)


def _names(read: Read, ids: Iterable[Id]) -> Mapping[Id, str]:
    wanted = list(ids)
    people = users.several(read, wanted)
    return {each: people[each].name if each in people else "?" for each in wanted}


def _why(member: UndoneMember, words: Words) -> str:
    return "" if member.refusal is None else _said(member.refusal, words)


def _said(no: RefusalDocument, words: Words) -> str:
    """Word a refusal that was kept: in the reader's language where the catalogue knows it."""
    own = words.find(f"refusals.{no.code}.sentence")
    return f"{no.sentence} {on_pages(no.remedy)}" if own is None else f"{own} {words(f'refusals.{no.code}.remedy')}"
