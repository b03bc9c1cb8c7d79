"""Import an archive: a user with all of their training, or training added to that of a user who is here."""

from collections.abc import Callable
from typing import BinaryIO, TypeVar

from msgspec.structs import replace

from mesocycle.bulk.archive_rules import Refused
from mesocycle.bulk.archive_taking import Progress, Taking
from mesocycle.domain.act import Act
from mesocycle.domain.archive import ArchiveNotUsable, ArchivePart, ArchiveTaken
from mesocycle.domain.document import Id
from mesocycle.domain.permission import Deed, require_admin, require_self
from mesocycle.domain.user import Role, User
from mesocycle.domain.user_rules import check_user
from mesocycle.formats.archive import OpenArchive, opened
from mesocycle.storage import coachings, users
from mesocycle.storage.database import Database, Write, new_id

T = TypeVar("T")


def silent(_done: int, _all: int) -> None:
    """Tell nobody."""


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
    with opened(stream) as archive:
        archive.check()
        user = archive.user()
        with db.read() as read:
            owner = into or user.id
            is_new = into is None and not users.several(read, [user.id])
            if is_new:
                require_admin(act.actor)
            else:
                coachings.permit(read, act.actor, owner, Deed.PERFORM)
                require_self(act.actor, owner)
                users.get(read, owner)
        if is_new:
            check_user(user)
            return _undone_if(
                dry_run,
                lambda do: db.found(user.id, new_id(act.now), act, do),
                lambda write: _bring(write, archive, user, progress, dry_run=dry_run),
            )
        return _undone_if(
            dry_run,
            lambda do: db.write(owner, act, do),
            lambda write: _add(write, archive, progress, dry_run=dry_run),
        )


class _NotMeant(Exception):  # no error: it takes a dry run back
    def __init__(self, would_be: ArchiveTaken) -> None:
        self.would_be = would_be


def _undone_if(
    dry_run: bool,  # noqa: FBT001  # said by name where it comes from
    run: Callable[[Callable[[Write], ArchiveTaken]], ArchiveTaken],
    do: Callable[[Write], ArchiveTaken],
) -> ArchiveTaken:
    """Do it; a dry run does all of it, and takes it back with the transaction."""

    def whole(write: Write) -> ArchiveTaken:
        taken = do(write)
        if dry_run:
            raise _NotMeant(taken)
        return taken

    try:
        return run(whole)
    except _NotMeant as no:
        return no.would_be


def _bring(write: Write, archive: OpenArchive, user: User, progress: Progress, *, dry_run: bool) -> ArchiveTaken:
    """Bring a user who is not here, as they were; whoever runs this server says who else may run it."""
    taking = Taking(write, archive, is_new=True)
    roles = tuple(role for role in user.roles if role is not Role.ADMIN)
    users.bring(write, replace(user, roles=roles or (Role.ATHLETE,)))
    taking.count(ArchivePart.USER, "imported")
    taking.take(progress)
    if not users.has_own_routine(write, user.id):
        raise ArchiveNotUsable(
            "The routine of the user's one-off sessions is not in it; nothing was taken in.",
            "Add the user with `mesocycle user add`, and take the archive in with --user.",
        )
    if roles != user.roles:
        no = Refused("the role admin is not taken over", "Give it here: `mesocycle user set --role admin`.")
        taking.tell(ArchivePart.USER, 1, user.id, no)
    return _told(taking, user.id, is_new=True, dry_run=dry_run)


def _add(write: Write, archive: OpenArchive, progress: Progress, *, dry_run: bool) -> ArchiveTaken:
    taking = Taking(write, archive, is_new=False)
    taking.count(ArchivePart.USER, "there")
    taking.take(progress)
    return _told(taking, write.owner, is_new=False, dry_run=dry_run)


def _told(taking: Taking, owner: Id, *, is_new: bool, dry_run: bool) -> ArchiveTaken:
    return ArchiveTaken(
        import_id=None if dry_run else taking.import_id,
        user_id=owner,
        new_user=is_new,
        dry_run=dry_run,
        parts=taking.parts,
        rejected=tuple(taking.rejected),
    )
