"""What signing in and changing a password begin with: the right password, and not too many wrong ones before it."""

from mesocycle.domain.document import Instant
from mesocycle.domain.people.password import Credentials, wrong_password
from mesocycle.domain.people.sign_in_limit import account, account_from, address, counted, require_room
from mesocycle.domain.people.user import normal_email
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import passwords, sign_in_attempts, sign_ins
from mesocycle.storage.people.passwords import matches


def require_password(db: Database, shown: Credentials, from_address: str, now: Instant) -> passwords.Account:
    """Give the account that the credentials open, or refuse (`WrongPassword`, `TooManyAttempts`).

    The try counts before anything is looked at, in a transaction that no refusal takes back; the same work is
    done for an account that does not exist, so that time tells nothing.
    """
    email = normal_email(shown.email)
    of_account, of_address = account(email), address(from_address)
    subjects = (of_account, account_from(email, from_address), of_address)
    taken = db.write_across_owners(lambda connection: sign_in_attempts.take(connection, subjects, now))
    tries = {each.subject: each for each in taken}
    require_room(counted(*(tries[subject] for subject in subjects)), now)
    with db.read() as read:
        found = passwords.find_account(read, shown.email)
    is_right = matches(found.hash if found else None, shown.password)
    if found is None or not is_right:
        raise wrong_password()
    db.write_across_owners(lambda connection: sign_in_attempts.was_right(connection, subjects[:2], of_address))
    db.write_across_owners(lambda connection: sign_ins.prune(connection, now))
    return found
