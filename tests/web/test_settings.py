"""Settings, tokens and calendar addresses."""

import re
from datetime import UTC, datetime

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD
from tests.api.conftest import Client
from tests.arrange import a_routine, an_act
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/settings"])
def test_settings_are_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, path, lang))


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


@pytest.mark.parametrize(("week_start", "first"), [("sunday", "Sun"), ("saturday", "Sat"), ("", "Mon")])
def test_weeks_of_the_calendar_begin_on_the_day_that_is_set(anns: Visitor, week_start: str, first: str) -> None:
    who = {"name": "Ann", "email": "ann@example.org", "units": "metric", "timeZone": "Europe/Berlin", "locale": "en-GB"}

    anns.send("/settings", {**who, "weekStart": week_start})

    weekdays = re.findall(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b", anns.get("/calendar?day=2026-01-15").text)
    assert weekdays[0] == first


def test_a_calendar_address_that_was_made_opens_the_calendar(anns: Visitor) -> None:
    answer = anns.send("/settings/calendars")

    address = re.search(r"http://[^<]+(/api/v1/calendars/[^<]+)", answer.text)
    assert address
    assert anns.get(address[1]).text.startswith("BEGIN:VCALENDAR")


def test_an_account_is_erased_with_its_password_and_a_tick_and_with_nothing_less(db: Database, anns: Visitor) -> None:
    tries = [{"password": PASSWORD}, {"password": "not this one", "sure": "yes"}]
    refused = [anns.send("/settings/erase", each).status_code for each in tries]

    answer = anns.send("/settings/erase", {"password": PASSWORD, "sure": "yes"})

    assert refused == [422, 401]
    assert answer.headers["location"] == "/sign-in?done=erased"
    assert anns.get("/today").status_code == 303


def test_the_coming_two_weeks_come_as_files_for_a_watch(anns: Visitor, db: Database, ann: User) -> None:
    version = a_routine(db, ann)
    today = datetime.now(UTC).date()
    assign_routine(db, ann.id, version.id, AssignmentRequest(start_date=today.isoformat()), an_act(ann))

    answer = anns.get("/watch")

    assert answer.headers["content-type"] == "application/zip"
    assert answer.content.startswith(b"PK")


def test_without_anything_to_do_there_is_no_file_for_a_watch_and_it_is_said(anns: Visitor) -> None:
    answer = anns.get("/watch?format=zwo")

    assert answer.status_code == 404
    assert "<h1>" in answer.text
