"""`/tags`: the caller's own words on exercises, routines, and what they keep."""

from typing import Annotated

from msgspec import Meta

from mesocycle.actions.library.put_tags import put_tags, require_subject
from mesocycle.domain.document import Id
from mesocycle.domain.plan.keeping import Tagged, Tags, TagSubject
from mesocycle.domain.refusal import NotFound
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import tags

routes = Routes("Tags", described="One's own words on exercises, routines and what one keeps; nobody else sees them.")


class TagsAsked(Page, frozen=True, kw_only=True):
    """On what."""

    kind: Annotated[TagSubject | None, Meta(description="Only on exercises, on routines, or on what is kept.")] = None


@routes.get("/tags", gives=list[Tagged], query=TagsAsked)
def every(call: Call) -> Answer:
    """List all that you have put tags on, with them."""
    asked = call.asked(TagsAsked)
    kinds = TagSubject if asked.kind is None else (asked.kind,)
    with call.db.read_now() as look:
        found = [
            Tagged(kind=kind, subject_id=subject, tags=names)
            for kind in kinds
            for subject, names in tags.of_user(look, call.actor.id, kind).items()
        ]
    return answers.cut_sorted(found, asked, lambda each: (each.kind.value, each.subject_id), str, str)


@routes.get("/tags/{tagKind}/{subjectId}", gives=Tagged, tagged=True)
def one(call: Call, tag_kind: str, subject_id: Id) -> Answer:
    """Get the tags that you have put on one thing."""
    with call.db.read_now() as look:
        return answers.tagged(_found(look, call, tag_kind, subject_id))


@routes.put("/tags/{tagKind}/{subjectId}", takes=Tags, gives=Tagged, tagged=True, refusals=(NotFound,))
def put(call: Call, tag_kind: str, subject_id: Id) -> Answer:
    """Let something that you see (`exercise`, `routine`, `kept`) have these tags of yours and no others."""
    given, kind = call.body(Tags), _kind(tag_kind)
    return call.change(
        lambda db: put_tags(db, kind, subject_id, given, call.act),
        lambda _, tagged: answers.tagged(tagged),
        present=lambda read: answers.tag_of(_found(read, call, tag_kind, subject_id)),
    )


def _found(read: Read, call: Call, said: str, subject_id: Id) -> Tagged:
    kind = _kind(said)
    require_subject(read, call.actor.id, kind, subject_id, act=call.act)
    return Tagged(kind=kind, subject_id=subject_id, tags=tags.on(read, call.actor.id, kind, subject_id))


def _kind(said: str) -> TagSubject:
    found = next((each for each in TagSubject if each == said), None)
    if found is None:
        raise NotFound("Nothing of that kind has tags.", f"Name one of {', '.join(TagSubject)}.")
    return found
