"""Dates and times as other programs write them, with names of months in the languages of their users."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Literal

from mesocycle.formats.text.cells import BadCell

DayOrder = Literal["day", "month"]
"""What stands first in `03/04/2025`."""

_MONTHS = (
    "jan janv janvier januar january ene gen genn sty led oca ocak tammi янв січ ιαν ian",
    "feb fev fevr februar febr helmi lut uno sub subat фев лют φεβ",
    "mar mär maerz march mars marz marzec mrt bře bre maalis мар бер μαρ mart",
    "apr avr abr kwi dub nis nisan huhti апр квіт απρ",
    "may mai maj mag mei kwě kve touko mayis май мая трав μαι μαϊ",
    "jun juin giu iun cze cvn cerven haz haziran kesa lipanj lipnja июн черв ιουν",
    "jul juil lug lip cvc cervenec tem temmuz heina srpanj srpnja июл лип ιουλ iul",
    "aug aou aout ago avg sie srp agu elo авг серп αυγ",
    "sep set sept szept wrz zar eyl eylul syys сен верес вер σεπ",
    "oct okt out ott paz rij eki ekim loka окт жовт οκτ",
    "nov lis kas marras ноя лист νοε noi",
    "dec dez dic des déc gru pro ara aralik joulu дек груд δεκ",
)


def _plain(word: str) -> str:
    stripped = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(each for each in stripped if not unicodedata.combining(each))


_MONTH_OF = {_plain(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_LONGEST_FIRST = sorted(_MONTH_OF, key=len, reverse=True)

_TIME = (
    r"(?:[,T]?\s*(?:at|um|à|a las|kl\.?|o)?\s*(?P<hour>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2}))?(?:[.,][0-9]{1,6})?\s*(?P<half>[ap]\.?\s?m\.?)?(?P<zone>Z|\s?UTC|\s?GMT)?)?"
)
_YEAR = r"(?P<year>[0-9]{4})(?:\s?г\.?)?"  # Russian says the word for year behind it
_FORMS = tuple(
    re.compile(rf"\s*{form}{_TIME}\s*", re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})\s?[年년]\s?(?P<month>[0-9]{1,2})\s?[月월]\s?(?P<day>[0-9]{1,2})\s?[日일]",
        r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})",
        r"(?P<one>[0-9]{1,2})[/-](?P<two>[0-9]{1,2})[/-](?P<year>[0-9]{4})",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er)?\.?\s+(?:de |d')?(?P<name>[^\W\d_]+)\.?,?\s+(?:de )?{_YEAR}",
        r"(?P<day>[0-9]{1,2})\s+(?:Th(?:g\s?)?|(?=[0-9]+[月월]))(?P<month>[0-9]{1,2})[月월]?,?\s+(?P<year>[0-9]{4})",
        r"(?P<name>[^\W\d_]+)\.?\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})",
    )
)
_SLASHED = re.compile(r"\s*([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{4}\b", re.ASCII)
_SHORT_YEAR = re.compile(r"\s*[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{2}(?![0-9]).*", re.ASCII)
_EARLIEST, _LATEST = 1900, 9000


def day_order(cells: Iterable[str], said: DayOrder | None = None) -> DayOrder | None:
    """Find whether `03/04/2025` begins with the day, from dates of the same file where only one can be."""
    if said is not None:
        return said
    for cell in set(cells):
        found = _SLASHED.match(cell)
        if found and int(found[1]) > 12:
            return "day"
        if found and int(found[2]) > 12:
            return "month"
    return None


@lru_cache(maxsize=4096)
def read_moment(text: str, order: DayOrder | None = None) -> str:
    """Read a date, with or without time: `2025-09-15`, `2025-09-15T07:48:00`, with `Z` where it says UTC."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _written(found, text, order)
    if _SHORT_YEAR.fullmatch(text):
        raise BadCell(
            f"the year in {text[:40]!r} has two digits, so day, month and year could be any of the three",
            "Write the dates in the file with all four digits of the year: 2025-04-03.",
        )
    raise BadCell(
        f"{text[:40]!r} is no date that can be read",
        "Set the program to English before exporting, or write the date as 2025-09-15 07:48.",
    )


def _written(found: re.Match[str], text: str, order: DayOrder | None) -> str:
    parts = found.groupdict()
    if "one" in parts:
        parts |= _ordered(parts["one"], parts["two"], text, order)
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    year = int(parts["year"])
    if not _EARLIEST <= year < _LATEST:
        raise BadCell(f"the year {year} is not between {_EARLIEST} and {_LATEST - 1}")
    try:
        if parts["hour"] is None:
            return f"{datetime(year, month, int(parts['day'])):%Y-%m-%d}"  # noqa: DTZ001  # a civil day has no zone
        hour = _hour(int(parts["hour"]), parts["half"])
        rest = (int(parts["minute"]), int(parts["second"] or 0))
        civil = datetime(year, month, int(parts["day"]), hour, *rest)  # noqa: DTZ001  # a civil time
    except ValueError as no:
        raise BadCell(f"{text[:40]!r} is no date: {no}") from None
    return f"{civil.isoformat()}{'Z' if parts['zone'] else ''}"


def _ordered(one: str, two: str, text: str, order: DayOrder | None) -> dict[str, str]:
    if order is None and one != two:
        raise BadCell(
            f"in {text[:40]!r} day and month could be either",
            "Write the dates as 2025-04-03, or set the program to that form before exporting.",
        )
    return {"day": two, "month": one} if order == "month" else {"day": one, "month": two}


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("a half day has hours 1 to 12")
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _month(name: str) -> int:
    word = _plain(name)
    if word in _MONTH_OF:
        return _MONTH_OF[word]
    for known in _LONGEST_FIRST:
        if word.startswith(known):
            return _MONTH_OF[known]
    raise BadCell(
        f"{name[:20]!r} is no name of a month that is known",
        "Set the program to English before exporting.",
    )
