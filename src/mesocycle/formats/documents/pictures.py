"""Pictures of exercises: recognised by their bytes, unpacked within bounds, drawn anew as WebP."""

import hashlib
import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from mesocycle.domain.plan.library import (
    LONGEST_SIDE,
    MOST_KEPT_BYTES,
    MOST_PIXELS,
    MOST_SENT_BYTES,
    ExercisePicture,
    MadePicture,
    PictureNotUsable,
)

TAKEN = ("JPEG", "PNG", "WEBP")
_SMALLER = ((LONGEST_SIDE, 80), (LONGEST_SIDE, 60), (960, 60), (640, 50))
"""Longest side and quality: the first that is short enough is kept."""
_ONE_AT_A_TIME = Lock()
"""One picture may need a hundred megabytes while it is unpacked, so never two."""


def make_picture(sent: bytes) -> MadePicture:
    """Make of what was sent what is kept, or refuse; its place, device and hour stay behind, and so does any thumbnail.

    A picture that says that it lies on its side is turned. Of several in one file the first is taken.
    """
    if len(sent) > MOST_SENT_BYTES:
        raise _no(f"The picture is {len(sent)} bytes long, more than {MOST_SENT_BYTES}")
    from PIL import Image, ImageOps  # noqa: PLC0415  # most processes never see a picture (decision 0122)

    with _ONE_AT_A_TIME, _telling_damage(), Image.open(io.BytesIO(sent), formats=TAKEN) as picture:
        most = MOST_PIXELS if picture.format == "JPEG" else MOST_PIXELS // 2  # all others are unpacked whole
        _require_few_points(*picture.size, most)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than it is needed
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        points = ImageOps.exif_transpose(picture).convert(mode)
        bare = Image.new(mode, points.size)
        bare.paste(points)
        for side, quality in _SMALLER:
            bare.thumbnail((side, side))
            to = io.BytesIO()
            bare.save(to, "WEBP", quality=quality, method=4)
            if to.tell() <= MOST_KEPT_BYTES:
                break
        return _made(to.getvalue(), *bare.size)


def read_kept(body: bytes) -> MadePicture:
    """Read what a server says that it kept, or refuse: bytes that `make_picture` could not have made are none."""
    if len(body) > MOST_KEPT_BYTES:
        raise _no("The picture is longer than any that is kept")
    from PIL import Image  # noqa: PLC0415  # the same

    with _ONE_AT_A_TIME, _telling_damage(), Image.open(io.BytesIO(body), formats=("WEBP",)) as picture:
        if max(picture.size) > LONGEST_SIDE or getattr(picture, "n_frames", 1) != 1:
            raise _no("The picture is larger than any that is kept")
        if struct.unpack("<I", body[4:8])[0] + 8 != len(body) or any(
            name in picture.info for name in ("exif", "xmp", "icc_profile")
        ):
            raise _no("The picture holds more than its points")
        picture.load()
        return _made(body, *picture.size)


def _made(body: bytes, width: int, height: int) -> MadePicture:
    return MadePicture(ExercisePicture(sha256=hashlib.sha256(body).hexdigest(), width=width, height=height), body)


def _require_few_points(width: int, height: int, most: int) -> None:
    if width * height > most or not width or not height:
        raise _no(f"The picture has {width} × {height} points; {most} are the most")


@contextmanager
def _telling_damage() -> Iterator[None]:
    """Turn what the library says of bytes that are no picture into a refusal."""
    from PIL import Image  # noqa: PLC0415  # the same

    try:
        yield
    except (
        *(OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError),
        *(struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning),
    ) as error:
        raise _no("The bytes are no picture that can be read") from error


def _no(sentence: str) -> PictureNotUsable:
    return PictureNotUsable(
        f"{sentence}.", "Send a JPEG, PNG or WebP of at most 2 MB; one that was saved anew, smaller, is the surest."
    )
