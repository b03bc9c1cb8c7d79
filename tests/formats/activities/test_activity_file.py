from pathlib import Path

import pytest

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.log.checks import number_errors
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.activity_file import read_activities
from tests.formats.damage import own_files
from tests.formats.fit_bytes import a_fit_file, file_id, lap, record, session
from tests.formats.real_files import needs_real_files, real_files


@pytest.mark.parametrize("kind", ["fit", "tcx", "gpx"])
def test_the_bytes_say_which_format_it_is(kind: str) -> None:
    (activity,) = read_activities(own_files()[kind][0])

    assert isinstance(activity, Activity)
    assert activity.format == kind


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"<html></html>", b"hello", b"<?xml version='1.0'?><kml/>"])
def test_anything_else_is_one_reject(body: bytes) -> None:
    (reject,) = read_activities(body)

    assert isinstance(reject, Reject)


def test_numbers_that_no_body_could_do_are_left_out_and_told() -> None:
    far = a_fit_file(file_id(), record(0, 0, 100, beats=5), lap(0, 60, 30_000_000), session(0, 60, 30_000_000))

    (activity,) = read_activities(far)

    assert isinstance(activity, Activity)
    assert (activity.performance.distance, activity.performance.average_heart_rate) == (None, None)
    assert "can't be" in activity.problems[-1]


@needs_real_files
@pytest.mark.parametrize(
    "path", real_files("*/*.fit") + real_files("*/*.tcx") + real_files("*/*.gpx"), ids=lambda path: path.name
)
def test_every_number_of_a_real_file_may_stand_in_a_log(path: Path) -> None:
    found = [each for each in read_activities(path.read_bytes()) if isinstance(each, Activity)]

    whole, laps = [each.performance for each in found], [one.performance for each in found for one in each.laps]
    sets = [one.performance for each in found for one in each.sets]
    assert [error for each in (*whole, *laps, *sets) for error in number_errors(each, None, "")] == []


@pytest.mark.parametrize(
    "before", [b"          ", b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n \xef\xbb\xbf", b" " * 300]
)
@pytest.mark.parametrize("kind", ["tcx", "gpx"])
def test_blanks_and_marks_before_the_first_element_are_no_damage(kind: str, before: bytes) -> None:
    body = own_files()[kind][0]

    assert read_activities(before + body) == read_activities(body)
