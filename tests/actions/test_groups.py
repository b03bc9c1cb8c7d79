"""Groups of athletes: a trainer's own, with nobody in them whom they do not coach."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.preview_roll_out import preview_roll_out
from mesocycle.actions.assignments.roll_out import begin_roll_out, roll_out
from mesocycle.actions.groups.change_group import change_group
from mesocycle.actions.groups.create_group import create_group
from mesocycle.actions.groups.delete_group import delete_group
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.group import AthleteGroup, GroupChange, NewAthleteGroup
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted
from mesocycle.reports.show_roster import show_roster
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import groups
from mesocycle.storage.upkeep.verify import verify
from tests.actions.following import MONDAY, two_versions
from tests.arrange import NOW, a_coaching, a_trainer, a_user, an_act, the_versions


@pytest.fixture
def tom(db: Database) -> User:
    """Let Tom coach Ann and Bob, and Cleo be a stranger."""
    trainer = a_trainer(db)
    for name in ("ann", "bob"):
        a_coaching(db, trainer, a_user(db, name))
    a_user(db, "cleo")
    return trainer


def made(db: Database, tom: User, *members: str, name: str = "Tuesdays") -> AthleteGroup:
    """Let Tom make a group."""
    return create_group(db, NewAthleteGroup(name=name, members=members), an_act(tom))


def of_tom(db: Database) -> list[AthleteGroup]:
    """Read Tom's groups."""
    with db.read() as read:
        return groups.of_trainer(read, "tom")


def test_groups_are_listed_by_name_with_those_in_them(db: Database, tom: User) -> None:
    made(db, tom, "bob", "ann")
    made(db, tom, name="Beginners")

    assert [(each.name, each.members) for each in of_tom(db)] == [("Beginners", ()), ("Tuesdays", ("ann", "bob"))]


def test_whoever_is_not_coached_does_not_come_in_and_nothing_is_made(db: Database, tom: User) -> None:
    with pytest.raises(NotFound, match="cleo"):
        made(db, tom, "ann", "cleo")

    assert of_tom(db) == []


def test_a_name_is_given_once(db: Database, tom: User) -> None:
    first = made(db, tom)
    other = made(db, tom, name="Beginners")

    with pytest.raises(AlreadyExists):
        made(db, tom, name=" Tuesdays ")
    with pytest.raises(AlreadyExists):
        change_group(db, other.id, GroupChange(name="Tuesdays"), an_act(tom))
    assert change_group(db, first.id, GroupChange(name="Tuesdays"), an_act(tom)).name == "Tuesdays"


def test_a_group_without_a_name_is_refused(db: Database, tom: User) -> None:
    with pytest.raises(DocumentNotValid):
        made(db, tom, name=" ")


def test_only_a_trainer_makes_groups(db: Database, tom: User) -> None:
    with pytest.raises(NotPermitted):
        create_group(db, NewAthleteGroup(name="Mine"), an_act(a_user(db, "dan")))


def test_two_who_change_a_group_at_once_lose_nothing_of_each_other(db: Database, tom: User) -> None:
    group = made(db, tom, "ann")

    change_group(db, group.id, GroupChange(add=("bob",)), an_act(tom))
    after = change_group(db, group.id, GroupChange(remove=("ann",)), an_act(tom))

    assert (after.name, after.members) == ("Tuesdays", ("bob",))


def test_a_change_made_again_changes_nothing(db: Database, tom: User) -> None:
    group = made(db, tom)
    change = GroupChange(add=("ann", "bob"), remove=("cleo",))
    once = change_group(db, group.id, change, an_act(tom))

    assert change_group(db, group.id, change, an_act(tom)) == once


def test_a_group_of_another_trainer_is_not_there(db: Database, tom: User) -> None:
    group = made(db, tom)
    sue = an_act(a_trainer(db, "sue"))

    for deed in (
        lambda: change_group(db, group.id, GroupChange(name="Hers"), sue),
        lambda: delete_group(db, group.id, sue),
    ):
        with pytest.raises(NotFound):
            deed()
    assert of_tom(db) == [group]


def test_the_end_of_coaching_takes_the_athlete_out(db: Database, tom: User) -> None:
    made(db, tom, "ann", "bob")

    end_coaching(db, "ann", an_act(tom))

    (group,) = of_tom(db)
    assert group.members == ("bob",)
    with db.read() as read:
        assert verify(read).findings == ()


def test_who_erases_their_account_is_in_no_group(db: Database, tom: User) -> None:
    made(db, tom, "ann", "bob")

    erase_account(db, "ann", Act(actor=Actor("ann", frozenset()), now=NOW))

    assert of_tom(db)[0].members == ("bob",)


def test_a_trainer_who_erases_their_account_leaves_no_group(db: Database, tom: User) -> None:
    made(db, tom, "ann")

    erase_account(db, "tom", an_act(tom))

    assert of_tom(db) == []
    with db.read() as read:
        assert verify(read).findings == ()


def test_a_group_is_taken_away_and_its_athletes_stay(db: Database, tom: User) -> None:
    group = made(db, tom, "ann")

    delete_group(db, group.id, an_act(tom))

    assert of_tom(db) == []
    assert [each.name for each in show_roster(db, an_act(tom)).athletes] == ["Ann", "Bob"]


def test_the_roster_says_in_which_groups_each_is(db: Database, tom: User) -> None:
    group = made(db, tom, "ann")

    assert {each.user_id: each.groups for each in show_roster(db, an_act(tom)).athletes} == {
        "ann": (group.id,),
        "bob": (),
    }


def following(db: Database, tom: User) -> Act:
    """Let Ann and Bob follow Tom's first version, of two."""
    the_versions(db, tom, *two_versions("tom"))
    act = an_act(tom)
    for name in ("ann", "bob"):
        assign_routine(db, name, "v1", MONDAY, act)
    return act


def test_a_roll_out_to_a_group_is_for_those_in_it_alone_as_its_preview_says(db: Database, tom: User) -> None:
    act = following(db, tom)
    group = made(db, tom, "ann")
    told = preview_roll_out(db, "v2", act, group=group.id)

    done = roll_out(db, "v2", act, group=group.id)

    assert [each.user_id for each in told.members] == ["ann"]
    assert [(each.user_id, each.status) for each in done.members] == [("ann", "done")]


def test_whoever_in_a_group_is_on_the_version_already_does_not_get_it_again(db: Database, tom: User) -> None:
    act = following(db, tom)
    roll_out(db, "v2", act, members=["ann"])

    told = preview_roll_out(db, "v2", act, group=made(db, tom, "ann", "bob").id)

    assert [each.user_id for each in told.members] == ["bob"]


def test_a_roll_out_is_not_for_a_group_and_for_somebody_by_name(db: Database, tom: User) -> None:
    act = following(db, tom)

    with pytest.raises(DocumentNotValid):
        begin_roll_out(db, "v2", act, members=["ann"], group=made(db, tom).id)


def test_a_roll_out_to_another_s_group_is_refused(db: Database, tom: User) -> None:
    act = following(db, tom)
    sue = a_trainer(db, "sue")
    theirs = create_group(db, NewAthleteGroup(name="Hers"), an_act(sue))

    with pytest.raises(NotFound):
        preview_roll_out(db, "v2", act, group=theirs.id)
