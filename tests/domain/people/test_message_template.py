"""What a template may say, and how it is filled in."""

import pytest

from mesocycle.domain.people.message_template import NewMessageTemplate, check_template, filled
from mesocycle.domain.refusal import DocumentNotValid

ANN = {"athlete": "Ann", "session": "Squats", "day": "Monday"}


def test_what_stands_in_braces_is_filled_in() -> None:
    assert filled("{athlete}, how was {session} on {day}?", ANN) == "Ann, how was Squats on Monday?"


def test_what_is_not_known_leaves_no_gap() -> None:
    assert filled("Well done {athlete}, in {session}!\nBye", {"athlete": "Ann"}) == "Well done Ann, in!\nBye"


def test_braces_that_are_none_of_ours_stay() -> None:
    assert filled("Sets {a, b} and {A}", ANN) == "Sets {a, b} and {A}"


def test_a_name_in_braces_is_not_filled_in_again() -> None:
    assert filled("{athlete}", {"athlete": "{session}", "session": "Squats"}) == "{session}"


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [("", "Hello", "name"), ("x" * 61, "Hello", "name"), ("a", " ", "text"), ("a", "x" * 4001, "text"),
     ("a", "Dear {friend}", "text")],
)  # fmt: skip
def test_a_template_that_can_not_be_sent_is_refused_where_it_is_wrong(name: str, text: str, path: str) -> None:
    with pytest.raises(DocumentNotValid) as no:
        check_template(NewMessageTemplate(name=name, text=text))

    assert path in [each.path for each in no.value.errors or ()]
