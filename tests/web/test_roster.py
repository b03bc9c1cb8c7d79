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
from mesocycle.domain.people.live import FeedPosition
from mesocycle.domain.people.roster import RosterAthlete, RosterPlan, RosterRate
from mesocycle.domain.people.user import User
from mesocycle.domain.session.inputs import Skip
from mesocycle.storage.engine.database import Database
from mesocycle.web.roster.rows import folded, rows_of
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor


def _one(name: str, **given: object) -> RosterAthlete:
    plan = RosterPlan(
        assignment_id="a",
        parent_routine_id="r",
        routine_version_id="v",
        name="Squats",
        version=1,
        is_latest=True,
        paused=False,
        week=2,
        weeks=4,
    )
    usual: dict[str, object] = {
        "user_id": name,
        "name": name,
        "email": f"{name}@example.org",
        "today": "2026-01-05",
        "time_zone": "UTC",
        "plans": (plan,),
        "four_weeks": RosterRate(done=1, due=2),
        "this_version": RosterRate(done=0, due=0),
        "due_today": (),
        "done_today": (),
        "missed_yesterday": (),
        "overdue": 0,
        "unread": 0,
        "pain": (),
        "position": FeedPosition(user_id=name, epoch="e", seq=1),
    }
    return RosterAthlete(**{**usual, **given})  # type: ignore[arg-type]  # as the test says


ATHLETES = (
    _one("Zoë", overdue=3, four_weeks=RosterRate(done=1, due=4)),
    _one("ann", unread=1, four_weeks=RosterRate(done=4, due=4)),
    _one("Bea", pain=("knee",), plans=()),
)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["ann", "Bea", "Zoë"]),
        ({"down": True}, ["Zoë", "Bea", "ann"]),
        ({"sort": "overdue"}, ["Zoë", "ann", "Bea"]),
        ({"sort": "four_weeks"}, ["Zoë", "Bea", "ann"]),
        ({"show": "pain"}, ["Bea"]),
        ({"search": "zoe"}, ["Zoë"]),
        ({"search": "SQUATS"}, ["ann", "Zoë"]),
        ({"search": "nobody"}, []),
    ],
)
def test_a_view_shows_whom_it_asks_for_in_its_order(asked: dict[str, object], names: list[str]) -> None:
    found = rows_of(ATHLETES, **{"show": "all", "sort": "name", "down": False, "search": "", **asked})  # type: ignore[arg-type]  # as above

    assert [one.name for one in found] == names


def test_names_are_found_without_their_marks() -> None:
    assert folded("  ZÖË ") == "zoe"


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
@pytest.mark.parametrize("path", ["/roster", "/roster/today"])
def test_the_roster_is_there_in_each_language(db: Database, server: Client, tom: User, path: str, lang: str) -> None:
    version = a_routine(db, tom, name="Ø" * 120)
    assign_routine(db, "ann", version.id, AssignmentRequest(start_date="2031-01-06"), an_act(tom))
    trainer, nobody = (
        Visitor(server, **{"accept-language": lang}).sign_in(db, each).get(path) for each in (tom, a_user(db, "cleo"))
    )

    assert (trainer.status_code, nobody.status_code) == (200, 200)
    assert f'<html lang="{lang}"' in trainer.text
    assert "Ann" in trainer.text or path != "/roster"
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
