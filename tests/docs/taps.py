"""Write docs/reference/taps.md: what each deed in the player costs in taps. `make docs` runs this."""

from collections.abc import Mapping
from pathlib import Path

from tests.web.player.tap_costs import DEEDS, counted_anew

PAGE = Path(__file__).parents[2] / "docs/reference/taps.md"
_HEAD = """# What a workout costs in taps

Counted in a real browser, on a phone's screen, by the test `tests/web/player/test_taps.py`, which also looks whether
what is logged is what was meant. The rest screen holds the form of the set just done, so correcting it opens nothing.
Beside it stands the best of other programs that was found, where one was counted.

| what | taps | others |
|---|---|---|
"""


def written(taps: Mapping[str, int]) -> str:
    """Give the page for what was counted."""
    return _HEAD + "".join(f"| {deed.what} | {taps[deed.what]} | {deed.others} |\n" for deed in DEEDS)


if __name__ == "__main__":
    PAGE.write_text(written(counted_anew()), encoding="utf-8")
