"""A form with files: parted as browsers write it, refused where it is broken."""

import pytest

from tests.web.test_imports import FILE
from tests.web.visitor import Visitor

_TYPE = "multipart/form-data; boundary=x"


def sent_raw(visitor: Visitor, body: bytes, said: str = _TYPE) -> int:
    visitor.get("/settings")
    return visitor.send_raw("/imports", body, {"content-type": said}).status_code


def test_fields_and_files_come_apart_whatever_a_file_holds(anns: Visitor) -> None:
    tricky = FILE + b'\r\n--x\r\nContent-Disposition: form-data; name="look"\r\n\r\nyes\r\n--'

    assert anns.send_files("/imports", {"a.csv": tricky}).status_code == 303


@pytest.mark.parametrize(
    "rest",
    [
        b"",
        b'Content-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nno end',
        b'Content-Disposition: form-data; name="files"; filename="a.csv" without an end of its head',
    ],
)
def test_a_form_that_breaks_off_is_refused_and_nothing_begun(anns: Visitor, rest: bytes) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + anns.csrf.encode() + b"\r\n--x\r\n"

    assert sent_raw(anns, head + rest) == 400
    assert "Nothing was imported yet" in anns.get("/imports").text


@pytest.mark.parametrize("said", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"])
def test_what_is_no_form_with_files_is_refused(anns: Visitor, said: str) -> None:
    assert sent_raw(anns, b"anything", said) in {400, 403, 415}
