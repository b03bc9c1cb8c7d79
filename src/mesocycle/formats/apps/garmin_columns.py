"""Where Garmin Connect's list of activities has what: seven columns in one order in every language, others by name."""

from collections.abc import Mapping
from types import MappingProxyType

from mesocycle.formats.apps.list_row import Places, is_clock, is_number, mostly
from mesocycle.formats.text import cells
from mesocycle.formats.text.cells import BadCell
from mesocycle.formats.text.moments import day_order, read_moment
from mesocycle.formats.text.tables import Table

_FIRST = ("activity type", "date", "favorite", "title", "distance", "calories", "time")
"""The columns that every list begins with, whatever its language."""

_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "average heart rate": (
            *("avg hr", "ø herzfrequenz", "gennemsnitlig puls", "fc média", "frecuencia cardiaca media", "fc media"),
            *("średnie tętno", "medelpuls", "átlagos pulzusszám", "fréquence cardiaque moyenne", "fc moyenne"),
            *("gem. hs", "gemiddelde hs", "gjennomsnittlig puls", "keskisyke", "frequenza cardiaca media"),
        ),
        "highest heart rate": (
            *("max hr", "maximale herzfrequenz", "maks. puls", "fc máxima", "maksymalne tętno", "maxpuls"),
            *("max. pulzus", "fréquence cardiaque maximale", "fc maximale", "max. hs", "fc max", "fc massima"),
        ),
        "ascent": (
            *("total ascent", "elev gain", "anstieg gesamt", "positiver höhenunterschied", "samlet stigning"),
            *("højdeforøgelse", "subida total", "ganho de elevação", "ascenso total", "ganancia de altura"),
            *("całkowity wznios", "wznios", "total stigning", "höjdökning", "teljes emelkedés", "ascension totale"),
            *("gain d'altitude", "totale stijging", "hoogtewinst", "ascesa totale", "dislivello"),
        ),
        "descent": (
            *("total descent", "elev loss", "abstieg gesamt", "negativer höhenunterschied", "samlet nedstigning"),
            *("højdereduktion", "descida total", "perda de elevação", "descenso total", "pérdida de altura"),
            *("całkowity spadek", "spadek", "totalt nedför", "höjdminskning", "teljes süllyedés", "descente totale"),
            *("perte d'altitude", "totale daling", "hoogteverlies", "discesa totale", "perdita di quota"),
        ),
        "power": (
            *("avg power", "ø leistung", "gennemsnitlig effekt", "potência média", "potencia media", "med. kraft"),
            *("średnia moc", "átlagos teljesítmény", "puissance moyenne", "gem. vermogen", "potenza media"),
        ),
        "moving time": (
            *("moving time", "zeit in bewegung", "tid i bevægelse", "tempo em movimento", "tiempo en movimiento"),
            *("czas ruchu", "färdtid", "menetidő", "temps de déplacement", "bewogen tijd", "tempo in movimento"),
        ),
        "elapsed time": (
            *("elapsed time", "verstrichene zeit", "tidsforbrug", "duração", "tiempo transcurrido"),
            *("upłynęło czasu", "total tid", "eltelt idő", "temps écoulé", "verstreken tijd", "tempo trascorso"),
        ),
        "sets": ("total sets", "sätze gesamt", "samlet antal sæt", "totalt antal set", "összes szett"),
        "reps": (
            *("total reps", "wiederholungen insgesamt", "totalt antal repetitioner", "összes ismétlés"),
            *("repeticiones totales", "total de repetições"),
        ),
    }
)
_HEART = (7, 8)
"""Mean and highest heart rate, in every list seen."""
_LAST_TIMES = (-4, -3)
"""Time in motion and time elapsed, in lists that end with the lowest and the highest height."""
_BEATS = (25, 250)


def find_garmin_columns(table: Table) -> Places | None:
    """Say where what stands; None where this is no such list.

    A header in a language that is not known here is read by what its columns hold: a date in the second, a duration
    in the seventh; heart rates, climbing behind a pair of paces and the times at the end, where they can be that.
    """
    header = [name.casefold() for name in table.header]
    by_name = {name: header.index(name) for name in _FIRST if name in header}
    if not {"activity type", "date", "time"} <= by_name.keys():
        if not _is_list(table):
            return None
        by_name = {name: place for place, name in enumerate(_FIRST)}
    found = by_name | {ours: place for ours, theirs in _NAMES.items() if (place := table.find(*theirs)) is not None}
    return _by_values(table, by_name["time"] + 1) | found


def _is_list(table: Table) -> bool:
    order = day_order(table.column(1)) if len(table.header) >= len(_FIRST) else None

    def is_moment(text: str) -> bool:
        try:
            return "T" in read_moment(text, order)
        except BadCell:
            return False

    return mostly(table, 1, is_moment) and mostly(table, 6, lambda text: is_clock(text) or cells.is_nothing(text))


def _by_values(table: Table, behind: int) -> Places:
    """Place what the columns can be by their values."""
    found: Places = {}
    if all(mostly(table, place, is_number(*_BEATS)) for place in _HEART):
        found |= dict(zip(("average heart rate", "highest heart rate"), _HEART, strict=True))
    width = len(table.header)
    times = [width + place for place in _LAST_TIMES]
    if times[0] > behind and all(mostly(table, place, is_clock) for place in times):
        found |= dict(zip(("moving time", "elapsed time"), times, strict=True))
    for place in range(behind, width - 3):
        if _is_pace(table, place) and _is_pace(table, place + 1):
            if all(mostly(table, each, is_number(0, 20_000)) for each in (place + 2, place + 3)):
                found |= {"ascent": place + 2, "descent": place + 3}
            break
    return found


def _is_pace(table: Table, place: int) -> bool:
    """Tell whether a column holds minutes and seconds."""
    return mostly(table, place, lambda text: text.count(":") == 1 and is_clock(text))
