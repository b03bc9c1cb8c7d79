"""Tables as text: encoding, delimiter, header, and rows that do not fit."""

import pytest

from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.text.tables import MOST_BYTES, Table, read_table


def a_table(body: bytes) -> Table:
    table = read_table(body)
    assert isinstance(table, Table)
    return table


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiter_encoding_and_line_ends_are_found_out(delimiter: str, encoding: str, end: str) -> None:
    text = end.join([delimiter.join(("Date", "Länge")), delimiter.join(("1", '"a;b,c"')), ""])

    table = a_table(text.encode(encoding))

    assert list(table.picked("länge", "date")) == [(2, ("a;b,c", "1"))]


def test_a_row_begins_on_its_own_line_also_after_a_cell_of_several() -> None:
    table = a_table(b'a,b\n"one\ntwo",2\n3,4\n')

    assert [(row.line, row.cells) for row in table.rows] == [(2, ("one\ntwo", "2")), (4, ("3", "4"))]


def test_a_row_that_was_cut_off_is_told_with_its_line_and_the_rest_goes_on() -> None:
    table = a_table(b"a,b\n1\n3,4\n")

    assert [row.cells for row in table.rows] == [("3", "4")]
    assert [(no.line, no.reason) for no in table.broken] == [(2, "the row has 1 cells where the header has 2")]


def test_a_separator_line_of_a_spreadsheet_and_blank_lines_before_the_header_are_passed_over() -> None:
    table = a_table(b"sep=;\n\na;b\n1;2\n")

    assert [(row.line, row.cells) for row in table.rows] == [(4, ("1", "2"))]


def test_blank_lines_are_no_rows() -> None:
    assert len(a_table(b"a,b\n\n1,2\n,\n\n").rows) == 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"a,b\n\xff\xfa\n", "is not UTF-8"),
        (b"a,b\n1,\x00\n", "zero byte"),
        (b"\xff\xfea", "is not UTF-8"),
        (b"a" * 16_000_001, "16 MB are the most"),
    ],
    ids=lambda each: repr(each[:20]),
)
def test_what_is_no_text_is_refused_with_a_remedy(body: bytes, reason: str) -> None:
    no = read_table(body)

    assert isinstance(no, Reject)
    assert reason in no.reason
    assert no.remedy


def test_a_quote_that_is_never_closed_ends_the_table_and_says_where() -> None:
    table = a_table(b'a,b\n1,2\n"' + b"x" * 200_000)

    assert len(table.rows) == 1
    assert [no.line for no in table.broken] == [3]


@pytest.mark.parametrize("before", ["\ufeff", "\ufeff\ufeff", "\n \n", "  ", "\n\ufeff  ", "\ufeff\n"])
def test_marks_and_blanks_before_the_header_are_no_damage(before: str) -> None:
    table = a_table(f'{before}"a", "b, c"\n 1, "2, 3"\n'.encode())

    assert (table.header, [row.cells for row in table.rows]) == (("a", "b, c"), [("1", "2, 3")])


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_an_archive_in_the_place_of_a_table_says_to_unpack_it_however_long_it_is(head: bytes) -> None:
    found = read_table(head + bytes(MOST_BYTES + 1))

    assert isinstance(found, Reject)
    assert ("archive" in found.reason, found.remedy.startswith("Unpack")) == (True, True)
