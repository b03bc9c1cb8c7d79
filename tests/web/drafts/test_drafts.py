"""Routines while they are written, on pages: as text where there are no scripts, published, shared, refused."""

import html
import json
import re

import pytest

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.draft import NewDraft
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import drafts, routines
from tests.api.conftest import Client
from tests.arrange import a_routine, a_routine_file, a_trainer, an_act, an_actor
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor


@pytest.fixture
def tom(db: Database) -> User:
    return a_trainer(db)


@pytest.fixture
def toms(db: Database, server: Client, tom: User) -> Visitor:
    return Visitor(server).sign_in(db, tom)


def _draft(db: Database, tom: User) -> str:
    return begin_draft(db, NewDraft(document=a_routine_file()), an_act(tom)).id


def test_a_routine_is_opened_written_as_text_and_published_without_scripts(
    db: Database, tom: User, toms: Visitor
) -> None:
    version = a_routine(db, tom)
    page = toms.get(f"/routines/{version.parent_routine_id}").text
    assert f'name="version" value="{version.id}"' in page
    address = toms.send("/drafts", {"version": version.id}).headers["location"]
    (shown,) = re.findall(r"(?s)<textarea[^>]*>(.*?)</textarea>", toms.get(address).text)
    text = json.loads(html.unescape(shown))

    saved = toms.send(address, {"revision": "1", "text": json.dumps({**text, "name": "Squats and more"})})
    published = toms.send(f"{address}/publish", {"revision": "2", "note": "More of it"})

    assert saved.headers["location"] == f"{address}?done=saved"
    assert published.headers["location"] == f"/routines/{version.parent_routine_id}?done=published"
    with db.read() as read:
        latest = routines.get_latest(read, version.parent_routine_id)
    assert (latest.version, latest.name, latest.change_note) == (2, "Squats and more", "More of it")
    assert latest.workouts == version.workouts


def test_a_new_routine_begins_with_a_name_and_its_weeks(db: Database, tom: User, toms: Visitor) -> None:
    address = toms.send("/drafts", {"name": " Winter ", "weeks": "99", "goal": "race", "difficulty": "advanced"})

    with db.read() as read:
        draft = drafts.get(read, an_actor(tom), address.headers["location"].rpartition("/")[2])
    assert draft.document == {
        "name": "Winter",
        "difficulty": "advanced",
        "goal": "race",
        "duration": 52,
        "workouts": [],
    }
    assert "Winter" in toms.get("/drafts").text


def test_what_is_wrong_is_told_with_what_was_typed_and_nothing_is_published(
    db: Database, tom: User, toms: Visitor
) -> None:
    draft_id = _draft(db, tom)

    wrong = toms.send(f"/drafts/{draft_id}", {"revision": "1", "text": "name: [unclosed"})
    stale = toms.send(f"/drafts/{draft_id}", {"revision": "7", "text": "{name: Other}"})

    assert wrong.status_code == 422
    assert "name: [unclosed" in wrong.text
    assert stale.status_code == 409
    assert "Somebody else saved this draft meanwhile" in stale.text


def test_a_version_that_came_meanwhile_is_named_and_published_after(db: Database, tom: User, toms: Visitor) -> None:
    version = a_routine(db, tom)
    draft = begin_draft(db, NewDraft(routine_version_id=version.id), an_act(tom))
    other = publish_version(db, version.parent_routine_id, a_routine_file(name="Other"), an_act(tom))

    refused = toms.send(f"/drafts/{draft.id}/publish", {"revision": "1"})
    based_on = re.search(r'name="basedOn" value="([^"]+)"', refused.text)
    published = toms.send(f"/drafts/{draft.id}/publish", {"revision": "1", "basedOn": other.id})

    assert refused.status_code == 409
    assert "Version 2 was published" in refused.text
    assert based_on is not None
    assert based_on[1] == other.id
    assert published.status_code == 303


def test_a_draft_is_shared_and_left(db: Database, server: Client, tom: User, toms: Visitor) -> None:
    otto = a_trainer(db, "otto")
    draft_id = _draft(db, tom)
    ottos = Visitor(server).sign_in(db, otto)
    assert ottos.get(f"/drafts/{draft_id}").status_code == 404

    toms.send(f"/drafts/{draft_id}/people", {"email": otto.email})
    shared = ottos.get(f"/drafts/{draft_id}").text
    ottos.send(f"/drafts/{draft_id}/people/otto/remove")

    assert "This draft is Tom’s" in shared
    assert "/publish" not in shared
    assert ottos.get(f"/drafts/{draft_id}").status_code == 404


def test_nobody_of_that_address_is_told_beside_the_draft(db: Database, tom: User, toms: Visitor) -> None:
    answer = toms.send(f"/drafts/{_draft(db, tom)}/people", {"email": "nobody@example.org"})

    assert answer.status_code == 404
    assert 'id="editor"' in answer.text


def test_a_dropped_draft_is_gone(db: Database, tom: User, toms: Visitor) -> None:
    draft_id = _draft(db, tom)

    toms.send(f"/drafts/{draft_id}/drop")

    assert toms.get(f"/drafts/{draft_id}").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_drafts_are_read_in_every_language(db: Database, tom: User, toms: Visitor, lang: str) -> None:
    draft_id = _draft(db, tom)

    for address in ("/drafts", f"/drafts/{draft_id}"):
        assert f'<html lang="{lang}"' in toms.get(f"{address}?lang={lang}").text
