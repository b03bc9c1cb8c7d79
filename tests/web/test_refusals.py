"""Every no of the pages: in the reader's language, with what to do next, and with both states where two met."""

from http import HTTPStatus

import pytest
from litestar.testing import TestClient

from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.domain.people.user import Settings, User
from mesocycle.domain.refusal import NotSignedIn
from mesocycle.http.refusals import status_of, unexpected
from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.web.frame.surface import WEB
from mesocycle.web.frame.words import catalogue
from mesocycle.web.pages import ROUTES
from tests.api.conftest import Client
from tests.arrange import an_act
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_a_page_or_its_script_may_be_refused_for_has_words_in_every_language(lang: str) -> None:
    codes = {no.code for route in ROUTES for no in route.refusals} | {NotSignedIn.code}

    assert sorted(code for code in codes if f"refusals.{code}.sentence" not in catalogue(lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_defect_is_said_without_a_word_of_it(lang: str) -> None:
    scope = {"path": "/today", "method": "GET", "headers": [(b"accept-language", lang.encode())]}

    answer = WEB.refuse(unexpected(), scope)

    assert answer.status == status_of(unexpected()) == HTTPStatus.INTERNAL_SERVER_ERROR
    assert f'<html lang="{lang}"' in (answer.body or b"").decode()
    assert str(catalogue(lang)["refusals.kinds.failed"]) in (answer.body or b"").decode()


def test_names_behind_the_address_that_nobody_knows_are_passed_over(anns: Visitor) -> None:
    assert anns.get("/today?utm_source=mail&fbclid=1").status_code == HTTPStatus.OK


def test_a_wrong_value_behind_the_address_is_a_page_with_words(anns: Visitor) -> None:
    answer = anns.get("/calendar?day=yesterday", **{"accept-language": "de"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Etwas stimmt noch nicht" in answer.text
    assert 'href="/calendar"' in answer.text


def test_a_no_is_in_the_language_that_the_reader_set_whatever_their_browser_asks_for(
    db: Database, ann: User, anns: Visitor
) -> None:
    change_settings(db, ann.id, Settings(locale="es"), an_act(ann))
    anns.get("/today")

    assert '<html lang="es"' in anns.get("/nowhere").text


def test_whoever_asks_too_often_is_told_when_to_go_on(db: Database) -> None:
    with TestClient(create_app(ServerSettings(threads=2, requests_per_minute=3), db)) as client:
        answers = [Visitor(client).get("/sign-in") for _ in range(5)]

    last = answers[-1]
    assert last.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "retry-after" in last.headers
    assert "<h1>Too fast</h1>" in last.text


def test_more_than_is_taken_is_a_page_with_words(server: Client, anns: Visitor) -> None:
    answer = anns.send("/settings", {"name": "x" * 9_000_000})

    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "more than this server takes" in answer.text


def test_a_long_form_with_its_token_is_taken(anns: Visitor) -> None:
    answer = anns.send("/settings", {"name": "x" * 100_000, "email": "ann@example.org", "timeZone": "UTC"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Something is not right yet" in answer.text


def test_another_method_than_the_page_s_is_a_page_with_words(anns: Visitor) -> None:
    answer = anns.send("/today")

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "<h1>" in answer.text


def test_a_move_that_somebody_made_meanwhile_is_said_on_the_session_as_it_stands(anns: Visitor, planned: str) -> None:
    anns.send(f"/sessions/{planned}/start")

    answer = anns.send(f"/sessions/{planned}/skip", {"reason": "other"})

    assert answer.status_code in {HTTPStatus.CONFLICT, HTTPStatus.SEE_OTHER}


def test_notes_that_somebody_changed_meanwhile_are_shown_beside_those_that_were_written(
    db: Database,
    ann: User,
    anns: Visitor,
    planned: str,
) -> None:
    note_session(db, ann.id, planned, "From the trainer", an_act(ann))

    answer = anns.send(f"/sessions/{planned}/notes", {"notes": "From me", "before.notes": ""})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Somebody changed this meanwhile" in answer.text
    assert "From the trainer" in answer.text
    assert "From me" in answer.text


def test_notes_written_over_those_that_were_seen_are_kept(db: Database, ann: User, anns: Visitor, planned: str) -> None:
    note_session(db, ann.id, planned, "From the trainer", an_act(ann))

    answer = anns.send(f"/sessions/{planned}/notes", {"notes": "From me", "before.notes": "From the trainer"})

    assert answer.status_code == HTTPStatus.SEE_OTHER


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_without_a_network_says_so_and_holds_nothing_of_anybody(anns: Visitor, lang: str) -> None:
    answer = anns.get(f"/offline?lang={lang}")

    assert f'<html lang="{lang}"' in answer.text
    assert "ann@example.org" not in answer.text
    assert 'name="csrf"' not in answer.text
