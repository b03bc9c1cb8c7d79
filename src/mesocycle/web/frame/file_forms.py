"""A form with files in it (`multipart/form-data`), as a page without scripts sends it: parted where it lies on disk."""

import mmap
import re
import tempfile
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from typing import BinaryIO, NamedTuple, cast

from mesocycle.http.call import Call
from mesocycle.http.receiving import no_room
from mesocycle.http.refusals import RequestNotUnderstood
from mesocycle.web.frame.forms import Form

_NAME = re.compile(r'; ?name="([^"\r\n]*)"')
_FILE = re.compile(r'; ?filename="([^"\r\n]*)"')
_MOST_PARTS = 100
_MOST_HEAD = 2000
_MOST_VALUE = 100_000
_MOST_NAME = 200
_AT_ONCE = 1_000_000


class SentFile(NamedTuple):
    """A file of a form; whoever takes it closes it."""

    name: str
    file: BinaryIO


class _Part(NamedTuple):
    head: str
    begin: int
    end: int


def file_form_of(call: Call) -> tuple[Form, list[SentFile]]:
    """Read the form that was sent: its fields, and its files each as a file of its own; fields left empty give none."""
    boundary = _boundary(call.request.headers.get("content-type", ""))
    fields: list[tuple[str, str]] = []
    files: list[SentFile] = []
    whole = call.upload.file
    try:
        with closing(mmap.mmap(whole.fileno(), 0, access=mmap.ACCESS_READ)) as body:
            for part in _parts(body, boundary):
                name, file = _NAME.search(part.head), _FILE.search(part.head)
                if file is None:
                    fields.append(
                        (name[1] if name else "", _text(body[part.begin : min(part.end, part.begin + _MOST_VALUE)]))
                    )
                elif file[1] and part.end > part.begin:
                    files.append(SentFile(_plain(file[1]), _copied(body, part)))
    except BaseException as error:
        for each in files:
            each.file.close()
        if isinstance(error, OSError):
            raise no_room(error) from error
        if isinstance(error, ValueError):  # a body without a byte can't be mapped
            raise _not_readable() from None
        raise
    return Form(fields), files


def _boundary(said: str) -> bytes:
    header = Message()
    header["content-type"] = said
    found = header.get_boundary()
    if not found or not found.isascii():
        raise _not_readable()
    return b"--" + found.encode("ascii")


def _parts(body: mmap.mmap, boundary: bytes) -> Iterator[_Part]:
    at = body.find(boundary, 0, _MOST_HEAD)
    for _ in range(_MOST_PARTS):
        if at < 0:
            raise _not_readable()
        begin = at + len(boundary)
        if body[begin : begin + 2] == b"--":
            return
        gap = body.find(b"\r\n\r\n", begin, begin + _MOST_HEAD)
        following = -1 if gap < 0 else body.find(b"\r\n" + boundary, gap + 2)
        if following < 0:
            raise _not_readable()
        yield _Part(_text(body[begin:gap]), gap + 4, max(following, gap + 4))
        at = following + 2
    raise _not_readable()


def _copied(body: mmap.mmap, part: _Part) -> BinaryIO:
    file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115  # closed by whoever takes it
    try:
        for at in range(part.begin, part.end, _AT_ONCE):
            file.write(body[at : min(part.end, at + _AT_ONCE)])
        file.flush()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n")


def _plain(name: str) -> str:
    """Give a file's name without folders and without signs that no name has."""
    own = re.split(r"[/\\]", name.replace("%22", '"'))[-1]
    return "".join(sign for sign in own if sign.isprintable())[-_MOST_NAME:].strip() or "file"


def _not_readable() -> RequestNotUnderstood:
    return RequestNotUnderstood("The form could not be read.", "Load the page again, and send it anew.")
