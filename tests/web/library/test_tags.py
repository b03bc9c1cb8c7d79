"""Tags on the pages of exercises and routines."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from mesocycle.actions.library.put_tags import change_tags
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.keeping import TagSubject
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import tags
from tests.arrange import a_routine, an_act
from tests.web.visitor import Visitor


def test_words_of_one_s_own_are_put_on_an_exercise_and_filtered_by(anns: Visitor) -> None:
    at = "/exercises/squat.barbell-back"

    sent = anns.send("/tags/exercise/squat.barbell-back", {"tags": "heavy,  home gym", "before.tags": "", "back": at})

    assert sent.headers["location"] == f"{at}?done=saved"
    assert 'name="tags" value="heavy, home gym"' in anns.get(at).text
    found = anns.get("/exercises?tag=Home+gym").text
    assert ">Back Squat</a>" in found
    assert ">Front Squat</a>" not in found


def test_words_that_were_put_on_elsewhere_meanwhile_stay(anns: Visitor) -> None:
    at = "/tags/exercise/squat.barbell-back"
    anns.send(at, {"tags": "old, there"})

    anns.send(at, {"tags": "mine", "before.tags": "old"})

    assert 'name="tags" value="mine, there"' in anns.get("/exercises/squat.barbell-back").text


def test_words_that_are_put_on_in_one_moment_all_stay(db: Database, ann: User) -> None:
    words = [f"word-{number}" for number in range(8)]
    ready = Barrier(len(words))

    def put(word: str) -> None:
        ready.wait(10)
        change_tags(db, TagSubject.EXERCISE, "squat.barbell-back", [word], [], an_act(ann))

    with ThreadPoolExecutor(len(words)) as threads:
        list(threads.map(put, words))

    with db.read() as read:
        assert list(tags.on(read, ann.id, TagSubject.EXERCISE, "squat.barbell-back")) == words


def test_words_are_put_on_a_routine_and_filtered_by(db: Database, anns: Visitor, ann: User) -> None:
    routine = a_routine(db, ann, name="Squats by Ann").parent_routine_id
    a_routine(db, ann, name="Others by Ann")

    anns.send(f"/tags/routine/{routine}", {"tags": "spring"})

    found = anns.get("/routines?tag=spring").text
    assert "Squats by Ann" in found
    assert "Others by Ann" not in found
    assert "Novice linear" not in found
    assert anns.send("/tags/session/x", {"tags": "x"}).status_code == 404
