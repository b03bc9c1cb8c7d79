"""`/routines/versions/{routineVersionId}`: one version, whatever its routine."""

from collections.abc import Callable

from mesocycle.actions.plans.archive_version import archive_version
from mesocycle.actions.plans.copy_routine import copy_routine
from mesocycle.actions.plans.delete_version import delete_version
from mesocycle.api.plans.routines import AUTHOR, answer_with_version, made
from mesocycle.domain.document import Id
from mesocycle.domain.plan.routine import RoutineCopy, RoutineVersion
from mesocycle.domain.refusal import VersionInUse
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import readable_versions

routes = Routes("Routine versions", described="One frozen state of a routine.")


def version_tag(call: Call, version_id: Id) -> Callable[[Read], str | None]:
    """Give what finds the `ETag` that a version has now, if the caller may read it."""
    return lambda read: answers.tag_of(readable_versions.get(read, call.actor, version_id))


@routes.get("/routines/versions/{routineVersionId}", gives=RoutineVersion, tagged=True)
def one(call: Call, routine_version_id: Id) -> Answer:
    """Get one version of a routine, whole; changed and published, it is the next one."""
    with call.db.read_now() as look:
        return answers.tagged(readable_versions.get(look, call.actor, routine_version_id))


@routes.post(
    "/routines/versions/{routineVersionId}/copy",
    takes=RoutineCopy,
    body_optional=True,
    gives=RoutineVersion,
    status=201,
    tagged=True,
    refusals=AUTHOR,
)
def copy(call: Call, routine_version_id: Id) -> Answer:
    """Copy a version into a routine of your own, where its owner allows it."""
    given = call.body(RoutineCopy)
    return call.change(
        lambda db: copy_routine(db, routine_version_id, call.act, name=given.name),
        made,
        present=version_tag(call, routine_version_id),
    )


@routes.post("/routines/versions/{routineVersionId}/archive", gives=RoutineVersion, tagged=True, refusals=AUTHOR)
def archive(call: Call, routine_version_id: Id) -> Answer:
    """Archive one version: nobody is assigned to it any more, who follows it goes on."""
    return call.change(
        lambda db: archive_version(db, routine_version_id, call.act),
        answer_with_version,
        present=version_tag(call, routine_version_id),
    )


@routes.delete(
    "/routines/versions/{routineVersionId}", gives=RoutineVersion, tagged=True, refusals=(*AUTHOR, VersionInUse)
)
def delete(call: Call, routine_version_id: Id) -> Answer:
    """Delete one version that nobody ever used; what was used can only be archived."""
    return call.change(
        lambda db: delete_version(db, routine_version_id, call.act),
        answer_with_version,
        present=version_tag(call, routine_version_id),
    )
