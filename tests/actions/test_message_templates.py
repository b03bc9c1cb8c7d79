"""Templates of messages: a trainer's own, filled in as far as they see."""

import pytest

from mesocycle.actions.conversation.change_template import change_template
from mesocycle.actions.conversation.create_template import create_template
from mesocycle.actions.conversation.delete_template import delete_template
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.domain.people.message_template import MessageTemplate, NewMessageTemplate
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Database
from tests.arrange import a_trainer, a_user, an_act

HELLO = NewMessageTemplate(name="Hello", text="{athlete}, how was {session} on {day}?")


def of_tom(db: Database) -> list[MessageTemplate]:
    """Read Tom's templates."""
    with db.read() as read:
        return message_templates.of_user(read, "tom")


def kept(db: Database, tom: User, name: str = "Hello") -> MessageTemplate:
    """Let Tom keep a template."""
    return create_template(db, NewMessageTemplate(name=name, text=HELLO.text), an_act(tom))


def test_templates_are_kept_by_name_without_blanks_around_them(db: Database) -> None:
    tom = a_trainer(db)
    kept(db, tom, " Zoo ")
    kept(db, tom, "Ape")

    assert [each.name for each in of_tom(db)] == ["Ape", "Zoo"]


def test_a_name_is_given_once(db: Database) -> None:
    tom = a_trainer(db)
    kept(db, tom)
    other = kept(db, tom, "Bye")

    with pytest.raises(AlreadyExists):
        kept(db, tom)
    with pytest.raises(AlreadyExists):
        change_template(db, other.id, HELLO, an_act(tom))


def test_another_text_takes_the_place(db: Database) -> None:
    tom = a_trainer(db)
    template = kept(db, tom)

    changed = change_template(db, template.id, NewMessageTemplate(name="Hello", text="Hi."), an_act(tom))

    assert of_tom(db) == [changed] == [MessageTemplate(id=template.id, name="Hello", text="Hi.")]


def test_a_template_is_taken_away(db: Database) -> None:
    tom = a_trainer(db)

    delete_template(db, kept(db, tom).id, an_act(tom))

    assert of_tom(db) == []


def test_of_another_s_templates_nothing_is_there(db: Database) -> None:
    template = kept(db, a_trainer(db))
    sue = an_act(a_trainer(db, "sue"))

    for deed in (
        lambda: change_template(db, template.id, HELLO, sue),
        lambda: delete_template(db, template.id, sue),
    ):
        with pytest.raises(NotFound):
            deed()
    assert of_tom(db) == [template]


def test_only_a_trainer_keeps_templates(db: Database) -> None:
    with pytest.raises(NotPermitted):
        create_template(db, HELLO, an_act(a_user(db)))


def test_templates_go_with_the_account(db: Database) -> None:
    tom = a_trainer(db)
    kept(db, tom)

    erase_account(db, "tom", an_act(tom))

    assert of_tom(db) == []
