"""`/routines`: programmes and the line of their versions."""

from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Meta, field

from mesocycle.actions.plans.archive_routine import archive_routine
from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.actions.plans.delete_routine import delete_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.api.plans.routine_forms import RoutineFile, VersionFile
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.diff import SideBySide, VersionDiff, diff, side_by_side
from mesocycle.domain.plan.keeping import TagSubject
from mesocycle.domain.plan.routine import Routine, RoutineVersion, VersionSummary, version_summary
from mesocycle.domain.refusal import (
    AlreadyExists,
    NotFound,
    NotPermitted,
    OwnRoutineStays,
    RoutineArchived,
    VersionInUse,
)
from mesocycle.formats.documents.routine_family import adapt
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page, Query
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import readable_versions, routines, tags

routes = Routes("Routines", described="A programme and the line of its numbered, frozen versions.")

AUTHOR = (NotFound, NotPermitted, OwnRoutineStays)
"""What a change of a routine may be refused for."""


class RoutinesInSight(Page, frozen=True, kw_only=True):
    """Which routines."""

    search: Annotated[str | None, Meta(description="Only those with it in their name.")] = None
    mine: Annotated[bool | None, Meta(description="Only the caller's own (or, false, all).")] = None
    archived: Annotated[bool | None, Meta(description="Only archived ones, or only those that are not.")] = None
    tag: Annotated[str | None, Meta(description="Only those with this tag of the caller's.")] = None


class Compared(Query, frozen=True, kw_only=True):
    """Which two versions are compared."""

    from_: Annotated[int | None, Meta(description="The older version's number; absent: the one before `to`.")] = field(
        name="from", default=None
    )
    to: Annotated[int | None, Meta(description="The newer version's number; absent: the latest.")] = None


def answer_with_version(_read: Read, version: RoutineVersion) -> Answer:
    """Answer with a version."""
    return answers.tagged(version)


def made(_read: Read, version: RoutineVersion) -> Answer:
    """Answer with a version that is new."""
    return answers.tagged(version, status=201, location=f"/api/v1/routines/versions/{version.id}")


def routine_tag(call: Call, routine_id: Id) -> Callable[[Read], str | None]:
    """Give what finds the `ETag` that a routine's latest version has now, as far as the caller may read it."""
    return lambda read: answers.tag_of(readable_versions.of_routine(read, call.actor, routine_id)[0])


@routes.get("/routines", gives=list[Routine], query=RoutinesInSight)
def every(call: Call) -> Answer:
    """List the routines that you own, follow, coach or that are public, by name."""
    asked = call.asked(RoutinesInSight)
    with call.db.read() as read:
        tagged = tags.tagged_with(read, call.actor.id, TagSubject.ROUTINE, asked.tag) if asked.tag else None
        found = routines.by_name(
            read,
            visible_to=None if Role.ADMIN in call.actor.roles else call.actor.id,
            search=asked.search,
            owner_id=call.actor.id if asked.mine else None,
            archived=asked.archived,
            among=tagged,
            after=answers.seen(asked, str, str),
            limit=asked.limit + 1,
        )
    return answers.cut(found, asked, lambda one: (one[0], one[1].parent_routine_id), lambda one: one[1])


@routes.post("/routines", takes=RoutineFile, gives=RoutineVersion, status=201, refusals=(AlreadyExists,))
def create(call: Call) -> Answer:
    """Create a routine: its version 1.

    The body is what a routine file says, as JSON. It may leave out ids, `orderIndex` and `setNumber`; `sets` may be
    set notation (`3x5 @ 100 kg`), and of an exercise the `name` is enough. Every place that is wrong is named.
    """
    raw = adapt(call.body(dict[str, Any]))
    return call.change(lambda db: create_routine(db, raw, call.act), made)


@routes.get("/routines/{parentRoutineId}", gives=RoutineVersion, tagged=True)
def latest(call: Call, parent_routine_id: Id) -> Answer:
    """Get a routine's latest version that you may read, with all its workouts."""
    with call.db.read_now() as look:
        return answers.tagged(readable_versions.of_routine(look, call.actor, parent_routine_id)[0])


@routes.delete("/routines/{parentRoutineId}", gives=RoutineVersion, tagged=True, refusals=(*AUTHOR, VersionInUse))
def delete(call: Call, parent_routine_id: Id) -> Answer:
    """Delete a routine that nobody ever used; what was used can only be archived."""
    return call.change(
        lambda db: delete_routine(db, parent_routine_id, call.act),
        answer_with_version,
        present=routine_tag(call, parent_routine_id),
    )


@routes.post("/routines/{parentRoutineId}/archive", gives=RoutineVersion, tagged=True, refusals=AUTHOR)
def archive(call: Call, parent_routine_id: Id) -> Answer:
    """Archive a routine with all its versions: nobody is assigned to it any more, who follows it goes on."""
    return call.change(
        lambda db: archive_routine(db, parent_routine_id, call.act),
        answer_with_version,
        present=routine_tag(call, parent_routine_id),
    )


@routes.get("/routines/{parentRoutineId}/versions", gives=list[VersionSummary], query=Page)
def versions(call: Call, parent_routine_id: Id) -> Answer:
    """List the versions of a routine that you may read, newest first, without their content."""
    with call.db.read_now() as look:
        found = readable_versions.of_routine(look, call.actor, parent_routine_id)
    return answers.cut_sorted(
        [version_summary(each) for each in found],
        call.asked(Page),
        lambda each: (each.version,),
        int,
        newest_first=True,
    )


@routes.post(
    "/routines/{parentRoutineId}/versions",
    takes=VersionFile,
    gives=RoutineVersion,
    status=201,
    tagged=True,
    refusals=(*AUTHOR, RoutineArchived),
)
def publish(call: Call, parent_routine_id: Id) -> Answer:
    """Publish the next version; who follows an earlier one goes on with it.

    The body is what a routine file says, as JSON; what it leaves out of name, difficulty, goal and duration stays.
    Lines keep their ids, matched to the latest version where the body names none. `changeNote` says what changed and
    why. `If-Match` names the latest version that the change was made from, so that nobody else's is overlooked.
    """
    raw = adapt(call.body(dict[str, Any]))
    return call.change(
        lambda db: publish_version(db, parent_routine_id, raw, call.act),
        made,
        present=routine_tag(call, parent_routine_id),
    )


@routes.get("/routines/{parentRoutineId}/diff", gives=VersionDiff, query=Compared, tagged=True)
def compare(call: Call, parent_routine_id: Id) -> Answer:
    """Tell what changed from one version of a routine to another, line by line."""
    asked = call.asked(Compared)
    with call.db.read_now() as look:
        found = readable_versions.of_routine(look, call.actor, parent_routine_id)
    return answers.tagged(diff(*_compared(found, asked)))


@routes.get("/routines/{parentRoutineId}/side-by-side", gives=SideBySide, query=Compared, tagged=True)
def beside(call: Call, parent_routine_id: Id) -> Answer:
    """Put two versions of a routine side by side: every line of both, what is the same and what is not."""
    with call.db.read_now() as look:
        found = readable_versions.of_routine(look, call.actor, parent_routine_id)
    return answers.tagged(side_by_side(*_compared(found, call.asked(Compared))))


def _compared(newest_first: list[RoutineVersion], asked: Compared) -> tuple[RoutineVersion, RoutineVersion]:
    """Find the two versions that are asked for, the older one first."""
    newer = newest_first[0] if asked.to is None else _numbered(newest_first, asked.to)
    return _before(newest_first, newer) if asked.from_ is None else _numbered(newest_first, asked.from_), newer


def _numbered(versions: list[RoutineVersion], number: int) -> RoutineVersion:
    for each in versions:
        if each.version == number:
            return each
    raise NotFound(f"The routine has no version {number}.", "Look at its versions for the numbers.")


def _before(newest_first: list[RoutineVersion], version: RoutineVersion) -> RoutineVersion:
    earlier = [each for each in newest_first if each.version < version.version]
    if not earlier:
        raise NotFound(
            f"There is no version before version {version.version} to compare it with.", "Name two versions: from, to."
        )
    return earlier[0]
