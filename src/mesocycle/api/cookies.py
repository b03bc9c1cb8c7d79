"""The cookie of a sign-in: read by no script, sent along from no other site's forms, as old as the sign-in may get."""

from mesocycle.api.callers import COOKIE
from mesocycle.settings import Settings

_DAY_S = 86_400


def kept(secret: str, settings: Settings) -> str:
    """Write the `Set-Cookie` that lets a browser stay signed in, from now on for the days that are set."""
    return _cookie(secret, settings.sign_in_days * _DAY_S, settings)


def taken_away(settings: Settings) -> str:
    """Write the `Set-Cookie` that makes a browser forget it."""
    return _cookie("", 0, settings)


def _cookie(value: str, max_age_s: int, settings: Settings) -> str:
    secure = "; Secure" if settings.cookies_are_secure else ""
    return f"{COOKIE}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Lax{secure}"
