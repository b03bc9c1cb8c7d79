"""Files dropped on a page: told apart, looked at, taken over, taken back."""

import re
import time
from http import HTTPStatus

import httpx
import pytest

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_user
from tests.formats.apps.hevy import HEADER, a_row
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor

FILE = "\n".join([HEADER, a_row(), a_row("Zercher Jefferson Lift", 0)]).encode()
HOSTILE = '"><img src=x onerror=alert(1)>.csv'


def ended(visitor: Visitor, address: str) -> httpx.Response:
    """Look at an import until it has ended."""
    until = time.monotonic() + 30
    while True:
        answer = visitor.get(address)
        if "refresh" not in answer.headers:
            return answer
        assert time.monotonic() < until
        time.sleep(0.02)


def sent(visitor: Visitor, name: str = "workouts.csv", body: bytes = FILE, **fields: str) -> httpx.Response:
    """Send a file, and give the page of its import once that has ended."""
    answer = visitor.send_files("/imports", {name: body}, fields)
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
    return ended(visitor, answer.headers["location"])


def address_in(page: httpx.Response) -> str:
    """Find the address of an import on its page."""
    found = re.search(r'action="(/imports/\w+)/(?:names|undo)"', page.text)
    assert found, page.text
    return found[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, "/imports", lang))


def test_a_file_is_told_apart_by_what_it_holds_and_taken_over(anns: Visitor) -> None:
    page = sent(anns)

    assert "Hevy" in page.text
    assert "imported" in page.text
    assert "Take this import back" in page.text


def test_looking_first_changes_nothing_and_asks_what_unknown_names_mean(anns: Visitor) -> None:
    page = sent(anns, look="yes")

    assert "Nothing was changed yet" in page.text
    assert "Zercher Jefferson Lift" in page.text
    assert "Take this import back" not in page.text


def test_what_a_name_was_said_to_mean_holds_when_the_file_comes_again(anns: Visitor) -> None:
    looked = sent(anns, look="yes")
    address = address_in(looked)
    fields = {"name": "Zercher Jefferson Lift", "meaning": "", "other": "Deadlift"}

    answer = anns.send(f"{address}/names", fields)

    assert answer.headers["location"] == f"{address}?done=names"
    assert "= Deadlift" in anns.get(address).text
    assert "What do these exercises mean" not in sent(anns).text


def test_a_name_that_is_no_exercise_is_refused_on_the_same_page(anns: Visitor) -> None:
    looked = sent(anns, look="yes")
    address = address_in(looked)

    answer = anns.send(f"{address}/names", {"name": "Zercher Jefferson Lift", "meaning": "", "other": "Blorp"})

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "What do these exercises mean" in answer.text


def test_an_import_is_taken_back_as_a_whole(anns: Visitor) -> None:
    page = sent(anns)
    address = address_in(page)

    answer = anns.send(f"{address}/undo")

    assert answer.headers["location"] == f"{address}?done=taken-back"
    assert "The same file brings it again" in anns.get(address).text


def test_several_files_become_an_import_each(anns: Visitor) -> None:
    answer = anns.send_files("/imports", {"one.csv": FILE, "two.csv": FILE.replace(b"Legs", b"Arms")})

    listed = anns.get("/imports").text
    assert answer.headers["location"] == "/imports"
    assert "one.csv" in listed
    assert "two.csv" in listed


def test_a_file_that_nothing_tells_the_program_of_is_refused_with_the_form(anns: Visitor) -> None:
    answer = anns.send_files("/imports", {"notes.txt": b"just some words"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "notes.txt is no export that is known here" in answer.text
    assert 'type="file"' in answer.text


def test_no_file_is_said_so(anns: Visitor) -> None:
    answer = anns.send_files("/imports", {"": b""})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "No file was chosen" in answer.text


def test_a_name_of_any_signs_is_shown_as_text(anns: Visitor) -> None:
    page = sent(anns, HOSTILE)

    assert "<img" not in page.text


def test_a_foreign_page_sends_no_file(anns: Visitor) -> None:
    page = anns.send_files("/imports", {"a.csv": FILE}, {"csrf": "0" * 64})
    bare = anns._send("POST", "/imports", None, {}, files=[("files", ("a.csv", FILE))])

    assert page.status_code == HTTPStatus.SEE_OTHER  # the first token counts, which is the page's own
    assert bare.status_code == HTTPStatus.FORBIDDEN


def test_nobody_sees_the_import_of_another(db: Database, server: Client, anns: Visitor) -> None:
    address = anns.send_files("/imports", {"a.csv": FILE}).headers["location"]
    bob = Visitor(server).sign_in(db, a_user(db, "bob"))

    assert [bob.get(address).status_code, bob.send(f"{address}/undo").status_code] == [404, 404]
