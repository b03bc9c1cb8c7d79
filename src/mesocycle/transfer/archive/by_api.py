"""What a line of an archive says that the same thing may not say by any other door: the rules are those of the API."""

from collections.abc import Callable
from typing import Any

import msgspec

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.archive.archive import (
    ArchivedActivity,
    ArchivedAssignment,
    ArchivedChoice,
    ArchivedPicture,
    ArchivedReferenceValue,
    ArchivedRoutine,
    ArchivedSession,
    ArchiveNotUsable,
    ArchivePart,
)
from mesocycle.domain.archive.assignment import why_no_assignment
from mesocycle.domain.conversation import NewMessage, SentMessage, check_message
from mesocycle.domain.log.editing import is_empty
from mesocycle.domain.people.group import AthleteGroup, NewAthleteGroup, check_group
from mesocycle.domain.people.message_template import MessageTemplate, NewMessageTemplate, check_template
from mesocycle.domain.plan.keeping import KeptPart, Tagged, as_kept, check_kept, normal_tags
from mesocycle.domain.plan.library import LibraryExercise, PictureNotUsable, check_exercise
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.rules.version import check_version
from mesocycle.domain.reading.checks import NAME, TEXT
from mesocycle.domain.reading.storable import is_deep
from mesocycle.domain.reference.value import check_reference_value
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import find_log
from mesocycle.formats.documents.pictures import read_kept

_ACTIVITY = msgspec.json.Decoder(Activity)


def why_not_by_api(part: ArchivePart, document: Any) -> str | None:  # noqa: ANN401  # a line of any part
    """Say which rule a document of a part breaks, or None."""
    rule = _RULES.get(part)
    return None if rule is None else rule(document)


def _refused(check: Callable[[], None]) -> str | None:
    try:
        check()
    except Refusal as no:
        return f"no such thing can be written: {no.sentence.rstrip('.')}"
    return None


def _exercise(exercise: LibraryExercise) -> str | None:
    return _refused(lambda: check_exercise(exercise))


def _picture(archived: ArchivedPicture) -> str | None:
    def check() -> None:
        if read_kept(archived.body).told != archived.picture:
            raise PictureNotUsable("The picture is another than is told of it.", "Export the archive anew.")

    return _refused(check)


def _choice(choice: ArchivedChoice) -> str | None:
    return None if 0 < len(choice.name) <= TEXT else "its name is empty or too long"


def _routine(routine: ArchivedRoutine) -> str | None:
    return None if routine.name.strip() and len(routine.name) <= NAME else "its name is empty or too long"


def _version(version: RoutineVersion) -> str | None:
    return _refused(lambda: check_version(version))


def _assignment(archived: ArchivedAssignment) -> str | None:
    return why_no_assignment(archived.assignment)


def _reference_value(archived: ArchivedReferenceValue) -> str | None:
    return _refused(lambda: check_reference_value(archived.reference_value))


def _session(archived: ArchivedSession) -> str | None:
    session = archived.session
    if session.status is not SessionStatus.SCHEDULED:
        return None
    if session.performed_date is not None or session.started_at is not None or session.completed_at is not None:
        return "it is still to be done, and says when it was"
    log = find_log(session)
    return None if log is None or is_empty(log) else "it is still to be done, and something was logged in it"


def _activity(archived: ArchivedActivity) -> str | None:
    try:
        _ACTIVITY.decode(archived.activity)
    except (msgspec.DecodeError, RecursionError) as no:
        return f"no device recorded it so ({str(no) or 'too deep'})"
    return None


def _group(group: AthleteGroup) -> str | None:
    return _refused(lambda: check_group(NewAthleteGroup(name=group.name, members=group.members)))


def _message_template(template: MessageTemplate) -> str | None:
    return _refused(lambda: check_template(NewMessageTemplate(name=template.name, text=template.text)))


def _message(sent: SentMessage) -> str | None:
    new = NewMessage(text=sent.text, session_id=sent.session_id, set_id=sent.set_id, receipt_id=sent.receipt_id)
    return _refused(lambda: check_message(new))


def _kept_part(part: KeptPart) -> str | None:
    if is_deep(part.content):
        return "it is nested too deeply"
    if as_kept(part.content) != part.content:
        return "nothing is kept in that form"
    return _refused(lambda: check_kept(part))


def _tagged(tagged: Tagged) -> str | None:
    def check() -> None:
        if not tagged.tags or normal_tags(tagged.tags) != tagged.tags:
            raise ArchiveNotUsable("Its tags are not as tags are kept.", "Export the archive anew.")

    return _refused(check)


_RULES: dict[ArchivePart, Callable[[Any], str | None]] = {
    ArchivePart.EXERCISES: _exercise,
    ArchivePart.PICTURES: _picture,
    ArchivePart.EXERCISE_CHOICES: _choice,
    ArchivePart.ROUTINES: _routine,
    ArchivePart.ROUTINE_VERSIONS: _version,
    ArchivePart.ASSIGNMENTS: _assignment,
    ArchivePart.REFERENCE_VALUES: _reference_value,
    ArchivePart.SESSIONS: _session,
    ArchivePart.ACTIVITIES: _activity,
    ArchivePart.GROUPS: _group,
    ArchivePart.MESSAGE_TEMPLATES: _message_template,
    ArchivePart.MESSAGES: _message,
    ArchivePart.KEPT_PARTS: _kept_part,
    ArchivePart.TAGS: _tagged,
}
