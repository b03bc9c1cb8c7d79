"""`/routines`: what is followed, what could be, and what a routine holds."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Any, get_args, get_type_hints

from msgspec import Meta, structs

from mesocycle.actions.plans.favour_routine import favour_routine
from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.keeping import TagSubject, has_tag
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import Section
from mesocycle.domain.refusal import NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import assignments
from mesocycle.storage.plans import favourites, readable_versions
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.storage.plans import tags as stored_tags
from mesocycle.web.first_steps import shipped
from mesocycle.web.frame.forms import form_of, takes_form
from mesocycle.web.frame.going import going_to, own_path
from mesocycle.web.frame.page import Reader, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.library.tags import tags_on, words_used
from mesocycle.web.session.notation import exercise_text, section_text, step_texts

routes = Routes("Pages: routines", described="Routines in sight.")

_MOST = 200
_HINTS = get_type_hints(RoutineVersion)
GOALS: tuple[str, ...] = get_args(_HINTS["goal"])
DIFFICULTIES: tuple[str, ...] = get_args(_HINTS["difficulty"])


class RoutinesQuery(PageQuery, frozen=True, kw_only=True):
    """Which routines."""

    search: Annotated[str | None, Meta(description="Only those with it in their name.")] = None
    goal: Annotated[str | None, Meta(description="Only those for it.")] = None
    difficulty: Annotated[str | None, Meta(description="Only those of it.")] = None
    days: Annotated[str | None, Meta(description="Only those that train on at most so many days a week.")] = None
    weeks: Annotated[str | None, Meta(description="Only those of at most so many weeks.")] = None
    tag: Annotated[str | None, Meta(description="Only those with this tag of one's own.")] = None

    @property
    def filtered(self) -> bool:
        """Whether anything but a name is asked for."""
        return any((self.goal, self.difficulty, self.days, self.weeks, self.tag))

    def fits(self, routine: RoutineVersion | Mapping[str, Any], days_a_week: int) -> bool:
        """Tell whether a routine is one of those."""
        told = routine if isinstance(routine, Mapping) else structs.asdict(routine)
        return (
            self.goal in (None, "", told["goal"])
            and self.difficulty in (None, "", told["difficulty"])
            and days_a_week <= _at_most(self.days)
            and told["duration"] <= _at_most(self.weeks)
        )


def _at_most(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 4 else 1000


def _days_a_week(version: RoutineVersion) -> int:
    """Count the days of the week that a routine trains on; 0 where it counts days."""
    return len({entry.weekday for workout in version.workouts for entry in workout.schedule or () if entry.weekday})


@routes.get("/routines", query=RoutinesQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """Show what is followed, what is one's own or public, and what ships with the program."""
    asked = call.asked(RoutinesQuery)
    search = asked.search
    with call.db.read() as read:
        tags = stored_tags.of_user(read, call.actor.id, TagSubject.ROUTINE)
        tagged = None if not asked.tag else {each for each, names in tags.items() if has_tag(names, asked.tag)}
        used = words_used(read, call.actor.id, TagSubject.ROUTINE)
        found = routine_rows.by_name(
            read,
            visible_to=None if Role.ADMIN in call.actor.roles else call.actor.id,
            search=search,
            archived=False,
            among=tagged,
            after=None,
            limit=_MOST,
        )
        liked = favourites.of_user(read, call.actor.id)
        followed = [each for each in assignments.of_user(read, call.actor.id) if each.origin is not Origin.OWN]
        wanted = {each.routine_version_id for each in followed}
        if asked.filtered:
            wanted |= {routine.routine_version_id for _, routine in found}
        versions = routine_rows.several_versions(read, wanted)
    named = [(each, versions.get(each.routine_version_id)) for each in followed]
    offered = [
        each
        for each in shipped.every().values()
        if not asked.tag
        and (not search or search.casefold() in str(each.file["name"]).casefold())
        and asked.fits(each.file, each.days_a_week)
    ]
    fitting = [routine for _, routine in found]
    if asked.filtered:
        fitting = [
            each
            for each in fitting
            if (version := versions.get(each.routine_version_id)) and asked.fits(version, _days_a_week(version))
        ]
    return page(
        call,
        "routines/routines.html",
        live=[each for each in named if each[0].status.live],
        earlier=[each for each in named if not each[0].status.live],
        routines=[each for each in fitting if each.parent_routine_id not in liked],
        favourites=[each for each in fitting if each.parent_routine_id in liked],
        favourites_shipped=[each for each in offered if each.name in liked],
        shipped=[each for each in offered if each.name not in liked],
        tags=defaultdict(tuple, tags),
        used=used,
        search=search or "",
        asked=asked,
        filtered=asked.filtered,
        goals=GOALS,
        difficulties=DIFFICULTIES,
    )


@takes_form(routes, "/routines/{parentRoutineId}/favourite", NotFound)
def favour(call: Call, parent_routine_id: Id) -> Answer:
    """Mark a routine, of those in sight or of those that ship, as a favourite; or take the mark away."""
    form = form_of(call)
    if parent_routine_id not in shipped.every():
        with call.db.read() as read:
            readable_versions.of_routine(read, call.actor, parent_routine_id)
    favour_routine(call.db, parent_routine_id, call.act, wanted=form.ticked("wanted"))
    return going_to(own_path(form.said("back"), "/routines"))


@routes.get("/routines/{parentRoutineId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, parent_routine_id: Id) -> Answer:
    """Show a routine's latest version, workout by workout."""
    with call.db.read() as read:
        versions = readable_versions.of_routine(read, call.actor, parent_routine_id)
        followed = [
            each for each in assignments.of_user(read, call.actor.id) if each.parent_routine_id == parent_routine_id
        ]
        tags = tags_on(read, call.actor.id, TagSubject.ROUTINE, parent_routine_id)
        mine = routine_rows.goes_on(read, call.actor, versions[0])
        one_off = routine_rows.is_own(read, parent_routine_id)
    version, reader = versions[0], reader_of(call)
    return page(
        call,
        "routines/routine.html",
        reader=reader,
        version=version,
        versions=versions,
        followed=followed,
        tags=tags,
        mine=mine,
        one_off=one_off,
        workouts=[(each, [_told(reader, section) for section in each.sections]) for each in version.workouts],
    )


def _told(reader: Reader, section: Section) -> tuple[str, str | None, list[str]]:
    """Tell a section: its head, its notes, its lines."""
    lines = [exercise_text(reader, each) for each in section.exercises or ()]
    return section_text(reader, section), section.notes, [*lines, *step_texts(reader, section)]
