"""The words of the charts that pages show, in every language, and their width on a phone."""

import re
import string

import pytest

from mesocycle.actions.plans.library import shipped
from mesocycle.charts.drawing import draw
from mesocycle.charts.frame import NARROW, Drawing, Sheet
from mesocycle.charts.load import training_load
from mesocycle.charts.running import weekly_running
from mesocycle.charts.strength import muscle_sets, strength_progress
from mesocycle.charts.words import ENGLISH, WORDS, ChartWords
from mesocycle.domain.people.user import Units
from tests.charts.descriptions import lifts_of, load_of, running_of, weeks_of

SIGNS = {"lang", "locale", "day_form", "decimal", "span"}
OTHERS = [lang for lang in WORDS if lang != "en"]


def of_pages(count: int, sheet: Sheet) -> dict[str, Drawing]:
    """Draw the charts that pages show."""
    return {
        "weeks": muscle_sets(weeks_of(count), sheet=sheet),
        "running": weekly_running(running_of(count), Units.METRIC, sheet=sheet),
        "load": training_load(load_of(count), sheet=sheet),
        "strength": strength_progress(lifts_of(count), Units.METRIC, sheet=sheet),
    }


def sentences(words: ChartWords) -> dict[str, str]:
    """Give what stands on charts, by its name."""
    told = {name: said for name, said in words._asdict().items() if isinstance(said, str)}
    return told | {f"mean {key}": said for key, said in words.mean.items()} | dict(words.running)


@pytest.mark.parametrize("lang", OTHERS)
def test_every_language_fills_in_the_same_and_names_every_muscle_of_the_library(lang: str) -> None:
    def fields(said: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(said) if field}

    theirs, ours = sentences(WORDS[lang]), sentences(ENGLISH)
    muscles = {name for each in shipped() for name in (*each.primary_muscles, *each.secondary_muscles)}

    assert theirs.keys() == ours.keys()
    assert [name for name in ours if fields(ours[name]) != fields(theirs[name])] == []
    assert [name for name in ours if ours[name] == theirs[name]] == []
    assert muscles - WORDS[lang].muscles.keys() == set()


@pytest.mark.parametrize("count", [0, 40])
@pytest.mark.parametrize("lang", OTHERS)
def test_no_english_word_of_a_chart_is_left_in_another_language(lang: str, count: int) -> None:
    ours = [said for name, said in sentences(ENGLISH).items() if name not in SIGNS]
    plain = [said.partition("{")[0].strip(": (") for said in ours]

    for name, chart in of_pages(count, Sheet(WORDS[lang])).items():
        told = re.findall(r"<text[^>]*>([^<]+)<", draw(chart, "svg", locale=WORDS[lang].locale).decode())
        assert told
        assert [(said, text) for said in plain for text in told if said and text.startswith(said)] == [], name


@pytest.mark.parametrize("lang", list(WORDS))
@pytest.mark.parametrize("count", [0, 1, 40])
def test_on_a_phone_a_chart_is_no_wider_than_the_phone(lang: str, count: int) -> None:
    for name, chart in of_pages(count, Sheet(WORDS[lang], narrow=True)).items():
        svg = draw(chart, "svg", locale=WORDS[lang].locale).decode()
        found = re.search(r'width="([\d.]+)"', svg)
        assert found is not None
        assert float(found[1]) <= NARROW + 24, name  # with its padding


def test_decimals_are_written_as_the_language_writes_them() -> None:
    german = draw(of_pages(40, Sheet(WORDS["de"]))["weeks"], "svg", locale="de-DE").decode()

    assert re.search(r">\d+,5<", german)
    assert not re.search(r">\d+\.5<", german)
