"""How a FIT file is built: what is parted, copied and counted before anything is read."""

import struct

import pytest

from mesocycle.formats.activities.fit_parts import parts
from tests.formats.fit_bytes import a_fit_file, a_run, crc, file_id, record, session


def test_the_files_of_a_body_are_parted_and_their_records_counted() -> None:
    one, other = a_run([(300, 1000)]), a_fit_file(file_id(), record(0, 0, 100), session(0, 60, 100))

    first, second = parts(one + other)

    assert (first.whole, second.whole) == (one, other)
    assert second.records == 1


def test_the_copy_beside_holds_all_but_the_records_and_its_checksum_fits() -> None:
    kept = file_id() + session(0, 60, 100)

    (part,) = parts(a_fit_file(file_id(), record(0, 0, 100), session(0, 60, 100)))

    assert part.beside[14:-2] == kept
    assert crc(part.beside) == 0


def test_a_header_that_leaves_its_checksum_out_gets_it() -> None:
    data = file_id() + record(0, 0, 100) + session(0, 60, 100)
    header = struct.pack("<BBHI4sH", 14, 0x20, 2100, len(data), b".FIT", 0)

    (part,) = parts(header + data + struct.pack("<H", crc(header + data)))

    assert crc(part.whole[:14]) == crc(part.whole) == 0
    assert part.whole[14:-2] == data


@pytest.mark.parametrize("lost", [1, 3, 20])
def test_a_file_that_breaks_off_is_not_parted(lost: int) -> None:
    with pytest.raises(ValueError, match="breaks off"):
        list(parts(a_run([(60, 200)])[:-lost]))


def test_messages_of_hundreds_of_fields_without_a_byte_are_bounded() -> None:
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 20, 255) + bytes((3, 0, 2)) * 255

    with pytest.raises(ValueError, match="very long"):
        list(parts(a_fit_file(definition + bytes(50_000))))


def test_a_field_of_no_known_type_leaves_the_file_to_the_reader_that_takes_more_care() -> None:
    odd = bytearray(a_fit_file(file_id(), record(0, 0, 100)))
    odd[odd[0] + 6 + 2] = 0x1F  # the type of the first field that is defined

    with pytest.raises(ValueError, match="type"):
        list(parts(bytes(odd)))
