"""Draw the pictures of pages that the README shows, with Debian's Chromium. `make screenshots` runs this."""

import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from mesocycle.actions.people.set_password import set_password
from mesocycle.cli.demo.demo import SEED
from mesocycle.demo.demo import make_demo
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.schema import upgrade
from tests.arrange import ADMIN
from tests.server.served import serving
from tests.web.browser.conftest import ARGUMENTS, CHROMIUM, PASSWORD

FOLDER = Path(__file__).parents[2] / "docs/pictures"
PHONE, SCREEN = {"width": 390, "height": 780}, {"width": 1180, "height": 760}
PICTURES = (
    ("today.png", "anna", "/today", PHONE, "light"),
    ("player.png", "anna", "PLAYER", PHONE, "dark"),
    ("session.png", "liam", "SESSION", PHONE, "light"),
    ("calendar.png", "anna", "/calendar", SCREEN, "light"),
)
"""File, who looks, at which page, how wide, in which theme."""


def draw() -> Iterator[tuple[str, bytes]]:
    """Give every picture by its file's name."""
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{place}/demo.sqlite"
        now = instant(datetime.now(UTC))
        with closing(Database.open(url)) as db:
            upgrade.upgrade(db)
            make_demo(db, now, SEED)
            with db.read() as read:
                people = users.all_users(read)
            for user in people:
                set_password(db, user.id, PASSWORD, Act(actor=ADMIN, now=now))
        with (
            serving(url, Path(place), requests_per_minute=100_000) as site,
            sync_playwright() as driver,
            driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS)) as browser,
        ):
            for name, who, path, size, theme in PICTURES:
                yield name, _drawn(browser, site.address, who, path, size, theme)


def _drawn(browser: Browser, address: str, who: str, path: str, size: dict[str, int], theme: str) -> bytes:
    context = browser.new_context(
        base_url=address,
        viewport=size,  # type: ignore[arg-type]  # width and height
        color_scheme=theme,  # type: ignore[arg-type]  # one of two words
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#email", f"{who}@example.org")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/today")
    _go(page, path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('[data-zone-note]').forEach((each) => each.remove())")
    picture = page.screenshot(scale="css")
    context.close()
    return smaller(picture)


def _go(page: Page, path: str) -> None:
    if path == "PLAYER":
        page.click("section.running a.primary")
        page.wait_for_selector(".player .amount, .player .main")
    elif path == "SESSION":
        page.goto("/calendar?view=agenda")
        page.click(".rows a.title >> nth=0")
    else:
        page.goto(path)


def smaller(png: bytes) -> bytes:
    """Give the same picture in fewer bytes: as few colours as it has, or the nearest 256, packed as tight as can be."""
    width, height, rows = _pixels(png)
    counted: dict[bytes, int] = {}
    for row in rows:
        for at in range(0, len(row), 3):
            colour = row[at : at + 3]
            counted[colour] = counted.get(colour, 0) + 1
    palette = sorted(counted, key=lambda each: -counted[each])[:256]
    places = {colour: place for place, colour in enumerate(palette)}
    for colour in counted:
        if colour not in places:
            places[colour] = min(range(len(palette)), key=lambda place: _far(palette[place], colour))
    lines = b"".join(b"\0" + bytes(places[row[at : at + 3]] for at in range(0, len(row), 3)) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return png[:8] + b"".join(_chunk(kind, body) for kind, body in parts)


def _far(one: bytes, other: bytes) -> int:
    return sum((mine - theirs) ** 2 for mine, theirs in zip(one, other, strict=True))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Read a PNG as Chromium writes it, 8 bits of red, green and blue, with or without a fourth, into rows of three."""
    at, packed, head = 8, b"", b""
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        head = body if kind == b"IHDR" else head
        packed += body if kind == b"IDAT" else b""
        at += length + 12
    width, height, depth, colours, *_ = struct.unpack(">IIBBBBB", head)
    wide = {2: 3, 6: 4}[colours]
    assert depth == 8
    raw, rows, above = zlib.decompress(packed), list[bytes](), bytearray(width * wide)
    for line in range(height):
        begin = line * (width * wide + 1)
        above = _unfiltered(raw[begin], bytearray(raw[begin + 1 : begin + 1 + width * wide]), above, wide)
        rows.append(bytes(above) if wide == 3 else b"".join(bytes(above[x : x + 3]) for x in range(0, len(above), 4)))
    return width, height, rows


def _unfiltered(how: int, row: bytearray, above: bytearray, wide: int) -> bytearray:
    for at in range(len(row)):
        left = row[at - wide] if at >= wide else 0
        corner = above[at - wide] if at >= wide else 0
        guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[how]
        row[at] = (row[at] + guess) & 0xFF
    return row


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda each: abs(guess - each))


if __name__ == "__main__":
    if not CHROMIUM.exists():
        sys.exit(f"There is no {CHROMIUM}; on Debian: apt-get install chromium.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file, body in draw():
        (FOLDER / file).write_bytes(body)
        print(f"{file}  {len(body) / 1000:.0f} kB")  # noqa: T201  # whoever runs it sees how large they are
