"""Whatever cells a list has, an activity stays; wherever commas stand in a name, its sets do."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.imports.past_workout import PastWorkout
from mesocycle.domain.log.checks import number_errors
from mesocycle.formats.apps.fitnotes import read_fitnotes
from mesocycle.formats.apps.garmin import read_garmin
from mesocycle.formats.apps.strava import read_strava
from mesocycle.formats.text.cells import SaidUnits

_GARMIN = (
    *("Aktivitetstype", "Dato", "Favorit", "Titel", "Distance", "Kalorier", "Tid", "Gennemsnitlig puls", "Maks. puls"),
    *("Aerob TE", "Gennemsnitstempo", "Bedste tempo", "Samlet stigning", "Samlet nedstigning", "Tid i bevægelse"),
    *("Tidsforbrug", "Minimum højde", "Maksimal højde"),
)
_RUN = (
    *("Løb", "2026-03-14 07:05:09", "false", "Morning", "10.01", "1,020", "00:50:10", "151", "170", "3.2"),
    *("5:01", "4:20", "210", "198", "00:50:01", "00:52:03", "12", "88"),
)
_OPTIONAL = (5, 7, 8, 12, 13, 14, 15)
_ODD = st.one_of(
    st.sampled_from(("", "--", "--:--:--", "NaN", "00:NaN:NaN", "-0.4", "0", "999:99:99", "9" * 12, "many", "1,2,3")),
    st.text(max_size=12).filter(lambda text: "\0" not in text),
)


def table(*rows: Sequence[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8", errors="replace")


@given(odd=st.dictionaries(st.sampled_from(_OPTIONAL), _ODD, min_size=1))
def test_no_cell_of_an_amount_throws_an_activity_away_and_none_that_cannot_be_is_taken(odd: dict[int, str]) -> None:
    spoiled = [odd.get(place, cell) for place, cell in enumerate(_RUN)]

    found = list(read_garmin(table(_GARMIN, _RUN, spoiled), SaidUnits(distance="km")))

    assert [each.efforts[0].performance.distance for each in found if isinstance(each, PastWorkout)] == [10010, 10010]
    for each in found:
        assert isinstance(each, PastWorkout)
        assert list(number_errors(each.efforts[0].performance, None, "")) == []
        assert each.duration_s is None or 0 < each.duration_s <= 14 * 86_400


_WORD = st.text(alphabet="abcdefghXYZ ()-", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(parts=st.lists(_WORD, min_size=1, max_size=4), weight=st.integers(1, 200), reps=st.integers(1, 30))
def test_a_name_with_any_commas_and_no_quotes_keeps_its_sets(parts: list[str], weight: int, reps: int) -> None:
    header = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment"
    body = f"{header}\n2026-03-02,{','.join(parts)},Chest,{weight}.5,{reps},,,,\n".encode()

    (workout,) = read_fitnotes(body)

    assert isinstance(workout, PastWorkout)
    (exercise,) = workout.exercises
    assert exercise.name == ", ".join(parts)
    assert [(each.performance.weight, each.performance.reps) for each in exercise.sets] == [(weight + 0.5, reps)]


@pytest.mark.parametrize("fewer", [0, 2])
@given(
    km=st.lists(st.integers(50, 100_000).map(lambda hundredths: hundredths / 100), min_size=1, max_size=6),
    miles=st.booleans(),
)
def test_stravas_metres_are_found_by_what_they_are_in_either_layout(
    fewer: int, km: list[float], *, miles: bool
) -> None:
    unit = 1609.344 if miles else 1000.0
    rows = [_strava_row(number, each, each * unit, fewer) for number, each in enumerate(km)]
    header = [f"n{place}" for place in range(len(rows[0]))]

    found = list(read_strava(table(header, *rows)))

    assert [each.efforts[0].performance.distance for each in found if isinstance(each, PastWorkout)] == [
        pytest.approx(each * unit) for each in km
    ]


def _strava_row(number: int, shown: float, metres: float, fewer: int) -> list[str]:
    front = [str(number), f"2024-05-{number + 1:02d} 06:00:00", "Morning", "Run", "", "3600", f"{shown:.2f}"]
    front += [""] * (8 - fewer)
    return [
        *front,
        "3600.0",
        "3500.0",
        f"{metres:.3f}",
        "4.5",
        "3.1",
        "12.5",
        "11.5",
        *["7"] * 6,
        "170",
        "80",
        "171",
        "150",
    ]
