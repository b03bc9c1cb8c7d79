"""FIT frame by frame: clocks, damage, claims."""

from tests.formats.activities.fits import the_activity
from tests.formats.fit_bytes import (
    UTC_BASE,
    a_fit_file,
    a_run,
    file_id,
    message,
    record,
    session,
)


def test_a_device_whose_clock_was_not_set_tells_civil_time() -> None:
    body = a_fit_file(
        file_id(),
        message(18, (2, 0x86, 1000), (253, 0x86, 1600), (7, 0x86, 600_000), (5, 0x00, 1)),
        message(34, (253, 0x86, 1600), (5, 0x86, UTC_BASE)),
    )

    assert the_activity(body).start == "2024-11-08T11:23:20"


def test_a_changed_byte_is_told() -> None:
    whole = bytearray(a_run([(300, 1000)]))
    whole[-2] ^= 0xFF

    assert "checksum" in the_activity(bytes(whole)).problems[0]


def test_a_file_that_claims_two_gigabytes_is_read_as_far_as_it_goes() -> None:
    body = a_fit_file(file_id(), record(0, 0, 100), session(0, 60, 100), claims=2_000_000_000)

    activity = the_activity(body)

    assert activity.records == 1
    assert activity.problems
