"""Signing up: as far as the server lets one, and each invitation once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.people.sign_in import sign_in
from mesocycle.actions.people.sign_up import sign_up
from mesocycle.domain.people.password import Credentials
from mesocycle.domain.people.sign_up import SignUpPolicy
from mesocycle.domain.people.user import Role, Settings, User
from mesocycle.domain.refusal import (
    AlreadyExists,
    DocumentNotValid,
    InvitationNotValid,
    Refusal,
    SignUpClosed,
    TooManyAttempts,
)
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import invitations, users
from tests.actions.signing_in import ADDRESS, PASSWORD
from tests.actions.signing_up import ANN, BY_INVITATION, CLOSED, OPEN, invited
from tests.arrange import NOW, a_trainer, an_act


def test_on_an_open_server_anybody_becomes_an_athlete_who_can_begin_at_once(db: Database, root: User) -> None:
    ann = sign_up(db, ANN, OPEN, ADDRESS, NOW)

    assert (ann.email, ann.name, ann.roles) == ("ann@example.org", "Ann", (Role.ATHLETE,))
    assert sign_in(db, Credentials(email=ann.email, password=PASSWORD), ADDRESS, NOW, days=1).user == ann
    with db.read() as read:
        assert [each.status for each in assignments.of_user(read, ann.id)] == ["active"]


@pytest.mark.parametrize("policy", [BY_INVITATION, CLOSED])
def test_without_an_invitation_nobody_signs_up_elsewhere(db: Database, root: User, policy: SignUpPolicy) -> None:
    with pytest.raises(SignUpClosed):
        sign_up(db, ANN, policy, ADDRESS, NOW)


def test_a_closed_server_lets_nobody_in_with_an_invitation_either(db: Database, root: User) -> None:
    with pytest.raises(SignUpClosed):
        sign_up(db, invited(db, root), CLOSED, ADDRESS, NOW)


def test_the_very_first_account_is_not_made_by_signing_up(db: Database) -> None:
    with pytest.raises(SignUpClosed, match="no admin"):
        sign_up(db, ANN, OPEN, ADDRESS, NOW)


@pytest.mark.parametrize("policy", [OPEN, BY_INVITATION])
def test_an_invitation_gives_its_roles_and_says_who_used_it(db: Database, root: User, policy: SignUpPolicy) -> None:
    ann = sign_up(db, invited(db, root, roles=(Role.TRAINER, Role.ATHLETE)), policy, ADDRESS, NOW)

    assert ann.roles == (Role.TRAINER, Role.ATHLETE)
    with db.read() as read:
        (used,) = invitations.listed(read, made_by=root.id)
    assert (used.used_by, used.used_at) == (ann.id, NOW)


def test_an_invitation_is_good_once(db: Database, root: User) -> None:
    told = invited(db, root)
    sign_up(db, told, BY_INVITATION, ADDRESS, NOW)

    with pytest.raises(InvitationNotValid):
        sign_up(db, replace(told, email="bob@example.org"), BY_INVITATION, ADDRESS, NOW)


def test_an_invitation_is_good_for_its_days(db: Database, root: User) -> None:
    told = invited(db, root, days=1)

    with pytest.raises(InvitationNotValid):
        sign_up(db, told, BY_INVITATION, ADDRESS, "2026-01-06T09:00:00.000Z")
    assert sign_up(db, told, BY_INVITATION, ADDRESS, "2026-01-06T08:59:59.999Z").name == "Ann"


def test_an_invitation_for_an_address_is_for_no_other(db: Database, root: User) -> None:
    told = invited(db, root, email="Ann@example.org")

    with pytest.raises(InvitationNotValid):
        sign_up(db, replace(told, email="bob@example.org"), BY_INVITATION, ADDRESS, NOW)
    assert sign_up(db, told, BY_INVITATION, ADDRESS, NOW).email == "ann@example.org"


@pytest.mark.parametrize("code", ["", "msn_" + "A" * 43, "mst_" + "A" * 43])
def test_a_code_that_is_none_opens_nothing_on_an_open_server_either(db: Database, root: User, code: str) -> None:
    with pytest.raises(InvitationNotValid):
        sign_up(db, replace(ANN, invitation=code), OPEN, ADDRESS, NOW)


def test_the_invitation_of_a_trainer_who_is_none_any_more_is_not_good(db: Database, root: User) -> None:
    tom = a_trainer(db)
    told = invited(db, tom)
    change_settings(db, tom.id, Settings(roles=(Role.ATHLETE,)), an_act(root))

    with pytest.raises(InvitationNotValid):
        sign_up(db, told, BY_INVITATION, ADDRESS, NOW)


def test_what_can_t_be_is_refused_and_leaves_the_invitation_as_it_is(db: Database, root: User) -> None:
    told = invited(db, root)

    for wrong in ({"password": "short"}, {"time_zone": "Europe/Berlim"}, {"email": "ann"}, {"name": ""}):
        with pytest.raises(DocumentNotValid):
            sign_up(db, replace(told, **wrong), BY_INVITATION, ADDRESS, NOW)
    with pytest.raises(AlreadyExists):
        sign_up(db, replace(told, email=root.email), BY_INVITATION, ADDRESS, NOW)

    assert sign_up(db, told, BY_INVITATION, ADDRESS, NOW).name == "Ann"


def test_who_tries_out_addresses_from_one_place_is_stopped_and_others_are_not(db: Database, root: User) -> None:
    for _ in range(50):
        with pytest.raises(DocumentNotValid):
            sign_up(db, replace(ANN, password=PASSWORD[:5]), OPEN, ADDRESS, NOW)

    with pytest.raises(TooManyAttempts):
        sign_up(db, ANN, OPEN, ADDRESS, NOW)

    assert sign_up(db, ANN, OPEN, "198.51.100.9", NOW).name == "Ann"


def test_of_several_who_use_an_invitation_at_once_one_gets_in_and_of_the_others_nothing_is_left(
    db: Database, root: User
) -> None:
    told = invited(db, root)

    def join(number: int) -> str:
        try:
            return sign_up(db, replace(told, email=f"ann{number}@example.org"), BY_INVITATION, ADDRESS, NOW).id
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(4) as threads:
        outcomes = sorted(threads.map(join, range(4)))

    assert outcomes[1:] == ["invitation-not-valid"] * 3
    with db.read() as read:
        assert sorted(user.id for user in users.all_users(read)) == sorted([root.id, outcomes[0]])
        (used,) = invitations.listed(read, made_by=None)
        assert used.used_by == outcomes[0]
        assert read.connection.exec_driver_sql("select count(*) from user_feed").scalar_one() == 2


def test_of_several_who_sign_up_with_one_address_at_once_one_gets_it(db: Database, root: User) -> None:
    def join(_number: int) -> str:
        try:
            return sign_up(db, ANN, OPEN, ADDRESS, NOW).id
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(join, range(4)))

    assert outcomes.count("already-exists") == 3
