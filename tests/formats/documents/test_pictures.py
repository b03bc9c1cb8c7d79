"""Pictures: what is taken, what of it is kept, what is refused."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image

from mesocycle.domain.plan.library import (
    LONGEST_SIDE,
    MOST_KEPT_BYTES,
    MOST_PIXELS,
    MOST_SENT_BYTES,
    PictureNotUsable,
)
from mesocycle.formats.documents.pictures import make_picture, read_kept
from tests.formats.documents.painting import a_picture, points_of


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_as_webp_whatever_it_came_as(form: str) -> None:
    made = make_picture(a_picture(form=form, size=(300, 200)))

    assert made.body[:4] + made.body[8:12] == b"RIFFWEBP"
    assert (made.told.width, made.told.height) == (300, 200)


def test_a_large_picture_is_made_small_and_keeps_its_form() -> None:
    made = make_picture(a_picture(size=(4000, 3000)))

    assert (made.told.width, made.told.height) == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)


def test_where_and_with_what_a_picture_was_taken_stays_behind() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    sent = a_picture(size=(300, 200), exif=exif, comment=b"SecretPlace")
    assert b"SecretCamera" in sent
    assert b"SecretPlace" in sent

    made = make_picture(sent)

    assert b"Secret" not in made.body
    with Image.open(io.BytesIO(made.body)) as kept:
        assert dict(kept.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(kept.info)


def test_a_picture_that_says_that_it_lies_on_its_side_stands_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    made = make_picture(a_picture(size=(300, 200), exif=exif))

    assert (made.told.width, made.told.height) == (200, 300)


def test_what_is_clear_stays_clear() -> None:
    to = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(to, "PNG")

    made = make_picture(to.getvalue())

    with Image.open(io.BytesIO(made.body)) as kept:
        assert kept.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]  # a tuple in this mode


def test_a_picture_of_noise_is_kept_within_its_bound() -> None:
    noise = random.Random(7).randbytes(700 * 700 * 3)  # no secret
    to = io.BytesIO()
    Image.frombytes("RGB", (700, 700), noise).save(to, "PNG")

    made = make_picture(to.getvalue())

    assert len(made.body) <= MOST_KEPT_BYTES


def a_bomb(width: int, height: int) -> bytes:
    """Write a PNG of very many points in few bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(6000, 4001), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    assert size[0] * size[1] > MOST_PIXELS

    with pytest.raises(PictureNotUsable):
        make_picture(a_bomb(*size))


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GIF89a" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.4",
        bytes(MOST_SENT_BYTES + 1),
        a_bomb(0, 10),
        a_picture(size=(300, 200))[:400],
    ],
)
def test_what_is_no_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(PictureNotUsable):
        make_picture(sent)


def test_no_damage_of_a_picture_is_anything_but_a_picture_or_a_refusal() -> None:
    chance = random.Random(11)  # no secret
    for form in ("JPEG", "PNG", "WEBP"):
        sent = a_picture(form=form, size=(60, 40))
        for _ in range(150):
            damaged = bytearray(sent)
            for _ in range(chance.randint(1, 8)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                made = make_picture(bytes(damaged[: chance.randint(20, len(damaged))]))
            except PictureNotUsable:
                continue
            assert max(points_of(made.body)) <= LONGEST_SIDE


def test_what_was_kept_is_read_again_as_it_was() -> None:
    made = make_picture(a_picture(size=(300, 200)))

    assert read_kept(made.body) == made


def test_what_could_not_have_been_kept_is_refused() -> None:
    kept = make_picture(a_picture(size=(300, 200))).body
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    told = a_picture(form="WEBP", size=(300, 200), exif=exif)
    large = a_picture(form="WEBP", size=(LONGEST_SIDE + 1, 10))

    for body in (b"", kept[:-10], kept + b"more", told, large, a_picture(form="PNG", size=(30, 20)), bytes(600_000)):
        with pytest.raises(PictureNotUsable):
            read_kept(body)
