"""Put one's own tags on an exercise, a routine, or what one keeps: all of them at once."""

from collections.abc import Collection

from mesocycle.actions.plans.library import find_exercise_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.keeping import Tagged, Tags, TagSubject, changed_tags, normal_tags
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.plans import kept_parts, readable_versions, tags


def put_tags(db: Database, kind: TagSubject, subject_id: Id, wanted: Tags, act: Act) -> Tagged:
    """Let something in sight have these tags of the acting user and no others; whoever else sees it sees none."""
    return db.write(act.actor.id, act, lambda write: put_tags_in(write, kind, subject_id, wanted))


def put_tags_in(write: Write, kind: TagSubject, subject_id: Id, wanted: Tags) -> Tagged:
    """Put them as the write's owner."""
    require_subject(write, write.owner, kind, subject_id, act=write.act)
    names = normal_tags(wanted.tags)
    tags.put(write, kind, subject_id, names)
    return Tagged(kind=kind, subject_id=subject_id, tags=names)


def change_tags(
    db: Database, kind: TagSubject, subject_id: Id, typed: Collection[str], before: Collection[str], act: Act
) -> Tagged:
    """Put on what was `typed` and take off what it leaves out of `before`; what was put on meanwhile stays."""

    def change(write: Write) -> Tagged:
        there = tags.on(write, write.owner, kind, subject_id)
        return put_tags_in(write, kind, subject_id, Tags(tags=changed_tags(there, typed, before)))

    return db.write(act.actor.id, act, change)


def require_subject(read: Read, user_id: Id, kind: TagSubject, subject_id: Id, *, act: Act) -> None:
    """Refuse what is not there, or not in the user's sight."""
    if kind is TagSubject.EXERCISE:
        find_exercise_in(read, user_id, subject_id)
    elif kind is TagSubject.ROUTINE:
        readable_versions.of_routine(read, act.actor, subject_id)
    else:
        kept_parts.get(read, user_id, subject_id)
