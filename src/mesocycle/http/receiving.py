"""A file that comes as a body: written to disk piece by piece, and refused as soon as it is too long."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from typing import BinaryIO, cast

from litestar.exceptions import HTTPException

from mesocycle.http.refusals import BodyTooLarge, MediaTypeNotKnown, NoRoom, RequestNotUnderstood

_AT_ONCE = 1_000_000
"""So much is held in memory before it is written."""
_BEGINNING = 4096


class Upload:
    """A file that came, without a name on any disk: whoever takes it closes it, else it is closed with its request."""

    def __init__(self, file: BinaryIO, digest: bytes) -> None:
        """Hold it, with the SHA-256 of all its bytes."""
        self.file = file
        self.digest = digest
        self.taken = False

    def beginning(self) -> bytes:
        """Give the first bytes, where a form says who sent it."""
        self.file.seek(0)
        return self.file.read(_BEGINNING)

    def take(self) -> BinaryIO:
        """Give the file, from its beginning, to somebody who closes it."""
        self.taken = True
        self.file.seek(0)
        return self.file

    def close(self) -> None:
        """Close the file, if nobody took it."""
        if not self.taken:
            self.file.close()


def require_file(headers: dict[str, str], most: int, *, in_form: bool = False) -> None:
    """Refuse a body that is compressed, says itself that it is too long, or is a form where that is not asked for."""
    said = headers.get("content-type", "").partition(";")[0].strip().lower()
    if in_form and said != "multipart/form-data":
        raise MediaTypeNotKnown("The body is no form with a file in it.", "Send it as the form of the page does.")
    if said.startswith("multipart/") and not in_form:
        raise MediaTypeNotKnown(
            "The body is a form with the file in it.", "Send the bytes of the file itself, and nothing around them."
        )
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise MediaTypeNotKnown("The body is compressed.", "Send it as it is, without Content-Encoding.")
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise too_long(most)


async def receive(parts: AsyncGenerator[bytes, None], most: int, more_time: Callable[[], None]) -> Upload:
    """Write a body to a file; refused once it is longer than `most` bytes. Every part that comes is given more time."""
    try:
        file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115  # closed by whoever takes it, or with the request
    except OSError as error:
        raise no_room(error) from error
    try:
        async with aclosing(parts):
            return Upload(file, await _written(parts, file, most, more_time))
    except HTTPException:
        file.close()
        raise RequestNotUnderstood(
            "The connection ended before the whole file had come.", "Send it again; nothing was done."
        ) from None
    except OSError as error:
        with suppress(OSError):  # what it holds still can't be written
            file.close()
        raise no_room(error) from error
    except BaseException:
        file.close()
        raise


async def _written(
    parts: AsyncGenerator[bytes, None], file: BinaryIO, most: int, more_time: Callable[[], None]
) -> bytes:
    digest = hashlib.sha256()
    length = 0
    held = bytearray()
    async for part in parts:
        more_time()
        length += len(part)
        if length > most:
            raise too_long(most)
        digest.update(part)
        held += part
        if len(held) >= _AT_ONCE:
            await asyncio.to_thread(file.write, bytes(held))
            held.clear()
    await asyncio.to_thread(file.write, bytes(held))
    await asyncio.to_thread(file.flush)
    return digest.digest()


def no_room(error: OSError) -> NoRoom:
    """Refuse where the server's folder for temporary files is full, missing, or not to be written."""
    return NoRoom(
        f"The server has no room for a file just now ({error.strerror or 'it can not be written'}).",
        "Try again later; if it stays so, tell whoever runs the server to look at its folder for temporary files.",
    )


def too_long(most: int) -> BodyTooLarge:
    """Refuse a file that is longer than is taken."""
    return BodyTooLarge(
        f"The file is longer than {most} bytes, which are the most.",
        "Send it in parts, or let whoever runs the server import it there.",
    )
