"""The calendar: month, week, agenda, as of a day."""

import pytest

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["/calendar", "/calendar?view=week", "/calendar?view=agenda&day=2031-01-01", "/calendar?asOf=2020-01-01"]
)
def test_the_calendar_is_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, path, lang))


def test_the_calendar_goes_to_the_edges_of_time_and_no_further(anns: Visitor) -> None:
    answers = [anns.get(f"/calendar?view={view}&day={day}") for view in ("month", "week", "agenda") for day in _EDGES]

    assert {answer.status_code for answer in answers} == {200}


_EDGES = ("1900-01-01", "0001-01-01", "9999-12-31")
