"""How many tries in vain there are, and when the next one is."""

import pytest

from mesocycle.domain.people.sign_in_limit import (
    Tries,
    account,
    account_from,
    address,
    counted,
    network_of,
    require_room,
    require_room_to_sign_up,
    sign_up_subject,
)
from mesocycle.domain.refusal import TooManyAttempts

SINCE = "2026-01-05T09:00:00.000Z"
ANN = account("ann@example.org")
HERE = account_from("ann@example.org", "192.0.2.7")
PLACE = address("192.0.2.7")


@pytest.mark.parametrize(("subject", "most"), [(ANN, 100), (HERE, 10), (PLACE, 50)])
def test_an_account_has_ten_tries_from_one_place_and_a_hundred_in_all(subject: object, most: int) -> None:
    full, over = (Tries(subject, count, SINCE) for count in (most, most + 1))  # type: ignore[arg-type]  # a Subject

    require_room([full], SINCE)
    with pytest.raises(TooManyAttempts):
        require_room([full, over], SINCE)


@pytest.mark.parametrize(
    ("now", "seconds", "minutes"),
    [
        ("2026-01-05T09:00:00.000Z", 900, 15),
        ("2026-01-05T09:05:00.500Z", 600, 10),
        ("2026-01-05T09:14:59.999Z", 1, 1),
        ("2026-01-05T08:59:00.000Z", 900, 15),
    ],
)
def test_the_refusal_says_when_to_try_again(now: str, seconds: int, minutes: int) -> None:
    with pytest.raises(TooManyAttempts) as refusal:
        require_room([Tries(HERE, 11, SINCE), Tries(PLACE, 1, "2026-01-05T09:14:00.000Z")], now)

    assert refusal.value.facts == {"retryAfterSeconds": seconds}
    assert f"in {minutes} minute" in refusal.value.remedy


def test_tries_from_one_place_count_no_longer_once_the_account_has_begun_anew() -> None:
    here, place = Tries(HERE, 11, SINCE), Tries(PLACE, 11, SINCE)

    assert here in counted(Tries(ANN, 11, SINCE), here, place)
    assert here not in counted(Tries(ANN, 1, SINCE), here, place)


def test_the_later_of_two_ends_counts() -> None:
    later = "2026-01-05T09:10:00.000Z"

    with pytest.raises(TooManyAttempts) as refusal:
        require_room([Tries(HERE, 11, SINCE), Tries(PLACE, 51, later)], later)

    assert refusal.value.facts == {"retryAfterSeconds": 900}


def test_fifty_sign_up_from_an_address_and_the_next_is_told_when_to_try_again() -> None:
    here = sign_up_subject("192.0.2.7")

    require_room_to_sign_up([Tries(here, 50, SINCE)], SINCE)
    with pytest.raises(TooManyAttempts, match="sign up") as refusal:
        require_room_to_sign_up([Tries(here, 51, SINCE)], "2026-01-05T09:05:00.500Z")

    assert refusal.value.remedy == "Try again in 10 minutes."
    assert here.key != PLACE.key


def test_an_account_and_an_address_of_the_same_text_are_counted_apart() -> None:
    assert account("192.0.2.7").key != PLACE.key


def test_tries_from_another_address_of_the_same_ipv6_network_count_together() -> None:
    assert address("2001:db8:1:2::3") == address("2001:db8:1:2::4") != address("2001:db8:1:3::3")
    assert (
        sign_up_subject("2001:db8:1:2::3") == sign_up_subject("2001:db8:1:2::4") != sign_up_subject("2001:db8:1:3::3")
    )


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_a_caller_has_an_ipv4_address_or_a_whole_ipv6_network(address: str, network: str) -> None:
    assert network_of(address) == network
