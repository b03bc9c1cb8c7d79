"""Both readers of FIT files: the one that takes all at once says what the other says, or leaves the file to it."""

import sys
from pathlib import Path

import pytest

from mesocycle.domain.activity.raw_track import RawTrack
from mesocycle.formats.activities import fit, fit_whole
from mesocycle.formats.activities.fit_frames import read_frames
from mesocycle.formats.activities.fit_messages import FitFile
from mesocycle.formats.activities.fit_whole import read_whole
from tests.formats.activities.fits import the_activity
from tests.formats.fit_bytes import a_fit_file, a_run, file_id, lap, message, record, session, strength_set
from tests.formats.real_files import needs_real_files, real_files

_REAL = real_files("fit-*/*.fit")
_DAMAGED = {
    "activity-activity-filecrc.fit",
    "activity-filecrc.fit",
    "activity-settings-corruptheader.fit",
    "activity-settings-nodata.fit",
    "activity-unexpected-eof.fit",
    "compressed-speed-distance.fit",
}
"""Five that are broken, and one whose distances the decoder does not unpack."""
_MADE = {
    "a run": a_run([(300, 1000), (310, 1000)]),
    "two files": a_run([(60, 200)]) + a_run([(60, 200)], start=900),
    "a multisport": a_fit_file(
        *(file_id(), record(0, 0, 100), lap(0, 60, 180), session(0, 60, 180)),
        *(record(70, 0, 100), lap(70, 60, 480), session(70, 60, 480, sport=2)),
    ),
    "sets": a_fit_file(
        *(file_id(), strength_set(0, weight_16=1000), strength_set(30, active=False)),
        *(strength_set(60, category=65534), session(0, 90, 0, sport=10, sub_sport=20)),
    ),
    "a clock that was not set": a_fit_file(
        file_id(), message(18, (2, 0x86, 1000), (253, 0x86, 1600)), message(34, (253, 0x86, 1600), (5, 0x86, 10**9))
    ),
    "a record without a time": a_fit_file(
        file_id(), record(0, 0, 100), message(20, (3, 0x02, 99)), record(2, 6, 101), session(0, 60, 100)
    ),
    "nothing": a_fit_file(),
}


def told(files: list[FitFile]) -> list[object]:
    """Tell all of files; one without a number for an exercise has None, whichever reader read it."""
    return [(columns(file.track), file.records, messages(file), file.problems) for file in files]


def columns(track: RawTrack) -> dict[str, str]:
    """Tell columns to the last bit, NaN included."""
    return {name: repr(column) for name, column in vars(track).items()}


def messages(file: FitFile) -> dict[str, object]:
    """Leave out the guesses of a set, whose names one reader knows and the other does not: activities are compared."""
    return {
        name: [{key: value for key, value in one.items() if "category" not in key} for one in each]
        for name, each in file.messages.items()
    }


@pytest.mark.parametrize("name", _MADE)
def test_both_readers_say_the_same_of_a_made_file(name: str) -> None:
    whole = read_whole(_MADE[name])

    assert whole is not None
    assert told(whole) == told(list(read_frames(_MADE[name])))


@needs_real_files
@pytest.mark.parametrize("path", _REAL, ids=lambda path: path.name)
def test_both_readers_say_the_same_of_a_real_file_to_the_last_bit(path: Path) -> None:
    whole = read_whole(path.read_bytes())

    assert (whole is None) == (path.name in _DAMAGED)
    assert whole is None or told(whole) == told(list(read_frames(path.read_bytes())))


@needs_real_files
@pytest.mark.parametrize("path", _REAL, ids=lambda path: path.name)
def test_a_real_file_is_the_same_activity_without_the_fast_reader(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = list(fit.import_activities(path.read_bytes()))
    monkeypatch.setattr(fit, "read_whole", lambda _body: None)

    assert list(fit.import_activities(path.read_bytes())) == fast


def test_where_there_is_no_wheel_files_are_read_frame_by_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fitfast", None)
    fit_whole._decoder.cache_clear()
    try:
        assert read_whole(_MADE["a run"]) is None
        assert the_activity(_MADE["a run"]).performance.distance == 2000
    finally:
        fit_whole._decoder.cache_clear()


def test_a_changed_byte_leaves_the_file_to_the_other_reader() -> None:
    body = bytearray(_MADE["a run"])
    body[-40] ^= 0xFF

    assert read_whole(bytes(body)) is None


def test_a_field_of_an_app_with_the_name_of_one_of_ours_leaves_the_file_to_the_other_reader() -> None:
    """The decoder gives both under one name; the other reader tells them apart."""
    described = b"\x40\0\0\xce\0\x04" + bytes((0, 1, 2, 1, 1, 2, 2, 1, 2, 3, 6, 7)) + b"\0\0\0\2power\0"
    told_by_app = b"\x60\0\0\x14\0\x01" + bytes((253, 4, 0x86)) + b"\x01\0\x01\0" + b"\0\0\x10\x90\x41\x63"
    body = a_fit_file(file_id(), message(207, (3, 0x02, 0)), described, told_by_app, session(0, 60, 100))

    assert read_whole(body) is None
    assert [list(file.track.power) for file in read_frames(body)] != [[99.0]]


class _Broken:
    """A decoder that breaks as one in Rust does: what it raises is no `Exception`."""

    def parse(self, _body: bytes) -> dict[str, list[dict[str | int, object]]]:
        """Break."""
        raise type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})

    def records(self, _body: bytes, *, degrees: bool) -> dict[str, object]:
        """Break."""
        raise AssertionError(degrees)


def test_a_file_that_breaks_the_decoder_itself_is_left_to_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_whole, "_decoder", _Broken)

    assert read_whole(a_run([(60, 200)])) is None


def test_what_was_broken_off_by_a_person_is_not_taken_for_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_body: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fit_whole, "parts", interrupted)

    with pytest.raises(KeyboardInterrupt):
        read_whole(a_run([(60, 200)]))
