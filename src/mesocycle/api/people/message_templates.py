"""`/message-templates`: texts that a trainer writes again and again, filled in for an athlete and a session."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta

from mesocycle.actions.conversation.change_template import change_template
from mesocycle.actions.conversation.create_template import create_template
from mesocycle.actions.conversation.delete_template import delete_template
from mesocycle.domain.document import Id
from mesocycle.domain.people.message_template import FilledTemplate, MessageTemplate, NewMessageTemplate
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser, Page
from mesocycle.http.route import Routes
from mesocycle.reports.fill_template import fill_template
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Read

routes = Routes("Message templates", described="Texts of a trainer's own, with room for the athlete and the session.")


class FilledFor(OfUser, frozen=True, kw_only=True):
    """For whom, and of what."""

    session_id: Annotated[Id | None, Meta(description="The session that it is about.")] = None


def _present_tag(call: Call, template_id: Id) -> Callable[[Read], str | None]:
    return lambda read: answers.tag_of(message_templates.get(read, call.actor.id, template_id))


@routes.get("/message-templates", gives=list[MessageTemplate], query=Page)
def every(call: Call) -> Answer:
    """List your templates by name."""
    with call.db.read_now() as look:
        found = message_templates.of_user(look, call.actor.id)
    return answers.cut_sorted(found, call.asked(Page), lambda each: (each.name, each.id), str, str)


@routes.get("/message-templates/{messageTemplateId}", gives=MessageTemplate, tagged=True, refusals=(NotFound,))
def one(call: Call, message_template_id: Id) -> Answer:
    """Get one of your templates."""
    with call.db.read_now() as look:
        return answers.tagged(message_templates.get(look, call.actor.id, message_template_id))


@routes.get(
    "/message-templates/{messageTemplateId}/filled", gives=FilledTemplate, query=FilledFor, refusals=(NotFound,)
)
def fill(call: Call, message_template_id: Id) -> Answer:
    """Fill a template of yours in for an athlete, and a session of theirs: a text to be changed and sent."""
    asked = call.asked(FilledFor)
    found = fill_template(call.db, call.owner, message_template_id, call.act, session_id=asked.session_id)
    return answers.document(found)


@routes.post(
    "/message-templates",
    takes=NewMessageTemplate,
    gives=MessageTemplate,
    status=201,
    refusals=(AlreadyExists, NotPermitted),
)
def create(call: Call) -> Answer:
    """Keep a template, as a trainer; `{athlete}`, `{session}` and `{day}` in it are filled in where it is used."""
    given = call.body(NewMessageTemplate)
    return call.change(
        lambda db: create_template(db, given, call.act),
        lambda _, made: answers.tagged(made, status=201, location=call.address_of(f"/message-templates/{made.id}")),
    )


@routes.put(
    "/message-templates/{messageTemplateId}",
    takes=NewMessageTemplate,
    gives=MessageTemplate,
    tagged=True,
    refusals=(AlreadyExists, NotFound),
)
def change(call: Call, message_template_id: Id) -> Answer:
    """Put name and text in the place of those that stand there; with `If-Match`, only of those that you saw."""
    given = call.body(NewMessageTemplate)
    return call.change(
        lambda db: change_template(db, message_template_id, given, call.act),
        lambda _, changed: answers.tagged(changed),
        present=_present_tag(call, message_template_id),
    )


@routes.delete("/message-templates/{messageTemplateId}", status=204, refusals=(NotFound,))
def delete(call: Call, message_template_id: Id) -> Answer:
    """Take a template away; what was sent by it stays."""
    return call.change(lambda db: delete_template(db, message_template_id, call.act), lambda *_: answers.nothing())
