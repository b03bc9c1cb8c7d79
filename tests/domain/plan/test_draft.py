"""What a draft may hold, and who is there."""

import pytest

from mesocycle.domain.plan.draft import DraftPerson, Presence, check_draft_content, check_place, name_of, present
from mesocycle.domain.refusal import DocumentNotValid

NOW = "2026-01-05T09:00:30.000Z"


def test_somebody_is_there_for_twenty_seconds_after_they_were_heard_of() -> None:
    seen = {"ann": "2026-01-05T09:00:10.001Z", "bob": "2026-01-05T09:00:10.000Z", "me": NOW, "never": None}
    people = tuple(DraftPerson(user_id=name, name=name, seen_at=at) for name, at in seen.items())

    assert [one.user_id for one in present(people, "me", NOW)] == ["ann"]


@pytest.mark.parametrize(("document", "name"), [({"name": " A "}, "A"), ({"name": 3}, ""), ({}, "")])
def test_a_draft_is_called_as_its_content_says(document: dict[str, object], name: str) -> None:
    assert name_of(document) == name


def test_content_and_places_have_an_end() -> None:
    check_draft_content({"name": "x" * 1_999_000})
    with pytest.raises(DocumentNotValid):
        check_draft_content({"name": "x" * 2_000_000})
    with pytest.raises(DocumentNotValid):
        check_place(Presence(place="x" * 201))
