"""`/templates`: texts that a trainer writes again and again: kept, changed, and filled in where they write."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from mesocycle.actions.conversation.change_template import change_template
from mesocycle.actions.conversation.create_template import create_template
from mesocycle.actions.conversation.delete_template import delete_template
from mesocycle.domain.document import Id
from mesocycle.domain.people.message_template import PLACEHOLDERS, MessageTemplate, NewMessageTemplate
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.reports.fill_template import fill_template
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Read
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.meanwhile import STATUS, Difference, both_shown, compared, compares
from mesocycle.web.frame.page import Reader, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: templates", described="Texts that a trainer writes again and again.")


ChosenTemplate = Annotated[Id | None, Meta(description="A template of yours that the message begins with.")]


class TemplateQuery(PageQuery, frozen=True, kw_only=True):
    """With what a message begins."""

    template: ChosenTemplate = None


class Drafting(Struct, frozen=True, kw_only=True):
    """What can be chosen where something is written, and what was: its text, filled in."""

    templates: Sequence[MessageTemplate]
    chosen: Id | None
    text: str


def drafting_of(call: Call, reader: Reader, user_id: Id, session_id: Id | None, chosen: Id | None) -> Drafting:
    """Give the reader's templates, and the text of the one that was chosen; whoever is no trainer has none."""
    if Role.TRAINER not in call.actor.roles:
        return Drafting(templates=(), chosen=None, text="")
    with call.db.read_now() as look:
        own = message_templates.of_user(look, call.actor.id)
    if chosen is None or all(each.id != chosen for each in own):
        return Drafting(templates=own, chosen=None, text="")
    found = fill_template(call.db, user_id, chosen, call.act, session_id=session_id, day_words=reader.formats.day)
    return Drafting(templates=own, chosen=chosen, text=found.text)


@routes.get("/templates", query=PageQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """List the trainer's templates, and keep a new one."""
    return _every(call, None)


@takes_form(routes, "/templates", AlreadyExists, DocumentNotValid, NotPermitted)
def create(call: Call) -> Answer:
    """Keep a template."""
    form = form_of(call)

    def done() -> Answer:
        create_template(call.db, _new(form), call.act)
        return going_to("/templates", done="saved")

    return or_again(done, lambda no: _every(call, Said.of(no, reader_of(call).words), status_of(no), form))


@routes.get("/templates/{messageTemplateId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, message_template_id: Id) -> Answer:
    """Show a template, to be changed."""
    return _one(call, message_template_id, None)


@takes_form(routes, "/templates/{messageTemplateId}", NotFound, AlreadyExists, DocumentNotValid)
@compares
def change(call: Call, message_template_id: Id) -> Answer:
    """Change it; where it was changed elsewhere too, show both."""
    form = form_of(call)

    def there(read: Read) -> dict[str, str]:
        kept = message_templates.get(read, call.actor.id, message_template_id)
        return {"name": kept.name, "text": kept.text}

    changed, both, db, kept = compared(call.db, form, there)
    if both:
        said = Said.of(both_shown(), reader_of(call).words)
        return _one(call, message_template_id, said, STATUS, form, both)

    def done() -> Answer:
        new = NewMessageTemplate(name=changed.get("name", kept["name"]), text=changed.get("text", kept["text"]))
        change_template(db, message_template_id, new, call.act)
        return going_to("/templates", done="saved")

    return or_again(
        done, lambda no: _one(call, message_template_id, Said.of(no, reader_of(call).words), status_of(no), form)
    )


@takes_form(routes, "/templates/{messageTemplateId}/delete", NotFound)
def delete(call: Call, message_template_id: Id) -> Answer:
    """Take it away."""
    form_of(call)
    delete_template(call.db, message_template_id, call.act)
    return going_to("/templates", done="template-gone")


def _new(form: Form) -> NewMessageTemplate:
    return NewMessageTemplate(name=form.text("name"), text=form.text("text"))


def _every(call: Call, said: Said | None, status: int = 200, form: Form | None = None) -> Answer:
    with call.db.read_now() as look:
        found = message_templates.of_user(look, call.actor.id)
    typed = {} if form is None else form.last
    return page(
        call,
        "roster/templates.html",
        status=status,
        said=said,
        templates=found,
        typed=typed,
        placeholders=PLACEHOLDERS,
    )


def _one(
    call: Call,
    template_id: Id,
    said: Said | None,
    status: int = 200,
    form: Form | None = None,
    both: Sequence[Difference] = (),
) -> Answer:
    with call.db.read_now() as look:
        found = message_templates.get(look, call.actor.id, template_id)
    return page(
        call,
        "roster/template.html",
        status=status,
        said=said,
        found=found,
        typed={} if form is None else form.last,
        both=both,
        placeholders=PLACEHOLDERS,
    )
