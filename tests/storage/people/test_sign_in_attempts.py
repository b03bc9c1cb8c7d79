"""Tries are counted one by one, however many come at once."""

from concurrent.futures import ThreadPoolExecutor

from mesocycle.domain.people.sign_in_limit import Tries, account, address
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import sign_in_attempts, sign_ins
from mesocycle.storage.tables.people import sign_in_attempt
from tests.arrange import NOW

ANN, BOB = account("ann@example.org"), account("bob@example.org")
PLACE = address("192.0.2.7")
LATER = "2026-01-05T09:10:00.000Z"
A_QUARTER_LATER = "2026-01-05T09:15:00.000Z"


def take(db: Database, now: str = NOW) -> dict[bytes, Tries]:
    """Take one of Ann's tries from the one place."""
    taken = db.write_across_owners(lambda connection: sign_in_attempts.take(connection, [ANN, PLACE], now))
    return {tries.subject.key: tries for tries in taken}


def counts(db: Database) -> dict[bytes, int]:
    """Give the tries in vain that stand, by subject."""
    with db.read() as read:
        return {row.subject: row.tries for row in read.execute(sign_in_attempt.select())}


def test_the_window_begins_with_the_first_try_and_is_not_drawn_out_by_later_ones(db: Database) -> None:
    take(db)

    within, after = take(db, LATER), take(db, A_QUARTER_LATER)

    assert (within[ANN.key].count, within[ANN.key].since) == (2, NOW)
    assert (after[ANN.key].count, after[ANN.key].since) == (1, A_QUARTER_LATER)


def test_of_many_at_once_each_has_a_number_of_its_own(db: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = [taken[ANN.key].count for taken in threads.map(lambda _number: take(db), range(24))]

    assert sorted(numbers) == list(range(1, 25))


def test_right_tries_and_wrong_ones_of_two_accounts_at_one_place_do_not_hold_each_other_up(db: Database) -> None:
    def sign_in(number: int) -> None:
        who = (ANN, BOB)[number % 2]
        db.write_across_owners(lambda connection: sign_in_attempts.take(connection, [who, PLACE], NOW))
        if number % 3:
            db.write_across_owners(lambda connection: sign_in_attempts.was_right(connection, [who], PLACE))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(sign_in, range(24)))

    assert counts(db)[PLACE.key] == 8


def test_a_right_try_gives_the_address_one_back_and_lets_the_account_begin_anew(db: Database) -> None:
    take(db)
    take(db)

    db.write_across_owners(lambda connection: sign_in_attempts.was_right(connection, [ANN], PLACE))
    taken = take(db)

    assert (taken[ANN.key].count, taken[PLACE.key].count) == (1, 2)


def test_counts_of_windows_that_are_over_are_taken_away(db: Database) -> None:
    take(db)

    db.write_across_owners(lambda connection: sign_ins.prune(connection, LATER))
    kept = len(counts(db))
    db.write_across_owners(lambda connection: sign_ins.prune(connection, A_QUARTER_LATER))

    assert (kept, len(counts(db))) == (2, 0)
