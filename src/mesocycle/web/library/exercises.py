"""`/exercises`: the shared exercises and one's own, found, made, changed, taken back."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, get_args, get_type_hints

from msgspec import Meta

from mesocycle.actions.library.change_exercise import change_exercise
from mesocycle.actions.library.put_picture import put_picture, take_picture_away
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.library import (
    find_exercise_in,
    find_exercises_in,
    find_picture_in,
    named_elsewhere,
    shipped,
)
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.keeping import TagSubject, has_tag
from mesocycle.domain.plan.library import (
    MOST_SENT_BYTES,
    PICTURE_TYPE,
    ExerciseChange,
    ExerciseFilter,
    LibraryExercise,
    NewExercise,
    PictureNotUsable,
)
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted, Refusal
from mesocycle.http.answers import Answer, picture_answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import BodyTooLarge, status_of
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import tags as stored_tags
from mesocycle.web.frame.file_forms import file_form_of
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.meanwhile import BEFORE, STATUS, Difference, both_shown, compared, compares
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.library.tags import tags_on, words_used

routes = Routes("Pages: library", described="The exercises that routines are written with.")

KINDS: tuple[str, ...] = get_args(get_type_hints(LibraryExercise)["kind"])
_SHOWN = 60
_FORM_BYTES = 5_000
"""What a form says around its file."""


def _parted(by: str) -> Callable[[str], tuple[str, ...]]:
    return lambda text: tuple(each.strip() for each in text.split(by) if each.strip())


_READ: Mapping[str, Callable[[str], Any]] = {
    "name": str.strip,
    "aliases": _parted("\n"),
    "kind": str,
    "primaryMuscles": _parted(","),
    "secondaryMuscles": _parted(","),
    "equipment": _parted(","),
    "unilateral": lambda text: text == "yes",
    "link": lambda text: text.strip() or None,
}
"""What each field of the form says."""
_LISTS = ("primaryMuscles", "secondaryMuscles", "equipment")
_FIELDS = {"primaryMuscles": "primary_muscles", "secondaryMuscles": "secondary_muscles"}
_NOTHING = dict.fromkeys(_READ, "")


class ExercisesQuery(PageQuery, frozen=True, kw_only=True):
    """Which exercises."""

    search: Annotated[str | None, Meta(description="Only those with it in a name, in whatever language.")] = None
    kind: Annotated[str | None, Meta(description="Only those of a kind.")] = None
    muscle: Annotated[str | None, Meta(description="Only those that train it.")] = None
    equipment: Annotated[str | None, Meta(description="Only those that need it.")] = None
    whose: Annotated[
        str | None, Meta(description="`own`, `shared`, or `archived`: one's own that were taken back.")
    ] = None
    tag: Annotated[str | None, Meta(description="Only those with this tag of one's own.")] = None
    after: Annotated[str | None, Meta(description="How many of them stand before those that are shown.")] = None

    def filter(self, among: Collection[Id] | None) -> ExerciseFilter:
        """Give what of it is a filter."""
        own = {"own": True, "archived": True, "shared": False}.get(self.whose or "")
        return ExerciseFilter(
            kind=self.kind,
            muscle=self.muscle,
            equipment=self.equipment,
            own=own,
            archived=self.whose == "archived",
            among=among,
        )

    @property
    def filtered(self) -> bool:
        """Whether anything but a name is asked for."""
        return any((self.kind, self.muscle, self.equipment, self.whose, self.tag))

    @property
    def passed_over(self) -> int:
        """How many stand before those that are shown."""
        said = self.after or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0


@lru_cache(maxsize=1)
def vocabulary() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the muscles and the equipment that the shipped exercises name."""
    muscles = {one for each in shipped() for one in (*each.primary_muscles, *each.secondary_muscles)}
    return tuple(sorted(muscles)), tuple(sorted({one for each in shipped() for one in each.equipment}))


@routes.get("/exercises", query=ExercisesQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """Show the library: by name, or the best match of a search first."""
    asked = call.asked(ExercisesQuery)
    with call.db.read_now() as look:
        library = find_exercises_in(look, call.actor.id)
        tags = stored_tags.of_user(look, call.actor.id, TagSubject.EXERCISE)
        used = words_used(look, call.actor.id, TagSubject.EXERCISE)
    among = None if not asked.tag else {each for each, names in tags.items() if has_tag(names, asked.tag)}
    found = library.matching(asked.search or "", asked.filter(among), named_elsewhere())
    here = asked.passed_over
    muscles, equipment = vocabulary()
    return page(
        call,
        "library/exercises.html",
        found=[each.exercise for each in found[here : here + _SHOWN]],
        count=len(found),
        following=here + _SHOWN if here + _SHOWN < len(found) else None,
        asked=asked,
        tags=defaultdict(tuple, tags),
        used=used,
        kinds=KINDS,
        muscles=muscles,
        equipment=equipment,
    )


@routes.get("/exercises/new", query=PageQuery, media_type="text/html")
def new(call: Call) -> Answer:
    """Ask what an exercise of one's own is."""
    return _asked_for(call, {**_NOTHING, "kind": "strength"})


@takes_form(routes, "/exercises", AlreadyExists, DocumentNotValid)
def make(call: Call) -> Answer:
    """Add an exercise of one's own."""
    typed = _typed(form_of(call))

    def done() -> Answer:
        told = _told(typed.last)
        added = add_exercise(call.db, NewExercise(**{"kind": "strength", "name": "", **told}), call.act)
        return going_to(f"/exercises/{added.exercise_variant_id}", done="saved")

    return or_again(done, lambda no: _asked_for(call, typed.last, no))


@routes.get("/exercises/{exerciseVariantId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, exercise_variant_id: Id) -> Answer:
    """Show an exercise; one's own in a form."""
    return _shown(call, exercise_variant_id)


@takes_form(routes, "/exercises/{exerciseVariantId}", AlreadyExists, DocumentNotValid, NotFound, NotPermitted)
@compares
def change(call: Call, exercise_variant_id: Id) -> Answer:
    """Change an exercise of one's own: what the form changes, and nothing else."""
    typed = _typed(form_of(call))

    def there(read: Read) -> dict[str, str]:
        return _as_typed(find_exercise_in(read, call.actor.id, exercise_variant_id))

    changed, both, db, _ = compared(call.db, typed, there)
    if both:
        return _shown(call, exercise_variant_id, both_shown(), typed=typed.last, both=both)

    def done() -> Answer:
        told = _told(changed)
        change_exercise(db, exercise_variant_id, ExerciseChange(**told), call.act)
        return going_to(f"/exercises/{exercise_variant_id}", done="saved")

    return or_again(done, lambda no: _shown(call, exercise_variant_id, no, typed=typed.last))


@takes_form(routes, "/exercises/{exerciseVariantId}/archive", AlreadyExists, NotFound, NotPermitted)
def archive(call: Call, exercise_variant_id: Id) -> Answer:
    """Take an exercise back, or bring it back."""
    wanted = not form_of(call).ticked("back")

    def done() -> Answer:
        change_exercise(call.db, exercise_variant_id, ExerciseChange(is_archived=wanted), call.act)
        return going_to(f"/exercises/{exercise_variant_id}", done="archived" if wanted else "brought-back")

    return or_again(done, lambda no: _shown(call, exercise_variant_id, no))


@routes.get(
    "/exercises/{exerciseVariantId}/picture",
    query=PageQuery,
    gives=bytes,
    media_type=PICTURE_TYPE,
    tagged=True,
    refusals=(NotFound,),
)
def picture(call: Call, exercise_variant_id: Id) -> Answer:
    """Show the picture of an exercise that the reader may see."""
    with call.db.read_now() as look:
        return picture_answer(*find_picture_in(look, call.actor.id, exercise_variant_id))


def _may_send(call: Call) -> int:
    _ = call.actor
    return MOST_SENT_BYTES + _FORM_BYTES


@takes_form(
    routes,
    "/exercises/{exerciseVariantId}/picture",
    *(BodyTooLarge, DocumentNotValid, NotFound, NotPermitted, PictureNotUsable),
    admits=_may_send,
    file_in_form=True,
)
def put(call: Call, exercise_variant_id: Id) -> Answer:
    """Put a picture on an exercise of one's own."""
    _, files = file_form_of(call)

    def done() -> Answer:
        if not files:
            raise DocumentNotValid("No file was chosen.", "Choose one.")
        put_picture(call.db, exercise_variant_id, files[0].file.read(), call.act)
        return going_to(f"/exercises/{exercise_variant_id}", done="saved")

    try:
        return or_again(done, lambda no: _shown(call, exercise_variant_id, no))
    finally:
        for each in files:
            each.file.close()


@takes_form(routes, "/exercises/{exerciseVariantId}/picture/remove", NotFound, NotPermitted)
def take_away(call: Call, exercise_variant_id: Id) -> Answer:
    """Take the picture of an exercise of one's own away."""
    take_picture_away(call.db, exercise_variant_id, call.act)
    return going_to(f"/exercises/{exercise_variant_id}", done="saved")


def _typed(form: Form) -> Form:
    """Give a form whose boxes are one text each, as what stood there before is written."""
    plain = {name: value for name, value in form.last.items() if name in _NOTHING or name.startswith(BEFORE)}
    lists = {name: ", ".join(sorted(set(form.all(name)))) for name in _LISTS}
    return Form([*plain.items(), *lists.items(), ("unilateral", form.text("unilateral"))])


def _as_typed(exercise: LibraryExercise) -> dict[str, str]:
    return {
        "name": exercise.name,
        "aliases": "\n".join(exercise.aliases),
        "kind": exercise.kind,
        "primaryMuscles": ", ".join(sorted(exercise.primary_muscles)),
        "secondaryMuscles": ", ".join(sorted(exercise.secondary_muscles)),
        "equipment": ", ".join(sorted(exercise.equipment)),
        "unilateral": "yes" if exercise.unilateral else "",
        "link": exercise.link or "",
    }


def _told(said: Mapping[str, str]) -> dict[str, Any]:
    """Read what a form names; what it does not name is not asked for, nor a kind that there is not."""
    named = {name: read(said[name]) for name, read in _READ.items() if name in said}
    return {_FIELDS.get(name, name): value for name, value in named.items() if name != "kind" or value in KINDS}


def _asked_for(call: Call, typed: Mapping[str, str], no: Refusal | None = None) -> Answer:
    reader = reader_of(call)
    muscles, equipment = vocabulary()
    return page(
        call,
        "library/new.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        typed={**_NOTHING, **typed},
        kinds=KINDS,
        muscles=muscles,
        equipment=equipment,
    )


def _shown(
    call: Call,
    exercise_variant_id: Id,
    no: Refusal | None = None,
    *,
    typed: Mapping[str, str] | None = None,
    both: Sequence[Difference] = (),
) -> Answer:
    with call.db.read_now() as look:
        found = find_exercise_in(look, call.actor.id, exercise_variant_id)
        tags = tags_on(look, call.actor.id, TagSubject.EXERCISE, exercise_variant_id)
    reader, there = reader_of(call), _as_typed(found)
    muscles, equipment = vocabulary()
    admins = Role.ADMIN in call.actor.roles and found not in shipped()
    return page(
        call,
        "library/exercise.html",
        reader=reader,
        status=STATUS if both else 200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        both=both,
        found=found,
        tags=tags,
        mine=found.owner_id == call.actor.id or (found.owner_id is None and admins),
        there=there,
        typed={**there, **(typed or {})},
        kinds=KINDS,
        muscles=tuple(dict.fromkeys((*muscles, *found.primary_muscles, *found.secondary_muscles))),
        equipment=tuple(dict.fromkeys((*equipment, *found.equipment))),
    )
