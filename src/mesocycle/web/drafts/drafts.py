"""`/drafts`: routines while they are written; with scripts as a grid of weeks, without as the text of a file."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.drafts.drop_draft import drop_draft
from mesocycle.actions.drafts.publish_draft import publish_draft
from mesocycle.actions.drafts.save_draft import save_draft
from mesocycle.actions.drafts.share_draft import share_draft, unshare_draft
from mesocycle.domain.document import Id
from mesocycle.domain.plan.draft import DraftPublication, DraftShare, NewDraft, RoutineDraft, SavedDraft
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import (
    AlreadyExists,
    NewerVersion,
    NotFound,
    NotPermitted,
    OwnRoutineStays,
    Refusal,
    RoutineArchived,
)
from mesocycle.formats.documents.routine import parse_routine
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import users
from mesocycle.storage.plans import drafts, readable_versions
from mesocycle.web.frame.faults import shown_errors
from mesocycle.web.frame.forms import form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.words import catalogue
from mesocycle.web.routines.routines import DIFFICULTIES, GOALS

routes = Routes("Pages: drafts", described="Routines while they are written.")

_WORDS = "editor."
_MOST_WEEKS = 52


@routes.get("/drafts", query=PageQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """Show the drafts, and a form to begin one."""
    return _list(call, None)


@takes_form(routes, "/drafts", NotFound, NotPermitted, OwnRoutineStays, RoutineArchived)
def begin(call: Call) -> Answer:
    """Begin a draft of a version, or of nothing but a name, and open it."""
    form = form_of(call)
    version_id = form.said("version")

    def done() -> Answer:
        new = NewDraft(routine_version_id=version_id) if version_id else NewDraft(document=_empty(form.last))
        return going_to(f"/drafts/{begin_draft(call.db, new, call.act).id}")

    if version_id:
        return done()
    return or_again(done, lambda no: _list(call, no))


def _empty(said: Mapping[str, str]) -> dict[str, Any]:
    weeks = said.get("weeks", "")
    given = int(weeks) if weeks.isascii() and weeks.isdigit() and len(weeks) < 3 else 4
    return {
        "name": said.get("name", "").strip(),
        "difficulty": said.get("difficulty", DIFFICULTIES[0]),
        "goal": said.get("goal", GOALS[0]),
        "duration": min(max(given, 1), _MOST_WEEKS),
        "workouts": [],
    }


@routes.get("/drafts/{routineDraftId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, routine_draft_id: Id) -> Answer:
    """Show a draft to be written on."""
    return _editor(call, routine_draft_id)


@takes_form(routes, "/drafts/{routineDraftId}", NotFound)
def save(call: Call, routine_draft_id: Id) -> Answer:
    """Save what the text of a file says: the way of whoever has no scripts."""
    form = form_of(call)
    text = form.secret("text")

    def done() -> Answer:
        saved = SavedDraft(revision=form.number("revision") or 0, document=parse_routine(text.encode()))
        save_draft(call.db, routine_draft_id, saved, call.act)
        return going_to(f"/drafts/{routine_draft_id}", done="saved")

    return or_again(done, lambda no: _editor(call, routine_draft_id, no, text=text))


@takes_form(
    routes, "/drafts/{routineDraftId}/publish", NotFound, NotPermitted, OwnRoutineStays, RoutineArchived, AlreadyExists
)
def publish(call: Call, routine_draft_id: Id) -> Answer:
    """Publish the state that was shown."""
    form = form_of(call)
    publication = DraftPublication(
        revision=form.number("revision") or 0, change_note=form.said("note"), based_on=form.said("basedOn")
    )

    def done() -> Answer:
        published = publish_draft(call.db, routine_draft_id, publication, call.act)
        return going_to(f"/routines/{published.parent_routine_id}", done="published")

    return or_again(done, lambda no: _editor(call, routine_draft_id, no, note=publication.change_note or ""))


@takes_form(routes, "/drafts/{routineDraftId}/drop", NotFound, NotPermitted)
def drop(call: Call, routine_draft_id: Id) -> Answer:
    """Take a draft away."""
    drop_draft(call.db, routine_draft_id, call.act)
    return going_to("/drafts", done="draft-dropped")


@takes_form(routes, "/drafts/{routineDraftId}/people", NotFound, NotPermitted)
def share(call: Call, routine_draft_id: Id) -> Answer:
    """Share a draft with somebody."""
    form = form_of(call)

    def done() -> Answer:
        share_draft(call.db, routine_draft_id, DraftShare(email=form.text("email")), call.act)
        return going_to(f"/drafts/{routine_draft_id}", done="shared")

    return or_again(done, lambda no: _editor(call, routine_draft_id, no))


@takes_form(routes, "/drafts/{routineDraftId}/people/{personId}/remove", NotFound, NotPermitted)
def unshare(call: Call, routine_draft_id: Id, person_id: Id) -> Answer:
    """Share it with somebody no more, or leave it."""
    unshare_draft(call.db, routine_draft_id, person_id, call.act)
    return going_to("/drafts" if person_id == call.actor.id else f"/drafts/{routine_draft_id}", done="unshared")


def _list(call: Call, no: Refusal | None) -> Answer:
    with call.db.read() as read:
        found = drafts.of_user(read, call.actor.id)
        people = users.several(read, list({each.saved_by for each in found} | {each.owner_id for each in found}))
    return page(
        call,
        "drafts/drafts.html",
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader_of(call).words),
        drafts=found,
        names={user_id: user.name for user_id, user in people.items()},
        goals=GOALS,
        difficulties=DIFFICULTIES,
    )


def _editor(call: Call, draft_id: Id, no: Refusal | None = None, *, text: str | None = None, note: str = "") -> Answer:
    reader = reader_of(call)
    with call.db.read() as read:
        draft = drafts.get(read, call.actor, draft_id)
        latest = _latest(call, read, draft)
        athletes = users.coached_by(read, call.actor.id)
        owner = users.several(read, [draft.owner_id]).get(draft.owner_id)
    newer = no.facts if isinstance(no, NewerVersion) else None
    return page(
        call,
        "drafts/draft.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        draft=draft,
        owner=owner,
        mine=draft.owner_id == call.actor.id,
        latest=latest,
        newer=newer,
        note=note or draft.document.get("changeNote", ""),
        text=json.dumps(draft.document, indent=1, ensure_ascii=False) if text is None else text,
        begun={"id": draft.id, "revision": draft.revision, "document": draft.document, "me": call.actor.id},
        errors=[] if no is None else msgspec.to_builtins(shown_errors(no, reader.lang)),
        athletes=athletes,
        sentences=_sentences(reader.lang),
        goals=GOALS,
        difficulties=DIFFICULTIES,
    )


def _latest(call: Call, read: Read, draft: RoutineDraft) -> RoutineVersion | None:
    if draft.parent_routine_id is None:
        return None
    try:
        return readable_versions.of_routine(read, call.actor, draft.parent_routine_id)[0]
    except NotFound:  # it is shared with somebody who may not read the routine itself
        return None


def _sentences(lang: str) -> dict[str, str]:
    told = catalogue(lang).items()
    return {name.removeprefix(_WORDS): text for name, text in told if name.startswith(_WORDS) and isinstance(text, str)}
