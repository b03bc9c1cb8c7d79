"""What tokens must keep to, and when what is issued ends."""

import unicodedata

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.caller import NewToken
from mesocycle.domain.reading.checks import NAME, Faults, check_instant, check_one_of, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import NotPermitted, Phrase
from mesocycle.domain.remedy import Do

MOST_DAYS = 3650
MOST_TOKENS = 100
"""How many tokens of one user may be good at once."""


def check_token(new: NewToken, now: Instant) -> None:
    """Refuse a token without a name, or with an end that is past or farther away than ten years."""
    refuse_faults(_token_faults(new, now))


def _token_faults(new: NewToken, now: Instant) -> Faults:
    yield from check_text("name", new.name, NAME)
    if any(unicodedata.category(each).startswith("C") for each in new.name):
        told = Phrase("not-printable", "holds characters that can't be printed")
        yield Fault("name", told, "Write the name on one line.")
    yield from check_one_of("", {"expiresAt": new.expires_at, "days": new.days}, least=0)
    yield from check_days("days", new.days, MOST_DAYS)
    malformed = list(check_instant("expiresAt", new.expires_at))
    yield from malformed
    if new.expires_at is not None and not malformed:
        yield from _end_faults(new.expires_at, now)


def _end_faults(expires_at: Instant, now: Instant) -> Faults:
    if expires_at <= now:
        yield Fault("expiresAt", Phrase("past", "is past"), "Write an instant that is still to come.")
    elif expires_at > shifted(now, days=MOST_DAYS):
        told = Phrase("too-far", "is more than {most} days away", most=MOST_DAYS)
        yield Fault("expiresAt", told, "Write an earlier one, or leave it out.")


def check_days(path: str, days: int | None, most: int) -> Faults:
    """Look whether something is to last at least a day, and no longer than is sane."""
    if days is not None and not 1 <= days <= most:
        yield Fault(path, f"is {days}, but must be between 1 and {most}", "Write a number in between.")


def token_end(new: NewToken, now: Instant) -> Instant | None:
    """Give when a token that is issued now ends; None is never."""
    return new.expires_at if new.days is None else shifted(now, days=new.days)


def require_room_for_token(count: int) -> None:
    """Refuse a user who has as many good tokens as anybody needs."""
    if count >= MOST_TOKENS:
        raise NotPermitted(
            f"You have {count} tokens that are good, and nobody has more.",
            f"Look at {Do('token list')}, and revoke those that you don't use.",
        )
