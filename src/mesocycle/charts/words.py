"""What stands on the charts of the pages, in every language that pages have."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class ChartWords(NamedTuple):
    """The words of one language; names in braces are filled in by the charts."""

    lang: str
    locale: str
    """By which the renderer writes decimals and months."""
    day_form: str
    """How a day is written, in the signs of `strftime`, which both Python and the renderer read."""
    decimal: str
    span: str
    load: str
    load_note: str
    load_none: str
    load_axis: str
    mean: Mapping[str, str]
    """By `week` or `month`."""
    acute: str
    chronic: str
    running: Mapping[str, str]
    running_none: str
    no_ascent: str
    distance: str
    ascent: str
    strength: str
    strength_none: str
    weight: str
    estimate: str
    unreliable: str
    best: str
    record: str
    muscles_title: str
    muscles_note: str
    muscles_none: str
    muscles_axis: str
    hard_sets: str
    muscles: Mapping[str, str]
    """By their names in the library."""

    def muscle(self, name: str) -> str:
        """Name a muscle; one that somebody wrote in a library of their own stays as they wrote it."""
        return self.muscles.get(name, name)


ENGLISH = ChartWords(
    lang="en",
    locale="en-US",
    day_form="%Y-%m-%d",
    decimal=".",
    span="{first} to {last}",
    load="Training load",
    load_note="session-RPE: effort × minutes; a description, not a prediction",
    load_none="No session has both an RPE and a duration yet.",
    load_axis="load per day (AU = RPE × min)",
    mean={"week": "mean of the week", "month": "mean of the month"},
    acute="acute: mean of 7 days",
    chronic="chronic: mean of 28 days",
    running={"week": "Running by week", "month": "Running by month"},
    running_none="No running in this time. Walks, hikes and rides are counted apart.",
    no_ascent="no ascent was recorded",
    distance="distance ({unit})",
    ascent="ascent ({unit})",
    strength="{name}: estimated 1RM and records",
    strength_none="No set with a known load yet. Log weight and repetitions, and it shows here.",
    weight="load ({unit})",
    estimate="estimated 1RM",
    unreliable="unreliable (over 12 repetitions)",
    best="best so far",
    record="record set",
    muscles_title="Hard sets by muscle and week",
    muscles_note="a set counts ½ for a muscle that is trained besides",
    muscles_none="No hard sets of exercises whose muscles are known.",
    muscles_axis="first day of the week",
    hard_sets="hard sets",
    muscles={},
)

_GERMAN = ChartWords(
    lang="de",
    locale="de-DE",
    day_form="%d.%m.%Y",
    decimal=",",
    span="{first} bis {last}",
    load="Trainingslast",
    load_note="Anstrengung (RPE der Einheit) × Minuten; beschreibt und sagt nichts voraus",
    load_none="Noch keine Einheit hat RPE und Dauer.",
    load_axis="Last am Tag (AU = RPE × min)",
    mean={"week": "Mittel der Woche", "month": "Mittel des Monats"},
    acute="akut: Mittel von 7 Tagen",
    chronic="chronisch: Mittel von 28 Tagen",
    running={"week": "Laufen je Woche", "month": "Laufen je Monat"},
    running_none="In dieser Zeit wurde nicht gelaufen. Gehen, Wandern und Radfahren zählen für sich.",
    no_ascent="ohne aufgezeichneten Aufstieg",
    distance="Strecke ({unit})",
    ascent="Aufstieg ({unit})",
    strength="{name}: geschätztes 1RM und Bestleistungen",
    strength_none="Noch kein Satz mit bekanntem Gewicht. Trag Gewicht und Wiederholungen ein, dann steht es hier.",
    weight="Gewicht ({unit})",
    estimate="geschätztes 1RM",
    unreliable="unsicher (über 12 Wiederholungen)",
    best="bisher bestes",
    record="Bestleistung",
    muscles_title="Harte Sätze je Muskel und Woche",
    muscles_note="ein mittrainierter Muskel zählt ½ Satz",
    muscles_none="Keine harten Sätze von Übungen, deren Muskeln bekannt sind.",
    muscles_axis="erster Tag der Woche",
    hard_sets="harte Sätze",
    muscles={
        "abductors": "Abduktoren",
        "abs": "Bauch",
        "adductors": "Adduktoren",
        "biceps": "Bizeps",
        "calves": "Waden",
        "chest": "Brust",
        "feet": "Füße",
        "forearms": "Unterarme",
        "front-delts": "vordere Schulter",
        "glutes": "Gesäß",
        "hamstrings": "Beinbeuger",
        "hip-flexors": "Hüftbeuger",
        "lats": "Latissimus",
        "lower-back": "unterer Rücken",
        "neck": "Nacken",
        "obliques": "seitlicher Bauch",
        "quads": "Quadrizeps",
        "rear-delts": "hintere Schulter",
        "rotator-cuff": "Rotatoren",
        "serratus": "Sägemuskel",
        "side-delts": "seitliche Schulter",
        "tibialis": "Schienbein",
        "traps": "Trapez",
        "triceps": "Trizeps",
        "upper-back": "oberer Rücken",
    },
)

_SPANISH = ChartWords(
    lang="es",
    locale="es-ES",
    day_form="%d/%m/%Y",
    decimal=",",
    span="{first} a {last}",
    load="Carga de entrenamiento",
    load_note="esfuerzo (RPE de la sesión) × minutos; describe, no predice",
    load_none="Ninguna sesión tiene todavía RPE y duración.",
    load_axis="carga por día (AU = RPE × min)",
    mean={"week": "media de la semana", "month": "media del mes"},
    acute="aguda: media de 7 días",
    chronic="crónica: media de 28 días",
    running={"week": "Carrera por semana", "month": "Carrera por mes"},
    running_none="Nada de carrera en este tiempo. Caminatas, senderismo y bicicleta se cuentan aparte.",
    no_ascent="sin desnivel registrado",
    distance="distancia ({unit})",
    ascent="desnivel ({unit})",
    strength="{name}: 1RM estimado y récords",
    strength_none="Todavía ninguna serie con peso conocido. Anota peso y repeticiones y aparecerá aquí.",
    weight="peso ({unit})",
    estimate="1RM estimado",
    unreliable="inseguro (más de 12 repeticiones)",
    best="mejor hasta ahora",
    record="serie récord",
    muscles_title="Series duras por músculo y semana",
    muscles_note="un músculo que acompaña cuenta ½ serie",
    muscles_none="Ninguna serie dura de ejercicios con músculos conocidos.",
    muscles_axis="primer día de la semana",
    hard_sets="series duras",
    muscles={
        "abductors": "abductores",
        "abs": "abdominales",
        "adductors": "aductores",
        "biceps": "bíceps",
        "calves": "gemelos",
        "chest": "pecho",
        "feet": "pies",
        "forearms": "antebrazos",
        "front-delts": "deltoides anterior",
        "glutes": "glúteos",
        "hamstrings": "isquiotibiales",
        "hip-flexors": "flexores de cadera",
        "lats": "dorsales",
        "lower-back": "lumbares",
        "neck": "cuello",
        "obliques": "oblicuos",
        "quads": "cuádriceps",
        "rear-delts": "deltoides posterior",
        "rotator-cuff": "manguito rotador",
        "serratus": "serrato",
        "side-delts": "deltoides lateral",
        "tibialis": "tibial",
        "traps": "trapecio",
        "triceps": "tríceps",
        "upper-back": "espalda alta",
    },
)

WORDS: Mapping[str, ChartWords] = MappingProxyType({each.lang: each for each in (ENGLISH, _GERMAN, _SPANISH)})
"""By language."""
