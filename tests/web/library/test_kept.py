"""What is kept to use again, on its page."""

import re

import pytest

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.library.keep_part import keep_part
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.draft import NewDraft
from mesocycle.domain.plan.keeping import KeptKind, NewKeptPart
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import drafts, kept_parts
from tests.api.conftest import Client
from tests.arrange import a_routine, a_routine_file, an_act
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_kept_is_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, lang: str
) -> None:
    keep_part(db, NewKeptPart(kind=KeptKind.SECTION, content={"name": "Ø" * 150}), an_act(ann))
    begin_draft(db, NewDraft(document=a_routine_file(name="Ø" * 150)), an_act(ann))

    assert are_in(lang, read_by_both(db, server, ann, "/kept", lang))


def test_a_section_is_kept_by_the_routine_s_page_and_put_into_a_draft(db: Database, anns: Visitor, ann: User) -> None:
    version = a_routine(db, ann)
    draft = begin_draft(db, NewDraft(document=a_routine_file(name="New one")), an_act(ann))
    sections = len(draft.document["workouts"][0]["sections"])

    kept = anns.send("/kept", {"version": version.id, "workout": "0", "section": "0", "back": "/routines"})
    with db.read() as read:
        (part,) = kept_parts.of_user(read, ann.id)
    places = re.findall(r'<option value="([^"]+)">New one: ', anns.get("/kept").text)
    sent = anns.send(f"/kept/{part.id}/insert", {"place": places[0]})

    assert kept.headers["location"] == "/routines?done=kept-part"
    assert sent.headers["location"] == f"/drafts/{draft.id}?done=saved"
    with db.read() as read:
        after = drafts.get(read, an_act(ann).actor, draft.id)
    assert (after.revision, len(after.document["workouts"][0]["sections"])) == (2, sections + 1)


def test_a_draft_that_was_saved_since_the_page_was_shown_is_left_alone(db: Database, anns: Visitor, ann: User) -> None:
    part = keep_part(db, NewKeptPart(kind=KeptKind.WORKOUT, content={"name": "Legs"}), an_act(ann))
    draft = begin_draft(db, NewDraft(document=a_routine_file()), an_act(ann))
    place = {"place": f"{draft.id}/1"}
    anns.send(f"/kept/{part.id}/insert", place)

    again = anns.send(f"/kept/{part.id}/insert", place)

    assert again.status_code == 409
    assert 'role="alert"' in again.text


def test_a_part_of_a_draft_is_kept_under_a_name_tagged_and_kept_no_more(db: Database, anns: Visitor, ann: User) -> None:
    draft = begin_draft(db, NewDraft(document=a_routine_file()), an_act(ann))

    anns.send("/kept", {"place": f"{draft.id}/0", "name": "Monday legs"})
    with db.read() as read:
        (part,) = kept_parts.of_user(read, ann.id)
    anns.send(f"/tags/kept/{part.id}", {"tags": "legs", "back": "/kept"})
    tagged, others = anns.get("/kept?tag=Legs").text, anns.get("/kept?tag=arms").text
    gone = anns.send(f"/kept/{part.id}/remove")

    assert (part.kind, part.name) == (KeptKind.WORKOUT, "Monday legs")
    assert "Monday legs" in tagged
    assert "Monday legs" not in others
    assert gone.headers["location"] == "/kept?done=kept-no-more"
    assert anns.send("/kept", {"place": f"{draft.id}/99"}).status_code == 404
