"""`/kept`: workouts and sections to use again: kept of a routine or a draft, put into a draft."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, NamedTuple

from msgspec import Meta

from mesocycle.actions.library.insert_part import insert_part
from mesocycle.actions.library.keep_part import keep_part, remove_part
from mesocycle.domain.document import Id
from mesocycle.domain.plan.draft import RoutineDraft
from mesocycle.domain.plan.keeping import KeptInsertion, KeptKind, NewKeptPart, TagSubject, has_tag
from mesocycle.domain.refusal import DocumentNotValid, DraftSavedMeanwhile, NotFound, Refusal
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.plans import drafts, kept_parts
from mesocycle.storage.plans import tags as stored_tags
from mesocycle.web.frame.forms import form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to, own_path
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.library.tags import words_used

routes = Routes("Pages: kept parts", described="Workouts and sections to use again.")

_MOST_DRAFTS = 20
_MOST_BYTES = 4_000_000
"""What is read of drafts for their names; two of the longest drafts."""


class KeptQuery(PageQuery, frozen=True, kw_only=True):
    """Which of them."""

    tag: Annotated[str | None, Meta(description="Only those with this tag of one's own.")] = None


class Place(NamedTuple):
    """A place in a draft: what a form sends of it, and what it is called."""

    sent: str
    called: str


@routes.get("/kept", query=KeptQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """Show what is kept, with the drafts that it can be put into."""
    return _shown(call)


@takes_form(routes, "/kept", NotFound, DocumentNotValid)
def keep(call: Call) -> Answer:
    """Keep a workout or a section of a version or of a draft."""
    form = form_of(call)
    draft, workout, section = _parted(form.text("place")) if form.said("place") else ("", None, None)
    if form.said("version"):
        workout, section = form.number("workout"), form.number("section")

    def done() -> Answer:
        wanted = NewKeptPart(
            name=form.said("name"),
            kind=KeptKind.WORKOUT if section is None else KeptKind.SECTION,
            routine_version_id=form.said("version"),
            routine_draft_id=draft or None,
            workout=workout,
            section=section,
        )
        keep_part(call.db, wanted, call.act)
        return going_to(own_path(form.said("back"), "/kept"), done="kept-part")

    return or_again(done, lambda no: _shown(call, no))


@takes_form(routes, "/kept/{keptPartId}/insert", NotFound, DocumentNotValid, DraftSavedMeanwhile)
def insert(call: Call, kept_part_id: Id) -> Answer:
    """Put one into the draft as it was shown, and go there."""
    form = form_of(call)
    draft, revision, workout = _parted(form.text("place"))

    def done() -> Answer:
        insertion = KeptInsertion(revision=revision or 0, kept_part_id=kept_part_id, workout=workout)
        return going_to(f"/drafts/{insert_part(call.db, draft, insertion, call.act).id}", done="saved")

    return or_again(done, lambda no: _shown(call, no))


@takes_form(routes, "/kept/{keptPartId}/remove", NotFound)
def remove(call: Call, kept_part_id: Id) -> Answer:
    """Keep one no more."""
    remove_part(call.db, kept_part_id, call.act)
    return going_to("/kept", done="kept-no-more")


def _parted(sent: str) -> tuple[Id, int | None, int | None]:
    """Read a place as a form sends it: a draft's id and up to two numbers."""
    parts = [*sent.split("/"), "", ""][:3]
    first, second = (int(each) if each.isascii() and each.isdigit() and len(each) < 10 else None for each in parts[1:])
    return parts[0], first, second


def _shown(call: Call, no: Refusal | None = None) -> Answer:
    asked = call.query.tag if isinstance(call.query, KeptQuery) else None
    with call.db.read() as read:
        found = kept_parts.of_user(read, call.actor.id)
        tags = stored_tags.of_user(read, call.actor.id, TagSubject.KEPT)
        used = words_used(read, call.actor.id, TagSubject.KEPT)
        written = drafts.latest_contents(read, call.actor.id, most=_MOST_DRAFTS, most_bytes=_MOST_BYTES)
    reader = reader_of(call)
    nameless = reader.words("editor.nameless")
    return page(
        call,
        "library/kept.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        found=[each for each in found if not asked or has_tag(tags.get(each.id, ()), asked)],
        tags={each.id: ", ".join(tags.get(each.id, ())) for each in found},
        used=used,
        asked=asked or "",
        into=[Place(f"{each.id}/{each.revision}", each.name or nameless) for each in written],
        into_workouts=[place for each in written for place in _workouts(each, nameless)],
        places_of_drafts=[place for each in written for place in _parts(each, nameless)],
    )


def _lines(value: Any) -> Sequence[dict[str, Any]]:  # noqa: ANN401  # whatever a draft says
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _called(line: dict[str, Any], otherwise: str) -> str:
    name = line.get("name")
    return name.strip() if isinstance(name, str) and name.strip() else otherwise


def _workouts(draft: RoutineDraft, nameless: str) -> Iterator[Place]:
    for place, workout in enumerate(_lines(draft.document.get("workouts"))):
        yield Place(f"{draft.id}/{draft.revision}/{place}", f"{draft.name or nameless}: {_called(workout, nameless)}")


def _parts(draft: RoutineDraft, nameless: str) -> Iterator[Place]:
    for place, workout in enumerate(_lines(draft.document.get("workouts"))):
        called = f"{draft.name or nameless}: {_called(workout, nameless)}"
        yield Place(f"{draft.id}/{place}", called)
        for inner, section in enumerate(_lines(workout.get("sections"))):
            yield Place(f"{draft.id}/{place}/{inner}", f"{called} / {_called(section, nameless)}")
