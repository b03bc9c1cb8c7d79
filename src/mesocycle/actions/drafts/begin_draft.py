"""Begin a draft: of a version, old or new, of one's own routine, or of what a file says."""

from typing import Any

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.domain.plan.draft import NewDraft, RoutineDraft, check_draft_content, name_of
from mesocycle.domain.plan.publishing.drafting import as_file
from mesocycle.domain.reading.checks import check_id
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import DocumentNotValid, PathMessage
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import drafts, readable_versions, routines


def begin_draft(db: Database, new: NewDraft, act: Act) -> RoutineDraft:
    """Begin one; of an old version it holds that version's content, to be published after the latest.

    Refuses an id that is taken (`AlreadyExists`), an archived routine, and whoever may not publish versions of it
    (`NotPermitted`).
    """
    refuse_faults(check_id("_id", new.id))
    if (new.routine_version_id is None) == (new.document is None):
        raise DocumentNotValid(
            "It is not said what the draft begins with.",
            "Give `routineVersionId`, or a `document`.",
            errors=(PathMessage(path="routineVersionId", message="is needed, or document is, and not both"),),
        )
    if new.routine_version_id is None:
        document = new.document or {}
        check_draft_content(document)
        return db.write(act.actor.id, act, lambda write: begin_draft_in(write, new.id, document))
    version_id = new.routine_version_id
    with db.read() as read:
        owner = readable_versions.owner_of_version(read, act.actor, version_id)
    return db.write(owner, act, lambda write: _of_version(write, new.id, version_id))


def _of_version(write: Write, draft_id: Id | None, version_id: Id) -> RoutineDraft:
    require_author(write.act.actor, write.owner)
    version = routines.get_version(write, version_id)
    latest = routines.get_open(write, version.parent_routine_id)
    return begin_draft_in(write, draft_id, as_file(version), version.parent_routine_id, latest.id)


def begin_draft_in(
    write: Write, draft_id: Id | None, document: dict[str, Any], routine_id: Id | None = None, latest: Id | None = None
) -> RoutineDraft:
    """Begin one of the write's owner, with its content."""
    draft = RoutineDraft(
        id=draft_id or write.new_id(),
        owner_id=write.owner,
        name=name_of(document),
        parent_routine_id=routine_id,
        based_on=latest,
        revision=1,
        created_at=write.now,
        saved_at=write.now,
        saved_by=write.by,
        document=document,
    )
    drafts.require_free(write, draft.id)
    drafts.add(write, draft)
    return draft
