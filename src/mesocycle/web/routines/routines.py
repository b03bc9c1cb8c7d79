"""`/routines`: what is followed, what could be, and what a routine holds."""

from typing import Annotated

from msgspec import Meta

from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.text import exercise_name, exercise_words, section_head, step_lines
from mesocycle.domain.plan.workout import Section
from mesocycle.domain.refusal import NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import assignments
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.web.first_steps import shipped
from mesocycle.web.frame.page import page
from mesocycle.web.frame.queries import PageQuery

routes = Routes("Pages: routines", described="Routines in sight.")

_MOST = 200


class RoutinesQuery(PageQuery, frozen=True, kw_only=True):
    """Which routines."""

    search: Annotated[str | None, Meta(description="Only those with it in their name.")] = None


@routes.get("/routines", query=RoutinesQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """Show what is followed, what is one's own or public, and what ships with the program."""
    search = call.asked(RoutinesQuery).search
    with call.db.read() as read:
        found = routine_rows.by_name(
            read,
            visible_to=None if Role.ADMIN in call.actor.roles else call.actor.id,
            search=search,
            archived=False,
            after=None,
            limit=_MOST,
        )
        followed = [each for each in assignments.of_user(read, call.actor.id) if each.origin is not Origin.OWN]
        versions = routine_rows.several_versions(read, {each.routine_version_id for each in followed})
    named = [(each, versions.get(each.routine_version_id)) for each in followed]
    offered = [
        each
        for each in shipped.every().values()
        if not search or search.casefold() in str(each.file["name"]).casefold()
    ]
    return page(
        call,
        "routines/routines.html",
        live=[each for each in named if each[0].status.live],
        earlier=[each for each in named if not each[0].status.live],
        routines=[routine for _, routine in found],
        shipped=offered,
        search=search or "",
    )


@routes.get("/routines/{parentRoutineId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, parent_routine_id: Id) -> Answer:
    """Show a routine's latest version, workout by workout."""
    with call.db.read() as read:
        versions = readable_versions.of_routine(read, call.actor, parent_routine_id)
        followed = [
            each for each in assignments.of_user(read, call.actor.id) if each.parent_routine_id == parent_routine_id
        ]
    version = versions[0]
    return page(
        call,
        "routines/routine.html",
        version=version,
        versions=versions,
        followed=followed,
        workouts=[(each, [_told(section) for section in each.sections]) for each in version.workouts],
    )


def _told(section: Section) -> tuple[str, str | None, list[str]]:
    """Tell a section: its head, its notes, its lines."""
    lines = [
        f"{exercise_name(each)}: {words}" if (words := exercise_words(each)) else exercise_name(each)
        for each in section.exercises or ()
    ]
    return section_head(section), section.notes, [*lines, *step_lines(section)]
