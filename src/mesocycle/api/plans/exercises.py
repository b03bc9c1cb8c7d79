"""`/exercises`: the library that routines are written with."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from mesocycle.actions.library.change_exercise import change_exercise
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.import_exercises import import_exercises
from mesocycle.actions.plans.library import find_exercise_in, find_exercises_in, named_elsewhere
from mesocycle.api.frame.remedies import over_http
from mesocycle.domain.document import Id
from mesocycle.domain.plan.keeping import TagSubject
from mesocycle.domain.plan.library import (
    ExerciseChange,
    ExerciseFilter,
    ExerciseRejected,
    ExercisesImported,
    LibraryExercise,
    NewExercise,
    normal_name,
)
from mesocycle.domain.plan.words import as_sentence
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted, PathMessage
from mesocycle.formats.documents import free_exercises
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page, Query
from mesocycle.http.route import Routes
from mesocycle.storage.plans import tags

routes = Routes("Exercises", described="The exercises a routine is written with: shared ones and a user's own.")

MOST_TOLD = 20
"""How many bad exercises one refusal names."""


class ExercisesAsked(Page, frozen=True, kw_only=True):
    """Which exercises."""

    search: Annotated[str | None, Meta(description="Only those with it in a name or an alias, best match first.")] = (
        None
    )
    kind: Literal["strength", "bodyweight", "mobility", "running"] | None = None
    muscle: Annotated[str | None, Meta(description="Only those that train it: quads, lats, …")] = None
    equipment: Annotated[str | None, Meta(description="Only those that need it: barbell, bench, …")] = None
    own: Annotated[bool | None, Meta(description="Only one's own, or only the shared ones.")] = None
    tag: Annotated[str | None, Meta(description="Only those with this tag of the caller's.")] = None
    archived: Annotated[bool, Meta(description="Those that were taken back, in the place of the others.")] = False


class ForWhom(Query, frozen=True, kw_only=True):
    """Whose they become."""

    for_all: Annotated[bool, Meta(description="For everybody, as an admin; without it, your own.")] = False


Collection = Annotated[
    list[dict[str, Any]],
    Meta(description="Flat exercises with id, name, category, equipment?, primaryMuscles[] and secondaryMuscles[]."),
]


@routes.get("/exercises", gives=list[LibraryExercise], query=ExercisesAsked)
def every(call: Call) -> Answer:
    """List exercises by name, or best match first: the shared ones and your own."""
    asked = call.asked(ExercisesAsked)
    with call.db.read_now() as look:
        library = find_exercises_in(look, call.actor.id)
        tagged = tags.tagged_with(look, call.actor.id, TagSubject.EXERCISE, asked.tag) if asked.tag else None
    wanted = ExerciseFilter(
        kind=asked.kind,
        muscle=asked.muscle,
        equipment=asked.equipment,
        own=asked.own,
        archived=asked.archived,
        among=tagged,
    )
    found = library.matching(asked.search or "", wanted, named_elsewhere())
    ranks = {match.exercise.exercise_variant_id: match.rank for match in found}
    return answers.cut_sorted(
        [match.exercise for match in found],
        asked,
        lambda each: (ranks[each.exercise_variant_id], normal_name(each.name), each.id),
        int,
        str,
        str,
    )


@routes.get("/exercises/{exerciseVariantId}", gives=LibraryExercise, tagged=True)
def one(call: Call, exercise_variant_id: Id) -> Answer:
    """Get one exercise by its variant's id: a shared one, one of your own, or of somebody who coaches you."""
    with call.db.read_now() as look:
        return answers.tagged(find_exercise_in(look, call.actor.id, exercise_variant_id))


@routes.patch(
    "/exercises/{exerciseVariantId}",
    takes=ExerciseChange,
    gives=LibraryExercise,
    tagged=True,
    refusals=(AlreadyExists, NotFound, NotPermitted),
)
def change(call: Call, exercise_variant_id: Id) -> Answer:
    """Change one of your own exercises, or as an admin one that was added for everybody.

    `isArchived` takes it back: no list offers it and no name means it any more, until it is false again. What was
    planned and done with it stays as it is.
    """
    given = call.body(ExerciseChange)
    return call.change(
        lambda db: change_exercise(db, exercise_variant_id, given, call.act),
        lambda _, changed: answers.tagged(changed),
        present=lambda read: answers.tag_of(find_exercise_in(read, call.actor.id, exercise_variant_id)),
    )


@routes.post(
    "/exercises",
    takes=NewExercise,
    gives=LibraryExercise,
    query=ForWhom,
    status=201,
    refusals=(AlreadyExists, NotPermitted),
)
def add(call: Call) -> Answer:
    """Add one exercise to your own, or as an admin to everybody's."""
    given, asked = call.body(NewExercise), call.asked(ForWhom)
    return call.change(
        lambda db: add_exercise(db, given, call.act, for_all=asked.for_all),
        lambda _, added: answers.tagged(
            added, status=201, location=call.address_of(f"/exercises/{added.exercise_variant_id}")
        ),
    )


@routes.post(
    "/exercises/import",
    takes=Collection,
    gives=ExercisesImported,
    query=ForWhom,
    refusals=(AlreadyExists, NotPermitted),
)
def import_collection(call: Call) -> Answer:
    """Import a collection of the free-exercise-db kind; imported again, its exercises are replaced.

    What can't be taken over is named with its line and a remedy, and holds up no other.
    """
    found, rejected = _parsed(call.request.body)
    asked = call.asked(ForWhom)
    told = tuple(
        ExerciseRejected(line=each.line, reason=each.reason, remedy=over_http(each.remedy)) for each in rejected
    )
    return call.change(
        lambda db: import_exercises(db, found, call.act, own=not asked.for_all),
        lambda _, stored: answers.document(ExercisesImported(imported=len(stored), rejected=told)),
    )


def _parsed(body: bytes) -> tuple[list[LibraryExercise], list[Reject]]:
    """Part a collection into what can be taken over and what can't; refuse one of which nothing can."""
    read = list(free_exercises.read_exercises(body))
    found = [each for each in read if isinstance(each, LibraryExercise)]
    rejected = [each for each in read if isinstance(each, Reject)]
    if found:
        return found, rejected
    if not rejected:
        raise DocumentNotValid("The collection holds no exercises.", "Send at least one.")
    first = rejected[0]
    raise DocumentNotValid(
        f"The collection holds no exercise that can be imported; line {first.line}: {as_sentence(first.reason)}",
        first.remedy,
        errors=tuple(PathMessage(path=f"line {r.line}", message=r.reason) for r in rejected[:MOST_TOLD]),
    )
