"""Several sessions at once on the athlete's page: what is shown is what is done."""

import re

import pytest

from mesocycle.domain.people.user import User
from mesocycle.storage.assignments import receipts
from mesocycle.storage.calendar import pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_user
from tests.web.readers import LANGUAGES, lists_of
from tests.web.visitor import Visitor


def fields_of(page: str) -> dict[str, list[str]]:
    """Give the hidden fields of the form that confirms."""
    form = re.search(r'<form method="post" action="/athletes/ann/arrange".*?</form>', page, re.DOTALL)
    assert form is not None
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form[0]):
        if name != "csrf":
            found.setdefault(name, []).append(value)
    return found


def days_of(db: Database) -> list[str]:
    with db.read() as read:
        return [each.scheduled_date for each in pages.summaries(read, "ann", Wanted(), None, 100)]


def planned_of(db: Database) -> list[str]:
    with db.read() as read:
        (receipt,) = receipts.of_user(read, "ann")
    return [each.session_id for each in receipt.created]


def test_several_sessions_move_exactly_as_it_was_shown_and_are_taken_back(
    db: Database, toms: Visitor, following: str
) -> None:
    before = days_of(db)
    _, second, third, *_ = planned_of(db)
    shown = toms.get(f"/athletes/ann/arrange?session={second}&session={third}&days=1").text
    answer = toms.send("/athletes/ann/arrange", fields_of(shown))
    receipt = answer.headers["location"].partition("?")[0]
    page = toms.get(receipt).text

    assert lists_of(page) == lists_of(shown) != []
    assert days_of(db) != before
    toms.send(f"{receipt}/undo")
    assert days_of(db) == before


def _week_copied(toms: Visitor) -> tuple[str, str]:
    """Copy a week as it is shown; gives what was shown, and the address of the receipt."""
    shown = toms.get("/athletes/ann/arrange?week=2031-01-06&to=2031-02-12").text
    answer = toms.send("/athletes/ann/arrange", fields_of(shown))
    return shown, answer.headers["location"].partition("?")[0]


def test_a_week_is_copied_exactly_as_it_was_shown_and_taken_back(db: Database, toms: Visitor, following: str) -> None:
    before = days_of(db)
    shown, receipt = _week_copied(toms)
    page = toms.get(receipt).text

    assert lists_of(page) == lists_of(shown) != []
    assert sorted(days_of(db)) == sorted([*before, "2031-02-10"])
    toms.send(f"{receipt}/undo")
    assert days_of(db) == before


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ("Tom changed your plan", "Sessions copied", "1 comes:")),
        ("de", ("Tom hat deinen Plan geändert", "Einheiten kopiert", "1 kommt:")),
        ("es", ("Tom ha cambiado tu plan", "Sesiones copiadas", "1 viene:")),
    ],
)
def test_an_athlete_is_told_what_was_copied_by_whom_and_says_that_they_have_seen_it(
    db: Database, server: Client, ann: User, toms: Visitor, following: str, lang: str, says: tuple[str, ...]
) -> None:
    anns = Visitor(server, **{"accept-language": lang}).sign_in(db, ann)
    _, receipt = _week_copied(toms)
    own = receipt.removeprefix("/athletes/ann")

    today, whole = anns.get("/today").text, anns.get(own).text
    anns.send(f"{own}/messages", {"text": "Not that week", "back": "/today"})
    anns.send(f"{own}/seen")
    after = anns.get("/today").text
    toms_page = toms.get(receipt).text

    card = today[today.index(f'action="{own}/seen"') - 1200 : today.index(f'action="{own}/seen"')]
    assert all(each in card for each in (*says, "Squat day"))
    assert "One-off sessions" not in today + whole + toms_page
    assert 'href="/calendar"' in whole
    assert f'action="{own}/undo"' in whole
    assert f'action="{own}/seen"' not in after
    assert "Not that week" in toms_page
    assert "They have not seen it yet" not in toms_page


def test_where_the_calendar_changed_meanwhile_the_new_state_is_shown_and_nothing_done(
    db: Database, toms: Visitor, following: str
) -> None:
    _, second, third, *_ = planned_of(db)
    shown = fields_of(toms.get(f"/athletes/ann/arrange?session={second}&days=7").text)
    toms.send("/athletes/ann/arrange", fields_of(toms.get(f"/athletes/ann/arrange?session={third}&days=1").text))
    between = days_of(db)

    answer = toms.send("/athletes/ann/arrange", shown)

    assert answer.status_code == 409
    assert fields_of(answer.text)["expected"] != shown["expected"]
    assert days_of(db) == between


@pytest.mark.parametrize("query", ["session=&days=1", "days=3", "session={first}&days=1", "session={second}&days=0"])
def test_what_can_not_be_arranged_is_said_on_the_page(db: Database, toms: Visitor, following: str, query: str) -> None:
    first, second, *_ = planned_of(db)

    answer = toms.get(f"/athletes/ann/arrange?{query.format(first=first, second=second)}")

    assert answer.status_code in {409, 422}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_calendar_of_an_athlete_is_arranged_in_each_language(
    db: Database, server: Client, tom: User, following: str, lang: str
) -> None:
    visitor = Visitor(server, **{"accept-language": lang}).sign_in(db, tom)
    _, second, *_ = planned_of(db)

    answers = [
        visitor.get(f"/athletes/ann/{path}")
        for path in (f"arrange?session={second}&days=1", f"arrange?session={second}&days=1&copies=true")
    ]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_nobody_else_arranges_anything(db: Database, server: Client, following: str) -> None:
    bens = Visitor(server).sign_in(db, a_user(db, "ben"))
    _, second, *_ = planned_of(db)

    answers = [
        bens.get(f"/athletes/ann/arrange?session={second}&days=1"),
        bens.send("/athletes/ann/arrange", {"session": second, "days": "1"}),
        bens.get("/athletes/ann/charts/weeks"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
