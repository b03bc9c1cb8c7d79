"""Rows of people: users, what they come in with, whom they let in, and what is left of them."""

from collections.abc import Callable
from functools import partial

import pytest
from msgspec.structs import replace

from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.caller import ApiToken, SignIn, TokenScope
from mesocycle.domain.people.invitation import Invitation
from mesocycle.domain.people.password import ResetLink
from mesocycle.domain.people.secret import SecretKind, digest
from mesocycle.domain.people.user import Role, Sees, User
from mesocycle.domain.permission import ALL, Deed, Scope
from mesocycle.domain.refusal import AlreadyExists, NotFound
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import (
    accounts,
    api_tokens,
    coachings,
    invitations,
    passwords,
    reset_links,
    sign_ins,
    users,
)
from mesocycle.storage.people.secrets import new_secret
from mesocycle.storage.sessions import sessions
from tests.actions.training import ann_trains
from tests.arrange import NOW, a_coaching, a_trainer, a_user, an_act, an_actor

LATER, MUCH_LATER = "2026-01-06T09:00:00.000Z", "2027-01-01T09:00:00.000Z"


def write(db: Database, user: User, change: Callable[[Write], object]) -> None:
    """Do something in a write of the user's own."""
    db.write(user.id, an_act(user), change)


def a_token(user: User, id_: str, **given: object) -> ApiToken:
    return replace(ApiToken(id=id_, user_id=user.id, name=id_, scope=TokenScope.READ, created_at=NOW), **given)


# ------------------------------------------------------------------------------------------------------ users


def test_an_address_is_one_user_s_whatever_its_case(db: Database) -> None:
    ann = a_user(db)

    with db.read() as read:
        assert users.get_by_email(read, " ANN@example.org") == users.get(read, "ann") == ann
    bob = replace(ann, id="bob")
    with pytest.raises(AlreadyExists):
        db.write_new_owner("bob", "epoch", an_act(bob), lambda write: users.add(write, bob))


def test_a_deed_s_day_is_that_of_the_zone_one_lived_in_then(db: Database) -> None:
    ann = a_user(db, time_zone="Europe/Berlin")
    moved = replace(ann, time_zone="Pacific/Auckland")
    db.write("ann", an_act(ann, LATER), lambda write: users.change(write, moved, zone_changed=True))

    with db.read() as read:
        assert users.zone_at(read, "ann", NOW) == "Europe/Berlin"
        assert users.zone_at(read, "ann", LATER) == "Pacific/Auckland"
        assert users.today(read, "ann", "2026-01-06T12:00:00.000Z") == "2026-01-07"


def test_people_see_themselves_and_those_they_share_a_coaching_with_and_an_admin_everybody(db: Database) -> None:
    ann, tom, _ = a_user(db), a_trainer(db), a_user(db, "eve")
    a_coaching(db, tom, ann)
    root = Actor("root", frozenset({Role.ADMIN}))

    with db.read() as read:
        assert [each.id for each in users.visible_to(read, "ann")] == ["ann", "tom"]
        assert [each.id for each in users.by_email(read, root, after=None, limit=9)] == ["ann", "eve", "tom"]
        with pytest.raises(NotFound):
            users.get_in_sight(read, an_actor(ann), "eve")


# ---------------------------------------------------------------------------------- what one comes in with


def test_a_secret_is_stored_as_a_hash_that_only_it_has() -> None:
    (first, stored), (second, other) = (new_secret(SecretKind.TOKEN) for _ in range(2))

    assert digest(first, SecretKind.TOKEN) == stored
    assert first != second
    assert stored != other
    assert first.encode() not in stored


def test_only_tokens_that_are_good_now_are_counted_and_those_of_others_are_not_there(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    for token in (
        a_token(ann, "good"),
        a_token(ann, "over", expires_at=LATER),
        a_token(ann, "revoked"),
        a_token(bob, "theirs"),
    ):
        owner = ann if token.user_id == "ann" else bob
        write(db, owner, partial(api_tokens.add, token=token, stored=token.id.encode()))
    write(db, ann, lambda write: api_tokens.revoke(write, "revoked"))
    write(db, ann, lambda write: api_tokens.revoke(write, "theirs"))

    with db.read() as read:
        assert api_tokens.count_good(read, "ann", MUCH_LATER) == 1
        assert {each.id for each in api_tokens.of_user(read, "ann")} == {"good", "over", "revoked"}
        assert api_tokens.get(read, "bob", "theirs").revoked_at is None
        with pytest.raises(NotFound):
            api_tokens.get(read, "ann", "theirs")


def test_a_sign_in_is_ended_by_whose_it_is_and_all_but_the_one_to_keep_at_once(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    for user, id_ in ((ann, "phone"), (ann, "desk"), (ann, "tablet"), (bob, "theirs")):
        begun = SignIn(id=id_, user_id=user.id, created_at=NOW, expires_at=MUCH_LATER)
        write(db, user, partial(sign_ins.add, begun=begun, stored=begun.id.encode()))

    assert db.write("ann", an_act(ann), lambda write: sign_ins.end(write, "theirs")) is False
    assert db.write("ann", an_act(ann), lambda write: sign_ins.end_all(write, keep="desk")) == 2

    with db.read() as read:
        assert [each.id for each in sign_ins.of_user(read, "ann", NOW)] == ["desk"]
        assert sign_ins.of_user(read, "ann", MUCH_LATER) == []
        assert [each.id for each in sign_ins.of_user(read, "bob", NOW)] == ["theirs"]


def test_a_password_is_stored_so_that_nobody_reads_it_and_matches_itself_alone(db: Database) -> None:
    ann = a_user(db)
    write(db, ann, lambda write: passwords.put(write, passwords.hashed("correct horse battery")))

    with db.read() as read:
        account = passwords.find_account(read, "Ann@example.org")
        stored = passwords.find_hash(read, "ann")
    assert account is not None
    assert account.hash == stored
    assert passwords.matches(stored, "correct horse battery")
    assert not passwords.matches(stored, "correct horse")
    assert not passwords.matches(None, "correct horse battery")
    assert not passwords.is_outdated(stored or "")
    assert "horse" not in (stored or "")


def test_a_reset_link_is_good_once_for_its_day_and_not_after_a_newer_one(db: Database) -> None:
    ann = a_user(db)
    link = ResetLink(user_id="ann", made_by="root", created_at=NOW, expires_at=LATER)
    for stored in (b"first", b"second"):
        write(db, ann, reset_links.void)
        write(db, ann, partial(reset_links.add, made=link, stored=stored))

    with db.read() as read:
        assert reset_links.find_user(read, b"first", NOW) is None
        assert reset_links.find_user(read, b"second", NOW) == ann
        assert reset_links.find_user(read, b"second", MUCH_LATER) is None
    used = [db.write("ann", an_act(ann), lambda write: reset_links.use(write, b"second")) for _ in range(2)]
    assert used == [True, False]


# --------------------------------------------------------------------------------------- whom one lets in


def test_an_invitation_is_good_once_until_it_expires_and_for_its_address(db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db)
    made = Invitation(
        id="i",
        email="eve@example.org",
        roles=(Role.ATHLETE,),
        invited_by="tom",
        created_at=NOW,
        expires_at=LATER,
    )
    write(db, tom, lambda write: invitations.add(write, made, b"code"))

    with db.read() as read:
        assert invitations.find_good(read, b"code", "eve@example.org", NOW) is not None
        assert invitations.find_good(read, b"code", "bob@example.org", NOW) is None
        assert invitations.find_good(read, b"code", "eve@example.org", MUCH_LATER) is None
        assert [each.id for each in invitations.listed(read, made_by="tom")] == ["i"]
        assert invitations.listed(read, made_by="ann") == []
        with pytest.raises(NotFound):
            invitations.maker(read, "i", an_actor(ann))
    used = [
        db.write("ann", an_act(ann), lambda write: invitations.use(write, b"code", "eve@example.org")) for _ in range(2)
    ]
    assert used == [True, False]


def test_a_trainer_s_scope_is_what_the_athlete_shows_and_ends_with_the_coaching(db: Database) -> None:
    ann, tom, eve = a_user(db), a_trainer(db), a_trainer(db, "eve")
    link = a_coaching(db, tom, ann, sees=Sees.ASSIGNED)

    with db.read() as read:
        assert coachings.permit(read, an_actor(ann), "ann", Deed.SEE) == ALL
        assert coachings.permit(read, an_actor(tom), "ann", Deed.SEE) == Scope(assigned_by="tom")
        assert coachings.get_between(read, "ann", "tom") == link
        with pytest.raises(NotFound):
            coachings.permit(read, an_actor(eve), "ann", Deed.SEE)
        with pytest.raises(NotFound):
            coachings.get_of(read, "eve", link.id)


# ------------------------------------------------------------------------------------------ what is left


def test_erasing_one_s_training_leaves_everybody_else_s(db: Database) -> None:
    ann, _, ids = ann_trains(db)
    bob = a_user(db, "bob")

    write(db, bob, accounts.erase_training)
    with db.read() as read:
        assert sessions.taken_ids(read, "ann", ids) == set(ids)
    write(db, ann, accounts.erase_training)

    with db.read() as read:
        assert sessions.taken_ids(read, "ann", ids) == set()
        assert users.get(read, "ann") == ann
