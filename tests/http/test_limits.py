"""How many requests a caller may make in a minute, whatever they show."""

from mesocycle.http.limits import MOST_NETWORKS, Limits

GOOD = b"the hash of a good token"
HOME = "192.0.2.7"


def test_tokens_that_nobody_found_good_share_the_allowance_of_their_network() -> None:
    limits = Limits(3)

    left = [limits.take(b"made up %d" % number, HOME, 0).remaining for number in range(4)]

    assert left == [2, 1, 0, -1]


def test_a_token_that_was_found_good_counts_for_itself_wherever_it_comes_from() -> None:
    limits = Limits(3)
    limits.recognise(GOOD, 0)

    left = [limits.take(GOOD, f"192.0.2.{number}", 1).remaining for number in range(3)]

    assert left == [1, 0, -1]


def test_a_good_token_in_use_is_not_held_up_by_strangers_of_its_network() -> None:
    limits = Limits(3)
    limits.recognise(GOOD, 59)
    for _ in range(9):
        limits.take(None, HOME, 61)

    assert limits.take(GOOD, HOME, 62).remaining == 2


def test_a_token_that_was_not_in_use_for_a_minute_is_looked_up_anew() -> None:
    limits = Limits(3)
    limits.recognise(GOOD, 0)
    limits.take(None, HOME, 121)

    assert limits.take(GOOD, HOME, 122).remaining == 1


def test_a_new_minute_is_a_whole_allowance() -> None:
    limits = Limits(3)
    limits.take(None, HOME, 59)

    assert limits.take(None, HOME, 60).remaining == 2


def test_addresses_of_one_ipv6_network_share_its_allowance() -> None:
    limits = Limits(3)

    left = [limits.take(None, f"2001:db8:1:2::{number}", 0).remaining for number in range(1, 5)]

    assert left == [2, 1, 0, -1]


def test_however_many_networks_ask_their_table_stays_small() -> None:
    limits = Limits(3)
    for number in range(MOST_NETWORKS):
        limits.take(None, f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 0)

    left = [limits.take(None, f"192.0.2.{number}", 0).remaining for number in range(4)]

    assert left == [2, 1, 0, -1]
    assert limits.take(None, "10.0.0.1", 0).remaining == 1


def test_a_request_of_the_last_moment_that_is_counted_late_forgets_nobody() -> None:
    limits = Limits(3)
    limits.recognise(GOOD, 10)
    limits.take(GOOD, HOME, 60)

    limits.take(None, "198.51.100.7", 59.9999)

    assert limits.take(GOOD, HOME, 60.1).remaining == 1
