"""A whole workout of every type of section without a network, the browser killed at 20 random points."""

import random
import tempfile
from contextlib import closing
from pathlib import Path

from tests.prove.run import NotProvenError, Run
from tests.web.player.every_section import LOGGED, everything
from tests.web.player.gym import Gym
from tests.web.player.killing import train_offline

KILLS = 20
_TAPS = 38
"""A few fewer than the workout has, so that each kill finds one."""


def prove(run: Run) -> None:
    """Train offline, and look whether every set is on the server, once."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not on every machine

    chance = random.Random(run.seed)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        gym = Gym(Path(folder), everything())
        with closing(gym.db):
            kills = max(1, round(KILLS * min(run.scale, 1)))
            survived = train_offline(gym, playwright, chance, kills=kills, taps=_TAPS)
    told = f"{survived.taps} taps, killed {survived.after_a_tap} times after a tap and {survived.in_mid_tap} in mid-tap"
    if survived.logged != sorted(LOGGED):
        raise NotProvenError(f"{told}: the log is {survived.logged}")
    print(f"   {told}: every one of {len(LOGGED)} sets and efforts is on the server, once")
