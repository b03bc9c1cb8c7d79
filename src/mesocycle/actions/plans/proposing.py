"""Draw a proposal from what was trained: of each exercise, while it stood in a version as it stands in the latest."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import structs

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.analytics.lines.line_counting import LineRows
from mesocycle.analytics.lines.line_quality import plans_of
from mesocycle.analytics.lines.proposals import ExercisePast, propose
from mesocycle.domain.document import Id, encode
from mesocycle.domain.history.lines import Leaf, leaves
from mesocycle.domain.instant import FIRST_DAY, LAST_DAY
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.lines import alternatives, sets_of
from mesocycle.domain.plan.proposal import (
    ALL_TRAINED,
    Proposal,
    ProposedLine,
    Trained,
    chosen_lines,
    require_lines,
    with_accepted,
)
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import Exercise, Section, Workout
from mesocycle.storage.engine.database import Read
from mesocycle.storage.history import lines as line_history
from mesocycle.storage.history.lines import LinePast
from mesocycle.storage.people import users
from mesocycle.storage.plans import readable_versions, reference_values, routines, snapshots


def draw_proposal(read: Read, routine_id: Id, act: Act, *, trained: Trained = ALL_TRAINED) -> Proposal:
    """Propose the next version of a routine from the training of all within reach, or of the members named."""
    versions = readable_versions.of_routine(read, act.actor, routine_id)
    ids = [version.id for version in versions]
    assigned = line_history.assignments_in_sight(read, act.actor, ids, trained.members)
    known = {each.exercise_variant_id: each for each in find_exercises_in(read, act.actor.id).all()}
    found: list[ProposedLine] = []
    for workout, section in _sections(versions[0]):
        past = _past(workout, section, assigned, trained)
        found += _of_section(read, past, workout, section, versions, known, act)
    return Proposal(
        parent_routine_id=versions[0].parent_routine_id,
        routine_version_id=versions[0].id,
        version=versions[0].version,
        first=trained.first,
        last=trained.last,
        lines=tuple(found),
    )


def load_line_rows(
    read: Read, past: LinePast, found: Sequence[Leaf], versions: Sequence[RoutineVersion], act: Act
) -> LineRows:
    """Give sessions, sets and logs in which the line was prescribed, with all that it is judged by."""
    set_ids = sorted({leaf.id for leaf in found if leaf.kind == "set"})
    sessions = line_history.with_sets(read, past) if set_ids else []
    logged = line_history.without_sets(read, past) if set_ids else []
    others = line_history.all_sessions(read, past) if any(leaf.kind != "set" for leaf in found) else []
    members = [*(one.member for one in sessions), *(one.member for one in (*logged, *others))]
    athletes = sorted({member.user_id for member in members})
    return LineRows(
        sessions=sessions,
        sets=line_history.sets(read, past, set_ids) if sessions else [],
        logged=logged,
        others=others,
        snapshots=snapshots.bodies(read, {member.snapshot_hash for member in members}),
        people=users.several(read, athletes),
        values=reference_values.of_users(read, athletes) if past.by_day else {},
        versions={version.id: version.version for version in versions},
        by_day=past.by_day,
        offered=_offered(read, found, act),
    )


def _offered(read: Read, found: Sequence[Leaf], act: Act) -> dict[str, Id]:
    """Give the variants of what lines leave the choice of; few do, so the library is read for those alone."""
    names = {name.casefold() for leaf in found for name in alternatives(leaf.name)[1:]}
    if not names:
        return {}
    library = find_exercises_in(read, act.actor.id)
    known = {name: library.find(name) for name in names}
    return {name: each.exercise_variant_id for name, each in known.items() if each is not None}


class Accepted(NamedTuple):
    """The version that lines were proposed of, and what it becomes with those accepted, as a file says it."""

    owner: Id
    latest: RoutineVersion
    raw: dict[str, Any]
    """Its `changeNote` is the reasons of the lines."""


def accept_lines(
    read: Read,
    routine_id: Id,
    line_ids: Sequence[Id],
    act: Act,
    *,
    trained: Trained = ALL_TRAINED,
) -> Accepted:
    """Put proposed lines into the latest version of a routine of the actor's; refuses what is not proposed any more."""
    require_lines(line_ids)
    owner = readable_versions.owner_of(read, act.actor, routine_id)
    require_author(act.actor, owner)
    latest = routines.get_open(read, routine_id)
    raw = draft_version(read, routine_id, line_ids, act, trained=trained)
    return Accepted(owner, latest, raw)


def draft_version(
    read: Read,
    routine_id: Id,
    line_ids: Sequence[Id],
    act: Act,
    *,
    trained: Trained = ALL_TRAINED,
) -> dict[str, Any]:
    """Give the latest version with the proposed lines named, as a file says it; their reasons are its note."""
    latest = readable_versions.of_routine(read, act.actor, routine_id)[0]
    proposal = draw_proposal(read, routine_id, act, trained=trained)
    chosen = chosen_lines(proposal, line_ids)
    known = {each.exercise_variant_id: each for each in find_exercises_in(read, act.actor.id).all()}
    return with_accepted(latest, chosen, known) | {"changeNote": " ".join(each.why for each in chosen)}


def _sections(version: RoutineVersion) -> Iterator[tuple[Workout, Section]]:
    for workout in version.workouts:
        for section in workout.sections:
            if any(sets_of(exercise) for exercise in section.exercises or ()):
                yield workout, section


def _past(workout: Workout, section: Section, assigned: Collection[tuple[Id, Id]], trained: Trained) -> LinePast:
    return LinePast(
        assignments=assigned,
        workouts=[workout.id],
        sections=[section.id],
        first=trained.first or FIRST_DAY,
        last=trained.last or LAST_DAY,
        by_day=any(each.percent is not None for one in section.exercises or () for each in sets_of(one)),
    )


def _of_section(
    read: Read,
    past: LinePast,
    workout: Workout,
    section: Section,
    versions: Sequence[RoutineVersion],
    known: Mapping[Id, LibraryExercise],
    act: Act,
) -> Iterator[ProposedLine]:
    of_sets = [leaf for leaf in leaves(section, workout.id) if leaf.kind == "set"]
    rows = load_line_rows(read, past, of_sets, versions, act)
    plans = plans_of(rows, frozenset(leaf.id for leaf in of_sets))
    for exercise in section.exercises or ():
        if sets_of(exercise):
            same = {version.id for version in versions if _stands(exercise, workout.id, section.id, version)}
            yield from propose(
                ExercisePast(workout, section, exercise, _of_versions(rows, same, exercise), plans), known
            )


def _stands(exercise: Exercise, workout_id: Id, section_id: Id, version: RoutineVersion) -> bool:
    """Tell whether a version has the exercise in the same place, and prescribes the same."""
    wanted = encode(structs.replace(exercise, order_index=0))
    return any(
        encode(structs.replace(each, order_index=0)) == wanted
        for workout in version.workouts
        if workout.id == workout_id
        for section in workout.sections
        if section.id == section_id
        for each in section.exercises or ()
        if each.id == exercise.id
    )


def _of_versions(rows: LineRows, versions: set[Id], exercise: Exercise) -> LineRows:
    ids = {each.id for each in sets_of(exercise)}
    return structs.replace(
        rows,
        sessions=[one for one in rows.sessions if one.member.version_id in versions],
        sets=[row for row in rows.sets if row.version_id in versions and row.set_id in ids],
        logged=[one for one in rows.logged if one.member.version_id in versions],
    )
