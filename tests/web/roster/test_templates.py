"""Templates of messages on pages: kept, changed without overwriting another's change, taken away."""

import pytest

from mesocycle.actions.conversation.change_template import change_template
from mesocycle.domain.people.message_template import NewMessageTemplate
from mesocycle.domain.people.user import User
from mesocycle.storage.assignments import receipts
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.training import ann_trains
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_trainer, an_act
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor


@pytest.fixture
def tom(db: Database) -> User:
    """Let Tom coach Ann."""
    ann, _, _ = ann_trains(db)
    trainer = a_trainer(db)
    a_coaching(db, trainer, ann)
    return trainer


@pytest.fixture
def toms(db: Database, server: Client, tom: User) -> Visitor:
    return Visitor(server).sign_in(db, tom)


@pytest.fixture
def template(db: Database, toms: Visitor) -> str:
    """Let Tom keep a template; gives its id."""
    toms.send("/templates", {"name": "Hello", "text": "Hello {athlete}, how was {session}?"})
    with db.read() as read:
        (found,) = message_templates.of_user(read, "tom")
    return found.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_of_templates_are_there_in_each_language(toms: Visitor, template: str, lang: str) -> None:
    for path in ("/templates", f"/templates/{template}"):
        page = toms.get(f"{path}?lang={lang}")

        assert page.status_code == 200
        assert f'<html lang="{lang}"' in page.text
        assert "Hello" in page.text
        assert "<code>{athlete}</code>" in page.text


def test_a_text_that_is_refused_stays_as_it_was_typed(toms: Visitor) -> None:
    answer = toms.send("/templates", {"name": "Hello", "text": "Dear {friend}"})

    assert answer.status_code == 422
    assert "Dear {friend}</textarea>" in answer.text


def test_a_template_is_changed(toms: Visitor, template: str) -> None:
    toms.send(f"/templates/{template}", {"name": "Hello", "text": "Hi."})

    assert "Hi." in toms.get("/templates").text


def test_where_it_was_changed_elsewhere_too_both_are_shown(
    db: Database, tom: User, toms: Visitor, template: str
) -> None:
    change_template(db, template, NewMessageTemplate(name="Hello", text="Theirs"), an_act(tom))

    answer = toms.send(
        f"/templates/{template}", {"name": "Hello", "text": "Mine", "before.name": "Hello", "before.text": "Before"}
    )

    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine</textarea>" in answer.text


def test_a_template_is_deleted(toms: Visitor, template: str) -> None:
    toms.send(f"/templates/{template}/delete")

    assert "Hello" not in toms.get("/templates").text


def test_a_template_that_is_chosen_fills_the_message_in_without_sending_it(
    db: Database, toms: Visitor, template: str
) -> None:
    with db.read() as read:
        first, *_ = sessions.between(read, "ann", "2026-01-05", "2026-01-05")
    address = f"/athletes/ann/sessions/{first.id}"
    before = toms.get(address).text

    page = toms.get(f"{address}?template={template}").text

    assert f'<option value="{template}">Hello</option>' in before
    assert "Hello Ann, how was Squat day?</textarea>" in page
    assert "Hello Ann" not in before


def test_a_template_is_chosen_on_a_receipt_too(db: Database, toms: Visitor, template: str) -> None:
    with db.read() as read:
        (made,) = receipts.of_user(read, "ann")
    address = f"/athletes/ann/receipts/{made.id}"

    assert f'<option value="{template}">Hello</option>' in toms.get(address).text
    assert "Hello Ann, how was?</textarea>" in toms.get(f"{address}?template={template}").text


def test_a_template_that_is_not_there_fills_nothing_in(db: Database, toms: Visitor, template: str) -> None:
    with db.read() as read:
        first, *_ = sessions.between(read, "ann", "2026-01-05", "2026-01-05")

    page = toms.get(f"/athletes/ann/sessions/{first.id}?template=nothing")

    assert page.status_code == 200
    assert "></textarea>" in page.text
