"""What a token must keep to."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.people.api_token import check_token, require_room_for_token, token_end
from mesocycle.domain.people.caller import NewToken
from mesocycle.domain.refusal import DocumentNotValid, NotPermitted

NOW = "2026-01-05T09:00:00.000Z"
WATCH = NewToken(name="watch")


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"days": 0}, "days"),
        ({"days": 3651}, "days"),
        ({"days": -1}, "days"),
        ({"expires_at": NOW}, "expiresAt"),
        ({"expires_at": "2036-01-05T09:00:00.000Z"}, "expiresAt"),
        ({"expires_at": "2026-02-30T09:00:00.000Z"}, "expiresAt"),
        ({"expires_at": "tomorrow"}, "expiresAt"),
        ({"days": 3, "expires_at": "2026-02-05T09:00:00.000Z"}, ""),
    ],
)
def test_a_name_or_an_end_that_can_t_be_is_refused_with_its_path(given: dict[str, object], path: str) -> None:
    with pytest.raises(DocumentNotValid) as refusal:
        check_token(replace(WATCH, **given), NOW)

    assert [error.path for error in refusal.value.errors or ()] == [path]


@pytest.mark.parametrize(
    ("given", "end"),
    [
        ({}, None),
        ({"days": 1}, "2026-01-06T09:00:00.000Z"),
        ({"expires_at": "2026-01-05T09:00:00.001Z"}, "2026-01-05T09:00:00.001Z"),
    ],
)
def test_a_token_ends_after_its_days_at_its_instant_or_not_at_all(given: dict[str, object], end: str | None) -> None:
    new = replace(WATCH, **given)

    check_token(new, NOW)

    assert token_end(new, NOW) == end


def test_nobody_has_more_than_a_hundred_good_tokens() -> None:
    require_room_for_token(99)

    with pytest.raises(NotPermitted):
        require_room_for_token(100)
