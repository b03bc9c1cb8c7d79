"""Settings, tokens and calendar addresses."""

import re

import pytest

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
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


def test_a_calendar_address_that_was_made_opens_the_calendar(anns: Visitor) -> None:
    answer = anns.send("/settings/calendars")

    address = re.search(r"http://[^<]+(/api/v1/calendars/[^<]+)", answer.text)
    assert address
    assert anns.get(address[1]).text.startswith("BEGIN:VCALENDAR")
