"""The trainer's roster: who is on it, in which order, what of each wants an eye, and the views that are kept."""

import re
from datetime import UTC, datetime

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.instant import instant, shifted
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import User
from mesocycle.domain.session.inputs import Skip
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor


@pytest.fixture
def tom(db: Database) -> User:
    """Let Tom coach Ann, who follows a plan, and Bob, who follows none."""
    trainer = a_trainer(db)
    for name in ("ann", "bob"):
        a_coaching(db, trainer, a_user(db, name))
    return trainer


@pytest.fixture
def toms(db: Database, server: Client, tom: User) -> Visitor:
    return Visitor(server).sign_in(db, tom)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/roster", "/roster/today", "/roster/print"])
def test_the_roster_is_there_in_each_language(db: Database, server: Client, tom: User, path: str, lang: str) -> None:
    version = a_routine(db, tom, name="Ø" * 120)
    assign_routine(db, "ann", version.id, AssignmentRequest(start_date="2031-01-06"), an_act(tom))
    trainer, nobody = (
        Visitor(server, **{"accept-language": lang}).sign_in(db, each).get(path) for each in (tom, a_user(db, "cleo"))
    )

    assert (trainer.status_code, nobody.status_code) == (200, 200)
    assert f'<html lang="{lang}"' in trainer.text
    assert "Ann" in trainer.text or path == "/roster/today"
    assert "Ann" not in nobody.text


def test_a_view_is_kept_found_again_and_taken_away(toms: Visitor) -> None:
    kept = toms.send("/roster/filters", {"name": "Late ones", "query": "show=overdue&sort=overdue"})
    page = toms.get("/roster").text
    (dropped,) = re.findall(r'action="(/roster/filters/[0-9a-z]+/drop)"', page)
    gone = toms.send(dropped)

    assert kept.headers["location"].startswith("/roster?show=overdue&sort=overdue")
    assert "Late ones" in page
    assert gone.status_code == 303
    assert "Late ones" not in toms.get("/roster").text


def test_a_view_without_a_name_is_refused_where_it_stands(toms: Visitor) -> None:
    answer = toms.send("/roster/filters", {"name": " ", "query": "show=overdue"})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_only_a_trainer_has_the_roster_in_the_navigation(db: Database, server: Client, toms: Visitor) -> None:
    anns = Visitor(server).sign_in(db, a_user(db, "cleo"))

    assert 'href="/roster"' in toms.get("/today").text
    assert 'href="/roster"' not in anns.get("/today").text


def test_who_is_in_the_middle_of_a_session_stands_on_today(db: Database, toms: Visitor, tom: User) -> None:
    now = instant(datetime.now(UTC))
    version = a_routine(db, tom)
    start = shifted(now, days=-14)
    made = assign_routine(db, "ann", version.id, AssignmentRequest(start_date=start[:10]), an_act(tom, start))
    first, second, *_ = [each.session_id for each in made.created]
    own = Act(actor=Actor("ann", frozenset()), now=now)
    start_session(db, "ann", second, own)
    skip_session(db, "ann", first, Skip(reason="travel"), own)

    page = toms.get("/roster/today").text
    whole = toms.get("/roster").text

    assert f"/athletes/ann/sessions/{second}" in page
    assert "Training now" in whole
    assert 'href="/athletes/ann#said"' in whole


def test_a_view_goes_on_paper_as_one_table_without_anything_to_press(toms: Visitor) -> None:
    page = toms.get("/roster/print?sort=name&down=yes&search=b").text

    assert page.index("Bob") > 0
    assert "Ann" not in page
    assert (page.count("<table"), page.count("<thead")) == (1, 1)
    assert not re.search(r"<(nav|form|button|a|script)\b", page)
    assert "“<bdi>b</bdi>”" in page


def test_a_view_comes_as_csv_in_the_order_of_the_page(toms: Visitor) -> None:
    answer = toms.get("/roster/roster.csv?sort=name&down=yes")

    assert [line.partition(",")[0] for line in answer.text.splitlines()] == ["name", "Bob", "Ann"]
    assert "attachment" in answer.headers["content-disposition"]


def test_paper_and_csv_of_the_view_that_is_shown_are_linked_below_it(toms: Visitor) -> None:
    page = toms.get("/roster?sort=overdue").text

    assert 'href="/roster/print?sort=overdue"' in page
    assert 'href="/roster/roster.csv?sort=overdue"' in page
