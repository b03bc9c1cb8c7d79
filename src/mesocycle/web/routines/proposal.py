"""`/routines/{id}/proposal`: what training says of a routine's next version, each change with its evidence."""

from collections.abc import Collection
from typing import Annotated, NamedTuple

from msgspec import Meta, field

from mesocycle.actions.drafts.draft_proposal import draft_proposal
from mesocycle.actions.plans.accept_proposal import accept_proposal
from mesocycle.domain.document import Id
from mesocycle.domain.plan.proposal import ProposedLine, Trained
from mesocycle.domain.refusal import NewerVersion, NotFound, NotPermitted, NotProposed, Refusal, RoutineArchived
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.reports.propose_version import propose_version
from mesocycle.storage.people import users
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import Reader, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.session.notation import in_words

routes = Routes("Pages: proposals", described="What training says of a routine's next version.")


class ProposalQuery(PageQuery, frozen=True, kw_only=True):
    """From whose training, and from when to when."""

    of: Annotated[Id | None, Meta(description="An athlete; absent: all in sight.")] = None
    first: Annotated[str | None, Meta(description="The first day; absent: from the beginning.")] = field(
        name="from", default=None
    )
    last: Annotated[str | None, Meta(description="The last day; absent: to the end.")] = field(name="to", default=None)


class _Asked(NamedTuple):
    """From whose training and from when to when, as a form says it too."""

    of: str
    first: str
    last: str

    @property
    def trained(self) -> Trained:
        return Trained([self.of] if self.of else None, self.first or None, self.last or None)


class _Shown(NamedTuple):
    """A proposed line in the reader's words."""

    id: Id
    where: str
    exercise: str
    before: str
    after: str
    why: str
    evidence: str


@routes.get("/routines/{parentRoutineId}/proposal", query=ProposalQuery, media_type="text/html", refusals=(NotFound,))
def show(call: Call, parent_routine_id: Id) -> Answer:
    """Show what is proposed; nothing is changed."""
    asked = call.asked(ProposalQuery)
    return _page(call, parent_routine_id, _Asked(asked.of or "", asked.first or "", asked.last or ""))


@takes_form(
    routes,
    "/routines/{parentRoutineId}/proposal",
    NotFound,
    NotPermitted,
    NotProposed,
    NewerVersion,
    RoutineArchived,
)
def take(call: Call, parent_routine_id: Id) -> Answer:
    """Take the lines that are ticked, into a draft or as the next version; no calendar changes by it."""
    form = form_of(call)
    asked = _Asked(form.text("of"), form.text("from"), form.text("to"))
    chosen = form.all("line")

    def done() -> Answer:
        note = form.said("note") or _reasons(call, parent_routine_id, asked, chosen)
        if form.text("into") == "draft":
            draft = draft_proposal(call.db, parent_routine_id, chosen, call.act, trained=asked.trained, note=note)
            return going_to(f"/drafts/{draft.id}")
        accept_proposal(call.db, parent_routine_id, chosen, call.act, trained=asked.trained, note=note)
        return going_to(f"/routines/{parent_routine_id}/history", done="published")

    return or_again(done, lambda no: _page(call, parent_routine_id, asked, no, form))


def _reasons(call: Call, routine_id: Id, asked: _Asked, chosen: Collection[Id]) -> str:
    """Give the reasons of the lines as the version's note, in the language of whoever takes them."""
    found = propose_version(call.db, routine_id, call.act, trained=asked.trained)
    reader = reader_of(call)
    return " ".join(_shown(reader, each).why for each in found.lines if each.id in chosen)


def _page(call: Call, routine_id: Id, asked: _Asked, no: Refusal | None = None, form: Form | None = None) -> Answer:
    reader = reader_of(call)
    found = propose_version(call.db, routine_id, call.act, trained=asked.trained)
    with call.db.read() as read:
        version = readable_versions.of_routine(read, call.actor, routine_id)[0]
        athletes = users.coached_by(read, call.actor.id)
        mine = routine_rows.goes_on(read, call.actor, version)
    return page(
        call,
        "routines/proposal.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
        version=version,
        mine=mine,
        lines=[_shown(reader, each) for each in found.lines],
        asked=asked,
        athletes=athletes,
        ticked=() if form is None else form.all("line"),
        note="" if form is None else form.text("note"),
    )


def _shown(reader: Reader, line: ProposedLine) -> _Shown:
    words, told = reader.words, line.evidence
    swapped = line.kind == "swap-exercise"
    before = line.before if swapped else in_words(reader, line.before)
    after = "" if line.after is None else line.after if swapped else in_words(reader, line.after)
    times = words("proposal.times", times=told.times, of=told.of, share=reader.formats.number(100 * told.share, 0))
    why = words(
        f"proposal.why.{line.kind}{f'-{line.done_with}' if line.done_with else ''}",
        exercise=line.exercise_name,
        set=line.set_number or "",
        before=before,
        after=after,
        times=times,
    )
    sessions = words("proposal.sessions", n=told.sessions)
    athletes = words("proposal.athletes", n=told.athletes)
    return _Shown(
        id=line.id,
        where=line.workout_name,
        exercise=line.exercise_name,
        before=before,
        after=after,
        why=why,
        evidence=words("proposal.evidence", sessions=sessions, athletes=athletes),
    )
