"""A draft is saved from the revision that it was made from, or not at all."""

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.domain.plan.draft import NewDraft
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import drafts
from tests.arrange import a_trainer, an_act, an_actor


def test_only_from_the_present_revision_is_saved_or_removed(db: Database) -> None:
    tom = a_trainer(db)
    draft = begin_draft(db, NewDraft(document={"name": "One"}), an_act(tom))

    def change(was: int, name: str) -> bool:
        return db.write(tom.id, an_act(tom), lambda write: drafts.save(write, draft.id, was, {"name": name}))

    assert [change(1, "Two"), change(1, "Three"), change(2, "Four")] == [True, False, True]
    with db.read() as read:
        assert (drafts.get(read, an_actor(tom), draft.id).document, drafts.of_user(read, tom.id)[0].revision) == (
            {"name": "Four"},
            3,
        )
    assert not db.write(tom.id, an_act(tom), lambda write: drafts.remove(write, draft.id, 2))
    assert db.write(tom.id, an_act(tom), lambda write: drafts.remove(write, draft.id, 3))


def test_the_latest_are_read_whole_up_to_a_number_and_a_size(db: Database) -> None:
    tom, una = a_trainer(db), a_trainer(db, "una")
    begun = [begin_draft(db, NewDraft(document={"name": "x" * 100}), an_act(tom)) for _ in range(4)]
    begin_draft(db, NewDraft(document={"name": "Una's"}), an_act(una))

    def latest(most: int, most_bytes: int) -> list[str]:
        with db.read() as read:
            found = drafts.latest_contents(read, tom.id, most=most, most_bytes=most_bytes)
            assert all(each.document == {"name": "x" * 100} for each in found)
            return [each.id for each in found]

    with db.read() as read:
        ordered = [each.id for each in drafts.of_user(read, tom.id)]
    assert sorted(ordered) == sorted(each.id for each in begun)
    assert latest(9, 10_000) == ordered
    assert latest(3, 10_000) == ordered[:3]
    assert latest(9, 250) == ordered[:2]
    assert latest(9, 50) == []
