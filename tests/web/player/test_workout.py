"""Whole workouts in a real browser, on a real server."""

from pathlib import Path
from typing import Any

from tests.web.player.every_section import LOGGED, everything
from tests.web.player.gym import Gym, Phone
from tests.web.player.moves import taps


def test_a_workout_of_every_type_of_section_is_logged_to_the_server(playwright: Any, tmp_path: Path) -> None:
    gym = Gym(tmp_path, everything())
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()

        tapped = list(taps(phone))

        phone.sent()
        session = gym.session()
        assert sorted(gym.logged()) == sorted(LOGGED)
        assert session["status"] == "completed"
        amrap = next(each for each in session["performanceLog"]["sections"] if each["sectionId"] == "amrap")
        assert amrap["result"] == {"rounds": 6, "reps": 0}
        assert tapped[0][0] == "start"
        assert phone.errors == []
        phone.off()
