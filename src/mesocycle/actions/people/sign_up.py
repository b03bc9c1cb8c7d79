"""Sign up: make an account for oneself, as far as the server lets one."""

from mesocycle.actions.people.add_user import enrol_user_in
from mesocycle.actions.people.invite_athlete import invited_link
from mesocycle.domain.document import Instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.invitation import is_to_be_coached, may_invite, wrong_invitation
from mesocycle.domain.people.password import check_password
from mesocycle.domain.people.secret import SecretKind, digest
from mesocycle.domain.people.sign_in_limit import require_room_to_sign_up, sign_up_subject
from mesocycle.domain.people.sign_up import SignUp, SignUpPolicy, require_admin_before, require_open, user_of
from mesocycle.domain.people.user import Role, User, check_user, normal_email
from mesocycle.storage.engine.database import Database, Read, Write, new_id
from mesocycle.storage.people import coachings, invitations, passwords, sign_in_attempts, users
from mesocycle.storage.people.passwords import hashed


def sign_up(db: Database, told: SignUp, policy: SignUpPolicy, from_address: str, now: Instant) -> User:
    """Make an account: an athlete's, or in the roles of the invitation, which is used up by it.

    Refuses where the server is closed to them (`SignUpClosed`, `InvitationNotValid`), a taken e-mail address
    (`AlreadyExists`), settings or a password that can't be (`DocumentNotValid`), and for a while everybody from an
    address from which it was tried too often (`TooManyAttempts`).
    """
    require_open(policy, invited=told.invitation is not None)
    taken = db.write_across_owners(
        lambda connection: sign_in_attempts.take(connection, [sign_up_subject(from_address)], now)
    )
    require_room_to_sign_up(taken, now)
    with db.read() as read:
        require_admin_before(any_there=users.any_there(read))
        invited = None if told.invitation is None else _invited(read, told, now)
    user = user_of(told, new_id(now), invited.invitation.roles if invited else (Role.ATHLETE,), now)
    check_user(user)
    check_password("password", told.password, user.email)
    stored = hashed(told.password)
    act = Act(actor=Actor(user.id, frozenset(user.roles)), now=now)
    return db.write_new_owner(user.id, new_id(now), act, lambda write: _sign_up_in(write, user, told, stored))


def _sign_up_in(write: Write, user: User, told: SignUp, stored: str) -> User:
    """Make the write's owner, with the invitation used up in the same transaction."""
    invited = None if told.invitation is None else _invited(write, told, write.now)
    if invited is not None and not invitations.use(write, invited.hash, user.email):
        raise wrong_invitation()
    enrol_user_in(write, user)
    passwords.put(write, stored)
    if invited is not None and is_to_be_coached(invited.inviter_roles, user.roles):
        coachings.add(write, invited_link(write, invited.invitation.invited_by))
    return user


def _invited(read: Read, told: SignUp, now: Instant) -> invitations.Invited:
    """Give the invitation with the code that was told, if its maker may still invite so, or refuse."""
    code = digest(told.invitation or "", SecretKind.INVITATION)
    found = None if code is None else invitations.find_good(read, code, normal_email(told.email), now)
    if found is None or not may_invite(found.inviter_roles, found.invitation.roles):
        raise wrong_invitation()
    return found
