"""What a password must keep to."""

import pytest

from mesocycle.domain.people.password import check_password, normal_password
from mesocycle.domain.refusal import DocumentNotValid

EMAIL = "ann.lee@example.org"


@pytest.mark.parametrize("password", ["ten bytes!", "ä" * 5, "          ", "x" * 1024, "three unrelated words"])
def test_ten_bytes_to_a_kilobyte_are_a_password_whatever_is_in_them(password: str) -> None:
    check_password("password", password, EMAIL)


@pytest.mark.parametrize("password", ["", "nine byte", "x" * 1025, "ä" * 513, "Ann.Lee@Example.org", f" {EMAIL} "])
def test_too_short_too_long_and_one_s_own_address_are_refused_without_repeating_them(password: str) -> None:
    with pytest.raises(DocumentNotValid) as refusal:
        check_password("newPassword", password, EMAIL)

    assert refusal.value.errors is not None
    assert refusal.value.errors[0].path == "newPassword"
    assert not password.strip() or password not in refusal.value.sentence


def test_half_a_character_is_counted_and_not_stumbled_over() -> None:
    check_password("password", "\ud800" * 4, EMAIL)


def test_one_letter_typed_on_two_keyboards_is_the_same_letter() -> None:
    composed = "caf\N{LATIN SMALL LETTER E WITH ACUTE}"

    assert normal_password("cafe\N{COMBINING ACUTE ACCENT}") == normal_password(composed)
