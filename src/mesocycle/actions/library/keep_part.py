"""Keep a workout or a section to use again, or keep it no more."""

from typing import Any

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.keeping import KeptPart, NewKeptPart, TagSubject, as_kept, check_kept, found_part
from mesocycle.domain.plan.publishing.drafting import as_file
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import drafts, kept_parts, readable_versions, tags


def keep_part(db: Database, new: NewKeptPart, act: Act) -> KeptPart:
    """Keep a copy, which goes its own way from then on: of a version or a draft in sight, or as it is given."""
    return db.write(act.actor.id, act, lambda write: keep_part_in(write, new))


def keep_part_in(write: Write, new: NewKeptPart) -> KeptPart:
    """Keep it for the write's owner."""
    content = as_kept(_content(write, new))
    said = content.get("name")
    part = KeptPart(
        id=write.new_id(),
        kind=new.kind,
        name=(new.name if new.name is not None else said if isinstance(said, str) else "").strip(),
        content=content,
        created_at=write.now,
    )
    check_kept(part)
    kept_parts.add(write, part)
    return part


def _content(write: Write, new: NewKeptPart) -> dict[str, Any]:
    named = (new.content, new.routine_version_id, new.routine_draft_id)
    if sum(each is not None for each in named) != 1:
        raise DocumentNotValid(
            "It is not said what is kept.", "Give `content`, `routineVersionId` or `routineDraftId`, and only one."
        )
    if new.content is not None:
        return new.content
    if new.routine_version_id is not None:
        version = readable_versions.get(write, write.act.actor, new.routine_version_id)
        return found_part(as_file(version), new.kind, new.workout, new.section)
    draft = drafts.get(write, write.act.actor, new.routine_draft_id or "")
    return found_part(draft.document, new.kind, new.workout, new.section)


def remove_part(db: Database, kept_part_id: Id, act: Act) -> None:
    """Keep it no more, nor its tags; what it was used for stays."""
    db.write(act.actor.id, act, lambda write: remove_part_in(write, kept_part_id))


def remove_part_in(write: Write, kept_part_id: Id) -> None:
    """Take away one of the write's owner."""
    kept_parts.remove(write, kept_part_id)
    tags.put(write, TagSubject.KEPT, kept_part_id, ())
