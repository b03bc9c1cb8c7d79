"""In which language and in which forms a reader is answered: `?lang`, their own setting, what the browser asks for."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError

LANGUAGES = ("en", "de", "es")
"""Those that the catalogue has, the first for whoever asks for none of them."""
COOKIE = "mesocycle_lang"


class Tongue(NamedTuple):
    """A language of the catalogue, and the locale that dates and numbers are written in."""

    lang: str
    locale: Locale


def tongue_of(*wishes: str | None) -> Tongue:
    """Give the first of several wishes, each a locale like `de-AT`, that is in a language of the catalogue."""
    for wish in wishes:
        found = _known(wish) if wish else None
        if found is not None:
            return found
    return Tongue("en", Locale("en", "GB"))


def asked_of(headers: Mapping[str, str]) -> list[str]:
    """Give what a browser asks for: its cookie from an earlier choice, then `Accept-Language`, the dearest first."""
    chosen = chosen_before(headers)
    return [*([chosen] if chosen else []), *_accepted(headers.get("accept-language", "")[:500])]


def scope_headers(scope: Mapping[str, Any]) -> dict[str, str]:
    """Give the headers of an ASGI scope by their lower-case names."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def chosen_before(headers: Mapping[str, str]) -> str | None:
    """Give the language that a browser's cookie keeps."""
    for each in headers.get("cookie", "").split(";"):
        name, _, value = each.partition("=")
        if name.strip() == COOKIE:
            return value.strip().strip('"') or None
    return None


@lru_cache(maxsize=256)
def _accepted(header: str) -> tuple[str, ...]:
    """Read `de-AT,de;q=0.9,en;q=0.8`."""
    wishes: list[tuple[float, str]] = []
    for part in header.split(","):
        name, _, said = part.strip().partition(";q=")
        try:
            weight = float(said) if said else 1.0
        except ValueError:
            weight = 0.0
        if name:
            wishes.append((-weight, name))
    return tuple(name for _, name in sorted(wishes, key=lambda each: each[0]))


@lru_cache(maxsize=256)
def _known(wish: str) -> Tongue | None:
    if len(wish) > 20 or not wish.isascii():
        return None
    try:
        locale = Locale.parse(wish.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return _known(wish.partition("-")[0]) if "-" in wish else None
    if locale.language not in LANGUAGES:
        return None
    if wish == "en":
        locale = Locale("en", "GB")  # without a country English would be written as in the United States
    return Tongue(locale.language, locale)
