"""A trainer's groups on pages: made, filled by ticks, taken away, and chosen on the roster and for a roll-out."""

import re

import pytest

from mesocycle.actions.groups.change_group import change_group
from mesocycle.domain.people.group import GroupChange
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import groups
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_trainer, a_user, an_act
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor


@pytest.fixture
def tom(db: Database) -> User:
    """Let Tom coach Ann and Bob."""
    trainer = a_trainer(db)
    for name in ("ann", "bob"):
        a_coaching(db, trainer, a_user(db, name))
    return trainer


@pytest.fixture
def toms(db: Database, server: Client, tom: User) -> Visitor:
    return Visitor(server).sign_in(db, tom)


@pytest.fixture
def group(toms: Visitor) -> str:
    """Let Tom make a group; gives the address of its page."""
    return toms.send("/groups", {"name": "Tuesdays"}).headers["location"].partition("?")[0]


def members_of(db: Database) -> tuple[str, ...]:
    """Give who is in Tom's one group."""
    with db.read() as read:
        (found,) = groups.of_trainer(read, "tom")
    return found.members


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_of_groups_are_there_in_each_language(toms: Visitor, group: str, lang: str) -> None:
    for path in ("/groups", group):
        page = toms.get(f"{path}?lang={lang}")

        assert page.status_code == 200
        assert f'<html lang="{lang}"' in page.text
        assert "Tuesdays" in page.text


def test_whom_is_ticked_comes_in_and_whose_tick_is_taken_away_goes(db: Database, toms: Visitor, group: str) -> None:
    toms.send(group, {"name": "Tuesdays", "member": "ann"})
    came = members_of(db)

    toms.send(group, {"name": "Wednesdays", "was": "ann", "member": "bob"})

    assert (came, members_of(db)) == (("ann",), ("bob",))
    assert "Wednesdays" in toms.get("/groups").text


def test_a_form_that_was_open_leaves_what_was_changed_elsewhere(
    db: Database, tom: User, toms: Visitor, group: str
) -> None:
    change_group(db, group.rpartition("/")[2], GroupChange(add=("ann",)), an_act(tom))

    toms.send(group, {"name": "Tuesdays", "member": "bob"})

    assert members_of(db) == ("ann", "bob")


def test_a_name_that_is_taken_is_refused_where_it_was_typed(toms: Visitor, group: str) -> None:
    answer = toms.send("/groups", {"name": "Tuesdays"})

    assert answer.status_code == 409
    assert 'value="Tuesdays"' in answer.text


def test_a_group_is_deleted(db: Database, toms: Visitor, group: str) -> None:
    toms.send(f"{group}/delete")

    assert "Tuesdays" not in toms.get("/groups").text


def test_the_roster_shows_a_group_alone_and_its_paper_says_which(db: Database, toms: Visitor, group: str) -> None:
    toms.send(group, {"name": "Tuesdays", "member": "ann"})
    group_id = group.rpartition("/")[2]

    page = toms.get(f"/roster?group={group_id}").text
    paper = toms.get(f"/roster/print?group={group_id}").text
    sheet = toms.get(f"/roster/roster.csv?group={group_id}").text

    assert f'href="/roster?group={group_id}"' in toms.get("/roster").text
    assert re.findall(r'data-row data-part="row-(\w+)"', page) == ["ann"]
    assert "Tuesdays" in paper
    assert "Bob" not in paper
    assert [line.partition(",")[0] for line in sheet.splitlines()] == ["name", "Ann"]
