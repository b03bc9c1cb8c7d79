"""Receivers that count their weeks anew write all of a file 1,024 weeks too early."""

import pytest

from mesocycle.domain.activity.activity import Activity, RecordedLap
from mesocycle.domain.activity.counted_anew import TOLD, dated_anew
from mesocycle.domain.log.performance import Performance

TODAY = "2026-11-29"


def recorded(start: str | None, form: str = "gpx") -> Activity:
    assert form in {"fit", "tcx", "gpx"}
    return Activity(
        format="fit" if form == "fit" else "gpx",
        sport="running",
        movement="run",
        start=start,
        civil_start=None if start is None else start[:19],
        performance=Performance(duration=600),
        laps=(RecordedLap(started_at=start, performance=Performance(duration=600)),),
        records=60,
    )


def starts(*given: Activity) -> list[str | None]:
    return [each.start for each in dated_anew(given, TODAY)]


def test_a_recording_of_last_week_whose_clock_counts_anew_gets_its_day() -> None:
    (found,) = dated_anew([recorded("2007-04-10T06:00:00.000Z")], TODAY)

    assert found.start == found.laps[0].started_at == "2026-11-24T06:00:00.000Z"
    assert found.civil_start == "2026-11-24T06:00:00"
    assert found.left_out == (TOLD,)


def test_a_fit_file_older_than_fit_is_set_right_however_long_ago_it_was() -> None:
    assert starts(recorded("2000-02-01T06:00:00.000Z", "fit")) == ["2019-09-17T06:00:00.000Z"]


@pytest.mark.parametrize(
    "start",
    ["2007-01-10T06:00:00.000Z", "2012-04-10T06:00:00.000Z", "2026-11-24T06:00:00.000Z", "2007-05-01T06:00:00", None],
)
def test_what_was_recorded_at_another_time_stays_as_it_is(start: str | None) -> None:
    assert starts(recorded(start)) == [start]


def test_a_fit_file_whose_day_would_be_to_come_stays_as_it_is() -> None:
    assert starts(recorded("2008-04-10T06:00:00.000Z", "fit")) == ["2008-04-10T06:00:00.000Z"]


def test_who_brings_along_recordings_of_those_years_keeps_them_all() -> None:
    given = [recorded("2007-04-10T06:00:00.000Z"), recorded("2006-08-01T06:00:00.000Z")]

    assert dated_anew(given, TODAY) == given
