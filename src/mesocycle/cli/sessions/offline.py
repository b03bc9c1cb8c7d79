"""`mesocycle sync` and `changes`: offline work in, the change feed out."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import lines, table
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.finding import file_bytes
from mesocycle.domain.permission import Deed

if TYPE_CHECKING:  # shown to people only
    from collections.abc import Sequence

    from rich.console import RenderableType

    from mesocycle.cli.frame.context import Run
    from mesocycle.domain.document import Id
    from mesocycle.domain.sync.feed import ChangePage
    from mesocycle.domain.sync.operations import Operation, OperationBatch, OperationResult

SOME_REFUSED = 1
"""What the program ends with where an operation was refused."""


def sync(
    ctx: typer.Context,
    file: options.File,
    *,
    epoch: Annotated[str | None, typer.Option("--epoch", help="The feed's epoch that `seenSeq` is of.")] = None,
    user: options.User = None,
) -> None:
    """Take in offline work, however much: a JSON list of operations, or the file of unsent work that a phone saved.

    Each operation is answered, and none is done twice. Such a file says itself which epoch it is of.
    """
    run = run_of(ctx)
    batch = _batch(file_bytes(file))
    results = _taken_in(run, run.user(user).id, batch.operations, batch.epoch if epoch is None else epoch)
    run.answer(results, _results)
    if any(each.refusal is not None for each in results):
        raise typer.Exit(SOME_REFUSED)


def _batch(told: bytes) -> "OperationBatch":
    from mesocycle.domain.reading.strict import read
    from mesocycle.domain.sync.operations import Operation, OperationBatch

    if told.lstrip()[:1] == b"{":
        return read(told, OperationBatch)
    return OperationBatch(operations=read(told, tuple[Operation, ...]))


def _taken_in(
    run: "Run", user_id: "Id", operations: "Sequence[Operation]", epoch: str | None
) -> "list[OperationResult]":
    """Send as much at once as one batch may hold, and again what was too much work for one."""
    from mesocycle.domain.sync.operations import MOST_OPERATIONS, BatchTooMuchWork
    from mesocycle.offline.sync import sync as take_in

    results: list[OperationResult] = []
    for first in range(0, max(1, len(operations)), MOST_OPERATIONS):
        part = operations[first : first + MOST_OPERATIONS]
        done = None
        while done is None:
            try:
                done = take_in(run.db, user_id, part, run.act, epoch=epoch)
            except BatchTooMuchWork:  # a part of it is done, and known by its ids
                continue
        results += done
    return results


def changes(
    ctx: typer.Context,
    *,
    since: Annotated[int, typer.Option("--since", metavar="SEQ", help="What you have read up to.")] = 0,
    limit: Annotated[int, typer.Option("--limit", help="About how many to give at once.")] = 200,
    epoch: Annotated[str | None, typer.Option("--epoch", help="The feed's epoch as you know it.")] = None,
    user: options.User = None,
) -> None:
    """Read the change feed of an athlete's training, each thing at its latest state."""
    from mesocycle.storage.people import coachings
    from mesocycle.storage.sync import feed

    run = run_of(ctx)
    athlete = run.user(user)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        page = feed.changes(read, athlete.id, since, limit, epoch=epoch, scope=scope)
    run.answer(page, _page)


def _results(shown: "list[OperationResult]") -> "RenderableType":
    rows = [
        (each.operation_id, each.outcome, f"{each.refusal.sentence} {each.refusal.remedy}" if each.refusal else "")
        for each in shown
    ]
    return table(("operation", "outcome", "why"), rows, none="There was nothing in the batch.")


def _page(page: "ChangePage") -> "RenderableType":
    told = [f"{each.seq}  {each.kind}" for each in page.changes]
    more = "There is more." if page.more else "That is all."
    end = f"Read up to {page.seq} of the epoch {page.epoch}. {more} With --json the documents come along."
    return lines([*told, end])
