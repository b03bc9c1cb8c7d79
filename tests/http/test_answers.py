"""How an answer is made: documents, pages, cursors."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.plan.library import ExercisePicture
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.http.answers import (
    Answer,
    confidential,
    cursor,
    cut,
    cut_sorted,
    nothing,
    picture_answer,
    seen,
    tag_of,
    tagged,
)
from mesocycle.http.queries import Page

NUMBERS = st.lists(st.integers(-(2**53), 2**53), unique=True, max_size=40)


def items(answer: Answer) -> list[int]:
    """Give what a page holds."""
    page: dict[str, list[int]] = msgspec.json.decode(answer.body or b"")
    return page["items"]


def following(answer: Answer) -> str | None:
    """Give the cursor to the next page."""
    found: dict[str, str] = msgspec.json.decode(answer.body or b"")
    return found.get("next")


@given(NUMBERS, st.integers(1, 7), st.booleans())
def test_going_from_page_to_page_gives_everything_once_and_in_order(
    numbers: list[int], limit: int, newest_first: bool
) -> None:
    told: list[int] = []
    after = None
    while True:
        page = cut_sorted(numbers, Page(limit=limit, after=after), lambda each: (each,), int, newest_first=newest_first)
        told += items(page)
        after = following(page)
        if after is None:
            break

    assert told == sorted(numbers, reverse=newest_first)


def test_a_page_that_holds_exactly_what_there_is_names_no_next() -> None:
    assert following(cut([1, 2], Page(limit=2), lambda each: (each,))) is None
    assert following(cut([1, 2, 3], Page(limit=2), lambda each: (each,))) == cursor((2,))


@pytest.mark.parametrize("after", ["", "?", "MQ", cursor(("a", 1)), cursor((1,)), cursor((2**60,)), cursor(("\0",))])
def test_a_cursor_that_no_page_of_the_list_gave_is_refused(after: str) -> None:
    with pytest.raises(DocumentNotValid, match="after"):
        seen(Page(after=after), str)


def test_the_tag_of_a_document_is_that_of_its_content() -> None:
    assert tagged({"a": 1}).headers["etag"] == tag_of({"a": 1}) != tag_of({"a": 2})


def test_a_secret_is_kept_by_nobody_on_the_way() -> None:
    assert confidential({"secret": "x"}, cookie="a=b").headers == {"cache-control": "no-store", "set-cookie": "a=b"}
    assert nothing(cookie="a=").headers == {"set-cookie": "a="}


def test_a_picture_is_of_one_type_runs_nothing_and_is_asked_for_again() -> None:
    answer = picture_answer(ExercisePicture(sha256="ab" * 32, width=1, height=1), b"RIFF")

    assert answer.headers["content-type"] == "image/webp"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["etag"] == f'"{"ab" * 12}"'
