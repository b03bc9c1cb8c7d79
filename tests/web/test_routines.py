"""Routines: shipped, public, one's own."""

import pytest

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/routines", "/routines?search=squat"])
def test_routines_are_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, path, lang))


def test_a_favourite_stands_first_until_it_is_none_any_more(anns: Visitor) -> None:
    before = anns.get("/routines").text
    marked = anns.send("/routines/first-5-km/favourite", {"wanted": "yes"})
    with_it = anns.get("/routines").text
    anns.send("/routines/first-5-km/favourite")

    assert marked.headers["location"] == "/routines"
    assert "Favourites</h2>" in with_it
    assert "Favourites</h2>" not in before + anns.get("/routines").text


def test_a_routine_that_nobody_sees_is_no_favourite(anns: Visitor) -> None:
    assert anns.send("/routines/no-such/favourite", {"wanted": "yes"}).status_code == 404


def test_routines_are_filtered_by_what_they_ask(anns: Visitor) -> None:
    by_goal = anns.get("/routines?goal=race").text
    few_days = anns.get("/routines?days=3&search=novice").text
    none = anns.get("/routines?weeks=1").text

    assert "Half marathon" in by_goal
    assert "Novice linear" not in by_goal
    assert "Novice linear" in few_days
    assert "Nothing is called so" in none
