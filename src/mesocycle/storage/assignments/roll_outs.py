"""Roll-outs: the rows that let one be broken off and taken up, and how far each is."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.assignment.roll_out import MemberStatus, RollOut, RollOutMember, RollOutProgress, RollOutStatus
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.refusal import NotFound, RefusalDocument
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row, given, insert
from mesocycle.storage.tables.roll_outs import roll_out, roll_out_member

_REFUSAL = msgspec.json.Decoder(RefusalDocument)
_UNDOINGS = ("undone_at", "not_undone")


def add(
    write: Write,
    roll_out_id: Id,
    version_id: Id,
    wish: ReplacementRequest,
    members: Sequence[Id],
    expected: Mapping[Id, str] | None = None,
) -> None:
    """Begin a roll-out with everybody waiting, each with the fingerprint that was looked at, where one was."""
    write.execute(
        roll_out.insert(),
        {
            "id": roll_out_id,
            "routine_version_id": version_id,
            "by": write.by,
            "status": RollOutStatus.RUNNING.value,
            "settings": msgspec.json.encode(wish).decode(),
            "created_at": write.now,
        },
    )
    insert(
        write.connection,
        roll_out_member,
        ("roll_out_id", "user_id", "status", "expected"),
        [(roll_out_id, user_id, MemberStatus.WAITING.value, (expected or {}).get(user_id)) for user_id in members],
    )


def get(read: Read, roll_out_id: Id) -> RollOut:
    """Give a roll-out with its members, or refuse."""
    found = head(read, roll_out_id)
    members = read.execute(
        sa.select(roll_out_member)
        .where(roll_out_member.c.roll_out_id == roll_out_id)
        .order_by(roll_out_member.c.user_id)
    )
    return msgspec.structs.replace(found, members=tuple(member(row) for row in members))


def member(row: Row) -> RollOutMember:
    """Make a member of a row of its table."""
    return RollOutMember(
        user_id=row.user_id,
        status=MemberStatus(row.status),
        receipt_id=row.receipt_id,
        refusal=None if row.refusal is None else _REFUSAL.decode(row.refusal),
        undone_at=row.undone_at,
        not_undone=None if row.not_undone is None else _REFUSAL.decode(row.not_undone),
    )


def head(read: Read, roll_out_id: Id) -> RollOut:
    """Give a roll-out without its members (there may be ten thousand), or refuse."""
    row = read.execute(sa.select(roll_out).where(roll_out.c.id == roll_out_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such roll-out of yours.", f"Look at {Do('roll-out list')} for their ids.")
    return RollOut(
        id=row.id,
        routine_version_id=row.routine_version_id,
        by=row.by,
        status=RollOutStatus(row.status),
        members=(),
        undo_at=row.undo_at,
    )


def wish_of(read: Read, roll_out_id: Id) -> ReplacementRequest:
    """Give where the new version begins for each athlete."""
    settings = read.execute(sa.select(roll_out.c.settings).where(roll_out.c.id == roll_out_id)).scalar_one()
    return msgspec.json.decode(settings, type=ReplacementRequest)


def find_running(read: Read, version_id: Id, by: Id) -> Id | None:
    """Give the id of a user's broken-off roll-out of a version, or None."""
    return read.execute(
        sa.select(roll_out.c.id)
        .where(
            roll_out.c.routine_version_id == version_id,
            roll_out.c.by == by,
            roll_out.c.status == RollOutStatus.RUNNING.value,
        )
        .order_by(roll_out.c.created_at.desc())
        .limit(1)
    ).scalar_one_or_none()


def waiting(read: Read, roll_out_id: Id, most: int) -> list[Id]:
    """Give the next members to be served, in ascending order."""
    return list(
        read.execute(
            sa.select(roll_out_member.c.user_id)
            .where(
                roll_out_member.c.roll_out_id == roll_out_id,
                roll_out_member.c.status == MemberStatus.WAITING.value,
            )
            .order_by(roll_out_member.c.user_id)
            .limit(most)
        ).scalars()
    )


def count(read: Read, roll_out_id: Id) -> dict[MemberStatus, int]:
    """Count members by status."""
    rows = read.execute(
        sa.select(roll_out_member.c.status, sa.func.count())
        .where(roll_out_member.c.roll_out_id == roll_out_id)
        .group_by(roll_out_member.c.status)
    )
    return {MemberStatus(row[0]): row[1] for row in rows}


def still_waiting(write: Write, roll_out_id: Id, members: Sequence[Id]) -> dict[Id, str | None]:
    """Give those of the members who still wait, now that their locks are held, each with what is expected.

    None does in a roll-out that was stopped: whoever stops one waits until those who are being served are.
    """
    running = sa.select(roll_out.c.id).where(
        roll_out.c.id == roll_out_id, roll_out.c.status == RollOutStatus.RUNNING.value
    )
    if write.execute(running.with_for_update(read=True)).scalar_one_or_none() is None:
        return {}
    rows = write.execute(
        sa.select(roll_out_member.c.user_id, roll_out_member.c.expected)
        .where(
            roll_out_member.c.roll_out_id == roll_out_id,
            roll_out_member.c.user_id.in_(list(members)),
            roll_out_member.c.status == MemberStatus.WAITING.value,
        )
        .order_by(roll_out_member.c.user_id)
    )
    return {row.user_id: row.expected for row in rows}


def _serve_statement(dialect: str) -> Prepared:
    served = given(dialect, "member", "outcome", "receipt", "reason")
    return Prepared(
        sa.text(
            f"""with served as materialized ({served})
                update roll_out_member as m set status = v.outcome, receipt_id = v.receipt, refusal = v.reason
                from served as v
                where m.roll_out_id = :roll_out and m.user_id = v.member and m.status = 'waiting'"""  # noqa: S608  # our own fragments
        )
    )


_SERVE = {dialect: _serve_statement(dialect) for dialect in ("sqlite", "postgresql")}


def serve(write: Write, roll_out_id: Id, receipts: Mapping[Id, Id], refusals: Mapping[Id, RefusalDocument]) -> None:
    """Mark members as done (receipt by user) or refused, in the transaction of their replacements."""
    served = [
        {"member": user_id, "outcome": MemberStatus.DONE, "receipt": receipt_id, "reason": None}
        for user_id, receipt_id in receipts.items()
    ]
    served += [
        {
            "member": user_id,
            "outcome": MemberStatus.REFUSED,
            "receipt": None,
            "reason": msgspec.json.encode(refusal).decode(),
        }
        for user_id, refusal in refusals.items()
    ]
    write.rows(_SERVE[write.dialect], roll_out=roll_out_id, given=msgspec.json.encode(served).decode())


def finish(write: Write, roll_out_id: Id, status: RollOutStatus) -> bool:
    """Mark a roll-out that runs as done, or as stopped for good; tells whether it ran."""
    ended = write.execute(
        roll_out.update()
        .where(roll_out.c.id == roll_out_id, roll_out.c.status == RollOutStatus.RUNNING.value)
        .values(status=status.value)
        .returning(roll_out.c.id)
    )
    return ended.scalar_one_or_none() is not None


def progress_of(read: Read, roll_out_id: Id, by: Id | None) -> RollOutProgress:
    """Give one roll-out that a user began (None: whoever began it), or refuse."""
    found = _progress(read, sa.select(roll_out).where(roll_out.c.id == roll_out_id, *_begun_by(by)))
    if not found:
        raise NotFound("There is no such roll-out of yours.", f"Look at {Do('roll-out list')} for their ids.")
    return found[0]


def newest_first(read: Read, by: Id | None, *, after: tuple[Instant, Id] | None, limit: int) -> list[RollOutProgress]:
    """Give the roll-outs that a user began (None: all), from behind (moment, id) on."""
    statement = sa.select(roll_out).where(*_begun_by(by))
    if after is not None:
        statement = statement.where(sa.tuple_(roll_out.c.created_at, roll_out.c.id) < after)
    return _progress(read, statement.order_by(roll_out.c.created_at.desc(), roll_out.c.id.desc()).limit(limit))


def members(
    read: Read, roll_out_id: Id, *, statuses: Collection[MemberStatus] = (), after: Id | None, limit: int
) -> list[RollOutMember]:
    """Give members of a roll-out by their ids, from behind one on."""
    statement = sa.select(roll_out_member).where(roll_out_member.c.roll_out_id == roll_out_id)
    if statuses:
        statement = statement.where(roll_out_member.c.status.in_([status.value for status in statuses]))
    if after is not None:
        statement = statement.where(roll_out_member.c.user_id > after)
    rows = read.execute(statement.order_by(roll_out_member.c.user_id).limit(limit))
    return [member(row) for row in rows]


def _begun_by(user_id: Id | None) -> list[sa.ColumnElement[bool]]:
    return [] if user_id is None else [roll_out.c.by == user_id]


def _progress(read: Read, chosen: sa.Select[*tuple[object, ...]]) -> list[RollOutProgress]:
    asked = chosen.subquery()
    columns = (asked.c.id, asked.c.routine_version_id, asked.c.by, asked.c.status, asked.c.created_at, asked.c.undo_at)
    undone, not_undone = (sa.func.count(roll_out_member.c[name]).label(f"are_{name}") for name in _UNDOINGS)
    counts = [
        sa.func.count(sa.case((roll_out_member.c.status == status.value, 1))).label(f"are_{status.value}")
        for status in MemberStatus
    ]
    rows = read.execute(
        sa.select(*columns, *counts, undone, not_undone)
        .join(roll_out_member, roll_out_member.c.roll_out_id == asked.c.id, isouter=True)
        .group_by(*columns)
        .order_by(asked.c.created_at.desc(), asked.c.id.desc())
    )
    return [
        RollOutProgress(
            id=row.id,
            routine_version_id=row.routine_version_id,
            by=row.by,
            status=RollOutStatus(row.status),
            created_at=row.created_at,
            waiting=row.are_waiting,
            done=row.are_done,
            refused=row.are_refused,
            undo_at=row.undo_at,
            undone=row.are_undone_at,
            not_undone=row.are_not_undone,
        )
        for row in rows
    ]
