"""Import an archive: a user with all of their training, or training added to that of a user who is here."""

from typing import BinaryIO

from msgspec.structs import replace

from mesocycle.domain.archive.archive import ArchiveNotUsable, ArchivePart, ArchiveTaken
from mesocycle.domain.document import Id
from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Role, User, check_user
from mesocycle.domain.permission import Deed, require_admin, require_self
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.remedy import Do
from mesocycle.formats.documents.archive import OpenArchive, opened_archive
from mesocycle.storage.engine.database import Database, Read, Write, new_id
from mesocycle.storage.people import coachings, users
from mesocycle.transfer.archive.dry_run import rolled_back_if
from mesocycle.transfer.archive.taking import ArchiveImport
from mesocycle.transfer.kept.progress import Progress, silent


def import_archive(
    db: Database,
    stream: BinaryIO,
    act: Act,
    *,
    into: Id | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ArchiveTaken:
    """Take an archive in, all that fits or, where it is damaged, nothing; again without harm.

    `into` says whose training it becomes; unsaid it is that of the archive's user, whom an admin may so bring to
    a server where they are not yet. Every id is kept. What is here already stays as it is.
    """
    with opened_archive(stream) as archive:
        archive.check()
        user = archive.user()
        with db.read() as read:
            owner = into or user.id
            is_new = into is None and not users.several(read, [user.id])
            if is_new:
                require_admin(act.actor)
            else:
                permit_adding(read, owner, act.actor)
        if is_new:
            check_user(user)
            return rolled_back_if(
                dry_run,
                lambda do: db.write_new_owner(user.id, new_id(act.now), act, do),
                lambda write: _bring(write, archive, user, progress, dry_run=dry_run),
            )
        return rolled_back_if(
            dry_run,
            lambda do: db.write(owner, act, do),
            lambda write: _add(write, archive, user, progress, dry_run=dry_run),
        )


def permit_adding(read: Read, owner: Id, actor: Actor) -> None:
    """Refuse whoever may not add an archive to a user's training: it is for the users themselves, or an admin."""
    coachings.permit(read, actor, owner, Deed.PERFORM)
    require_self(actor, owner)
    users.get(read, owner)


def _bring(write: Write, archive: OpenArchive, user: User, progress: Progress, *, dry_run: bool) -> ArchiveTaken:
    """Bring a user who is not here, as they were; whoever runs this server says who else may run it."""
    taking = ArchiveImport(write, archive, is_new=True)
    roles = tuple(role for role in user.roles if role is not Role.ADMIN)
    users.bring(write, replace(user, roles=roles or (Role.ATHLETE,)))
    taking.told.note(ArchivePart.USER, 1, user, ItemOutcome.IMPORTED)
    taking.take(progress)
    users.keep_a_zone(write, user)
    if not users.has_own_routine(write, user.id):
        known = {"email": user.email, "name": user.name, "zone": user.time_zone}
        raise ArchiveNotUsable(
            "The routine of the user's one-off sessions is not in it; nothing was taken in.",
            f"Add the user ({Do('user add', said=known)}), and take the archive in with "
            f"{Do('say user', said={'email': user.email})}.",
        )
    if roles != user.roles:
        no = Reject(0, "the role admin is not taken over", "Give it here again where it is meant.")
        taking.told.tell(ArchivePart.USER, 1, user.id, no)
    return _told(taking, user.id, is_new=True, dry_run=dry_run)


def _add(write: Write, archive: OpenArchive, user: User, progress: Progress, *, dry_run: bool) -> ArchiveTaken:
    taking = ArchiveImport(write, archive, is_new=False)
    taking.told.note(ArchivePart.USER, 1, user, ItemOutcome.ALREADY_THERE)
    taking.take(progress)
    return _told(taking, write.owner, is_new=False, dry_run=dry_run)


def _told(taking: ArchiveImport, owner: Id, *, is_new: bool, dry_run: bool) -> ArchiveTaken:
    return ArchiveTaken(
        import_id=None if dry_run else taking.import_id,
        user_id=owner,
        new_user=is_new,
        dry_run=dry_run,
        parts=taking.told.parts,
        rejected=tuple(taking.told.rejected),
    )
