"""What a user's settings must keep to."""

import re
import unicodedata

from mesocycle.domain.instant import is_zone
from mesocycle.domain.misfit import Fault
from mesocycle.domain.reading import refusal
from mesocycle.domain.user import LoadStep, User, normal_email
from mesocycle.domain.value_rules import NAME, Faults, check_id, check_number, check_text, check_time

_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]{1,64}@[^\s@,;:<>()\[\]\\\"]{1,189}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def check_user(user: User) -> None:
    """Refuse a user with an e-mail address, zone, role or setting that can't be, naming every place."""
    if found := list(_faults(user)):
        raise refusal(found)


def _faults(user: User) -> Faults:
    yield from check_id("_id", user.id)
    yield from email_faults(user.email)
    yield from check_text("name", user.name, NAME)
    if any(unicodedata.category(each).startswith("C") for each in user.name):
        yield Fault("name", "holds characters that can't be printed", "Write the name on one line.")
    if not user.roles or len(set(user.roles)) < len(user.roles):
        yield Fault("roles", "must be at least one, each once", "Write athlete, trainer or admin.")
    if len(user.time_zone) > NAME or not is_zone(user.time_zone):
        yield Fault("timeZone", f"is no known zone: {user.time_zone[:80]!r}", "Write it like Europe/Berlin.")
    yield from check_time("defaultTime", user.default_time)
    if user.locale is not None and not _LOCALE.fullmatch(user.locale):
        yield Fault("locale", f"can't be {user.locale[:40]!r}", "Write it like en or de-AT.")
    if user.load_step is not None:
        yield from _load_step_faults(user.load_step)


def email_faults(email: str) -> Faults:
    """Look whether an address in `email` can be one, written the one way it is stored."""
    if not _EMAIL.fullmatch(email) or email != normal_email(email):
        yield Fault("email", f"is no e-mail address: {email[:80]!r}", "Write it like ann@example.org.")


def _load_step_faults(step: LoadStep) -> Faults:
    yield from check_number("loadStep.default", step.default, 0, 100, above=True)
    for variant, size in (step.variants or {}).items():
        path = f"loadStep.variants.{variant[:80]}"
        yield from check_id(path, variant)
        yield from check_number(path, size, 0, 100, above=True)
