"""Be in a draft: say where, and hear who else is and whether it was saved."""

from mesocycle.domain.document import Id
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.draft import (
    PRESENT_SECONDS,
    DraftState,
    Presence,
    RoutineDraft,
    check_place,
    present,
)
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import drafts


def attend_draft(db: Database, draft_id: Id, presence: Presence, act: Act) -> DraftState:
    """Note it and give the draft's state; asked again soon from the same place, nothing is written."""
    check_place(presence)
    with db.read() as read:
        draft = drafts.get(read, act.actor, draft_id)
        if _is_noted(draft, presence, act):
            return _state(read, draft, act)

    def note(write: Write) -> DraftState:
        drafts.note_presence(write, draft_id, presence.place)
        return _state(write, drafts.get(write, act.actor, draft_id), act)  # refused, it is not noted either

    return db.write(draft.owner_id, act, note)


def _is_noted(draft: RoutineDraft, presence: Presence, act: Act) -> bool:
    since = shifted(act.now, seconds=-PRESENT_SECONDS // 2)
    mine = [one for one in draft.people if one.user_id == act.actor.id]
    return any(one.place == presence.place and one.seen_at is not None and one.seen_at > since for one in mine)


def _state(read: Read, draft: RoutineDraft, act: Act) -> DraftState:
    return DraftState(
        revision=draft.revision,
        saved_at=draft.saved_at,
        saved_by=draft.saved_by,
        saved_by_name=found.name if (found := users.several(read, [draft.saved_by]).get(draft.saved_by)) else "",
        present=present(draft.people, act.actor.id, act.now),
    )
