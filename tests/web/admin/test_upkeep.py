"""Backups and checks from a page."""

import re
import time

from tests.web.admin.sending import sent
from tests.web.visitor import Visitor


def test_backups_and_checks_are_begun_on_a_page_that_looks_again_until_they_have_ended(adas: Visitor) -> None:
    def until_done() -> str:
        deadline = time.monotonic() + 60
        while "data-again" in (text := adas.get("/admin/upkeep").text):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return text

    sent(adas, "/admin/upkeep", kind="backup")
    made = until_done()
    file = re.search(r'name="file" value="([^"]+)"', made)
    assert file is not None
    sent(adas, "/admin/upkeep", kind="check-backup", file=file[1])
    until_done()
    sent(adas, "/admin/upkeep", kind="verify")
    verified = until_done()

    assert "everything holds" in verified
    assert "everything holds" in adas.get("/admin").text
