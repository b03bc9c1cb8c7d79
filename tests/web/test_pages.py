"""Every page as a reader of each language and unit gets it: today, calendar, progress, routines, settings."""

import re

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import Settings, Units, User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_routine, a_user, an_act
from tests.web.visitor import Visitor

PAGES = (
    "/today",
    "/first-steps",
    "/calendar",
    "/calendar?view=week",
    "/calendar?view=agenda&day=2031-01-01",
    "/calendar?asOf=2020-01-01",
    "/progress",
    "/progress/exercises/anti-extension.ab-wheel",
    "/routines",
    "/routines?search=squat",
    "/settings",
)


@pytest.mark.parametrize("lang", ["en", "de", "es"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_for_who_has_much_and_who_has_nothing(
    anns: Visitor, db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    version = a_routine(db, ann, name="Ø" * 120)
    assign_routine(db, ann.id, version.id, an_act(ann), AssignmentRequest(start_date="2031-01-06"))
    change_settings(db, ann.id, Settings(units=Units.IMPERIAL, locale=lang), an_act(ann))
    nobody = Visitor(server, **{"accept-language": lang}).sign_in(db, a_user(db, "ben"))

    answers = [anns.get(path), nobody.get(path)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(f'<html lang="{lang}"' in answer.text for answer in answers)


def test_the_calendar_goes_to_the_edges_of_time_and_no_further(anns: Visitor) -> None:
    answers = [anns.get(f"/calendar?view={view}&day={day}") for view in ("month", "week", "agenda") for day in _EDGES]

    assert {answer.status_code for answer in answers} == {200}


_EDGES = ("1900-01-01", "0001-01-01", "9999-12-31")


def test_a_token_s_secret_is_on_one_answer_that_nobody_keeps(anns: Visitor) -> None:
    answer = anns.send("/settings/tokens", {"name": "a watch", "scope": "read"})

    secret = re.search(r"mst_[\w-]{20,}", answer.text)
    assert secret
    assert answer.headers["cache-control"] == "no-store"
    assert secret[0] not in anns.get("/settings").text


def test_settings_that_can_t_be_are_refused_and_the_others_kept(anns: Visitor) -> None:
    fields = {"name": "Ann", "email": "ann@example.org", "units": "metric"}

    no = anns.send("/settings", {**fields, "timeZone": "Mars/Olympus"})
    yes = anns.send("/settings", {**fields, "timeZone": "Asia/Tokyo", "locale": "de"})

    assert no.status_code == 422
    assert yes.headers["location"] == "/settings?done=saved"
    assert "Gespeichert." in anns.get("/settings?done=saved").text


def test_a_calendar_address_that_was_made_opens_the_calendar(anns: Visitor) -> None:
    answer = anns.send("/settings/calendars")

    address = re.search(r"http://[^<]+(/api/v1/calendars/[^<]+)", answer.text)
    assert address
    assert anns.get(address[1]).text.startswith("BEGIN:VCALENDAR")
