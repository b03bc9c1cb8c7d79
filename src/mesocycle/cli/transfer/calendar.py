"""`mesocycle calendar` and `export ical`: training in any program that shows calendars."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import Output, card, output, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.finding import version
from mesocycle.cli.frame.moments import said_day
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.refusals import CommandNotUnderstood

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.calendar.address import CalendarFeed, IssuedCalendarFeed

app = noun()


class ShownOf(StrEnum):
    """Whose sessions a calendar shows."""

    OWN = "own"
    ATHLETES = "athletes"


@app.command()
def create(
    ctx: typer.Context,
    *,
    whose: Annotated[
        ShownOf, typer.Option("--whose", help="Your own sessions or, for trainers, all athletes'.")
    ] = ShownOf.OWN,
) -> None:
    """Create an address for a calendar program to subscribe to, and show it, this once."""
    from mesocycle.actions.people.calendar_address import issue_calendar_feed
    from mesocycle.domain.calendar.address import NewCalendarFeed, Whose
    from mesocycle.http.addresses import calendar_path

    run = run_of(ctx)
    issued = issue_calendar_feed(run.db, NewCalendarFeed(whose=Whose(whose)), calendar_path, run.act)
    run.answer(issued, lambda shown: _issued(run, shown))


@app.command("list")
def list_feeds(ctx: typer.Context) -> None:
    """List your calendar addresses without their secrets, newest first, revoked ones too."""
    from mesocycle.storage.calendar import addresses as calendar_addresses

    run = run_of(ctx)
    with run.read() as read:
        listed = calendar_addresses.of_user(read, run.acting.id)
    run.answer(listed, _table)


@app.command()
def revoke(
    ctx: typer.Context, feed_id: Annotated[str, typer.Argument(metavar="ID", help="Its _id, as in the list.")]
) -> None:
    """Revoke an address of yours: from now on it opens nothing."""
    from mesocycle.actions.people.calendar_address import revoke_calendar_feed

    run = run_of(ctx)
    run.answer(revoke_calendar_feed(run.db, feed_id, run.act), lambda done: card(_pairs(done)))


def export_ical(ctx: typer.Context, *, to: Output = None, user: options.User = None) -> None:
    """Write the calendar as it stands now as one iCalendar file."""
    from mesocycle.transfer.exports.calendar import calendar_of

    run = run_of(ctx)
    athlete = run.user(user)
    path = to or "calendar.ics"
    body = calendar_of(run.db, athlete.id, run.act)
    with output(path) as stream:
        stream.write(body)
    if path != "-":
        count = body.count(b"BEGIN:VEVENT")
        what = "session" if count == 1 else "sessions"
        run.answer({"path": path, "count": count}, lambda shown: f"Wrote {shown['count']} {what} to {shown['path']}.")


def export_paper(
    ctx: typer.Context,
    routine: Annotated[
        str | None,
        typer.Argument(
            metavar="[ROUTINE]",
            help="Or a whole routine, by name or id; one version as NAME@2.",
            autocompletion=completing.routines,
        ),
    ] = None,
    *,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="From this day on; default: today.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="To this day; default: a week in all.")
    ] = None,
    to: Output = None,
    user: options.User = None,
) -> None:
    """Write a week, or a whole routine, as one HTML file for paper with room to write; any browser prints it."""
    run = run_of(ctx)
    if routine is not None:
        _on_paper(run, _routine(run, routine, (first, last, user)), to or "routine.html", "workouts")
        return
    from mesocycle.domain.instant import checked_day
    from mesocycle.transfer.exports.paper import export_paper as written

    athlete = run.user(user)
    first, last = (said_day(each, athlete, run.now) for each in (first, last))
    begin = None if first is None else checked_day("--from", first)
    end = None if last is None else checked_day("--to", last)
    _on_paper(run, written(run.db, athlete.id, run.act, first=begin, last=end), to or "plan.html", "sessions")


def _routine(run: Run, named: str, of_days: tuple[str | None, ...]) -> bytes:
    from mesocycle.transfer.exports.paper import export_routine_paper

    if any(each is not None for each in of_days):
        raise CommandNotUnderstood(
            "A routine has no days and belongs to nobody's calendar.",
            "Leave out --from, --to and --user, or leave out the routine.",
        )
    return export_routine_paper(run.db, version(run, named).id, run.act)


def _on_paper(run: Run, body: bytes, path: str, of: str) -> None:
    with output(path) as stream:
        stream.write(body)
    if path != "-":
        count = body.count(b"<article>")
        what = of.removesuffix("s") if count == 1 else of
        run.answer({"path": path, "count": count}, lambda shown: f"Wrote {shown['count']} {what} to {shown['path']}.")


def _issued(run: Run, issued: "IssuedCalendarFeed") -> "RenderableType":
    return card([("address", f"{run.settings.address}{issued.path}"), *_pairs(issued.calendar_feed)])


def _pairs(feed: "CalendarFeed") -> list[tuple[str, object]]:
    return [("_id", feed.id), ("whose", feed.whose.value), ("revoked", feed.revoked_at)]


def _table(listed: "list[CalendarFeed]") -> "RenderableType":
    rows = [(each.whose.value, each.created_at[:10], each.revoked_at, each.id) for each in listed]
    return table(("whose", "since", "revoked", "_id"), rows, none="You have no calendar address.")
