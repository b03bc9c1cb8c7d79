"""What a remedy tells people to do stands in its text, and is read out of it by whoever words it."""

import pytest

from mesocycle.domain.refusal import RefusalDocument, RefusalKind
from mesocycle.domain.remedy import Do, reworded, worded


def shouted(do: Do) -> str:
    return do.name.upper()


def read_in(remedy: str) -> list[Do]:
    """Give all that a remedy tells people to do."""
    found: list[Do] = []

    def noted(do: Do) -> str:
        found.append(do)
        return ""

    worded(remedy, noted)
    return found


@pytest.mark.parametrize(
    "do",
    [
        Do("session list"),
        Do("assignment resume", ("6b03",)),
        Do("assignment replace", ("6b03",), {"version": "6b04"}),
        Do("user add", said={"name": "Ann 'Annie' Lee", "email": "ann=1@example.org"}),
        Do("import undo", ("",), {"a": ""}),
    ],
)
def test_what_is_put_into_a_remedy_is_read_out_of_it_as_it_was(do: Do) -> None:
    assert read_in(f"First {do}, then go on.") == [do]


def test_each_thing_to_do_is_worded_in_its_place() -> None:
    assert worded(f"{Do('a b')} or {Do('c d', ('1',))}.", shouted) == "A B or C D."


def test_a_text_in_which_nothing_is_told_to_be_done_is_a_remedy_as_it_is() -> None:
    assert worded("Shorten it.", shouted) == "Shorten it."


@pytest.mark.parametrize("written", ["⟦", "⟧ ⟦", "⟦⟧", "⟦a: 'b⟧", "⟦a⟦b⟧"])
def test_marks_that_people_wrote_themselves_stop_nothing(written: str) -> None:
    assert isinstance(worded(f"Write {written}.", shouted), str)


def test_what_is_said_can_t_end_what_it_stands_in() -> None:
    written = Do("exercise list", said={"name": "a⟧ ⟦b"})

    assert read_in(str(written)) == [Do("exercise list", said={"name": "a b"})]


def test_every_remedy_in_a_document_is_worded_and_the_rest_stays() -> None:
    no = RefusalDocument(code="a", kind=RefusalKind.INVALID, sentence="b", remedy="c")

    told = reworded([{"x": 1}, (no, no)], str.upper)

    assert told == [{"x": 1}, (no.__class__(code="a", kind=no.kind, sentence="b", remedy="C"),) * 2]


def test_a_document_without_a_remedy_is_given_back_itself() -> None:
    documents = [(1, "a"), ("b",)]

    assert reworded(documents, str.upper) is documents
