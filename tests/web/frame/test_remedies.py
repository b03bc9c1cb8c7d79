"""A page tells what to do without commands and requests."""

import pytest

from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.web.frame.remedies import PAGES, on_pages
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.words import Words


class NotYetInAnyCatalogue(NotFound):
    """A refusal that no language has words for."""


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (Do("session list"), "your calendar"),
        (Do("say weight unit", said={"unit": "kg"}), "kg"),
        (Do("say weight unit"), "say weight unit"),
        (Do("what nobody knows"), "what nobody knows"),
    ],
)
def test_what_to_do_is_told_in_words(do: Do, told: str) -> None:
    assert on_pages(f"Look at {do}.") == f"Look at {told}."


@pytest.mark.parametrize("name", PAGES)
def test_no_page_speaks_of_commands_or_requests(name: str) -> None:
    assert not any(each in PAGES[name] for each in ("`", "--", "/", "mesocycle "))


def test_a_page_words_a_refusal_that_its_catalogue_does_not_know() -> None:
    no = NotYetInAnyCatalogue("So it is.", f"Look at {Do('session list')} for the ids.")

    said = Said.of(no, Words("de"))

    assert said.remedy == "Look at your calendar for the ids."
