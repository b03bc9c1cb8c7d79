"""Say what a roll-out would do for each athlete, and do nothing: worked out as the roll-out itself works it out."""

from collections.abc import Collection, Sequence

from mesocycle.actions.assignments.roll_out import CONTINUE, arranged_for, concerned, no_user
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.assignment.roll_out import PreviewedMember, RollOutPreview, check_addressed, check_members
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_assignable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.plans import readable_versions


def preview_roll_out(
    db: Database,
    version_id: Id,
    act: Act,
    *,
    members: Sequence[Id] | None = None,
    group: Id | None = None,
    exclude: Collection[Id] = (),
    wish: ReplacementRequest = CONTINUE,
    after: Id | None = None,
    limit: int | None = None,
) -> RollOutPreview:
    """Give each athlete's receipt or refusal, by their ids: all of them, or so many from behind one on.

    Each receipt has a `fingerprint`; a roll-out that is told to expect it serves nobody otherwise.
    """
    check_addressed(members, group)
    check_members([*exclude], "exclude")
    with db.read() as read:
        content = readable_versions.get_content(read, act.actor, version_id)
        require_assignable(content.version)
        everybody = concerned(read, content.version, members, exclude, act.actor, group=group)
        asked = [user_id for user_id in everybody if after is None or user_id > after][:limit]
        known = users.several(read, asked)
        arranged, refusals = arranged_for(
            read, [user_id for user_id in asked if user_id in known], content, wish, act, dry_run=True
        )
    receipts = {arrangement.receipt.user_id: arrangement.receipt for arrangement in arranged}
    refusals |= {user_id: no_user().document for user_id in asked if user_id not in known}
    return RollOutPreview(
        routine_version_id=version_id,
        athletes=len(everybody),
        members=tuple(
            PreviewedMember(user_id=user_id, receipt=receipts.get(user_id), refusal=refusals.get(user_id))
            for user_id in asked
        ),
    )
