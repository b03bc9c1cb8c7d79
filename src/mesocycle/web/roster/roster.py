"""`/roster`: everybody whom a trainer coaches on one page, today's training of all, and the views that are kept."""

from collections.abc import Sequence
from io import BytesIO
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from msgspec import Meta, Struct

from mesocycle.actions.conversation.drop_filter import drop_filter
from mesocycle.actions.conversation.keep_filter import keep_filter
from mesocycle.domain.document import Id, encode
from mesocycle.domain.people.roster import NewRosterFilter, RosterAthlete, RosterSession
from mesocycle.domain.people.roster_choices import Show, Sort
from mesocycle.domain.people.roster_view import SHOWN, rows_of, views_of
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.reports.show_roster import show_roster
from mesocycle.reports.write_roster import AskedView, write_roster
from mesocycle.storage.conversation import roster_filters
from mesocycle.storage.people import groups
from mesocycle.web.frame.forms import form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.watching import at_of

routes = Routes("Pages: roster", described="Everybody whom a trainer coaches.")

_COLUMNS: tuple[Sort, ...] = ("name", "four_weeks", "this_version", "last", "next", "overdue", "unread", "pain")


class RosterQuery(PageQuery, frozen=True, kw_only=True):
    """Which of them, in which order."""

    show: Annotated[Show, Meta(description="Only those whom it is so of.")] = "all"
    sort: Annotated[Sort, Meta(description="By what they are sorted.")] = "name"
    down: Annotated[Literal["yes"] | None, Meta(description="The other way round.")] = None
    search: Annotated[str | None, Meta(description="Only those with it in their name, address or plan.")] = None
    group: Annotated[Id | None, Meta(description="Only those in this group.")] = None


class Moment(Struct, frozen=True, kw_only=True):
    """An athlete and a session of theirs, as the page of today lists them."""

    athlete: RosterAthlete
    session: RosterSession


@routes.get("/roster", query=RosterQuery, media_type="text/html")
def show(call: Call) -> Answer:
    """Show the roster."""
    return _shown(call, call.asked(RosterQuery), None)


class RowsQuery(RosterQuery, frozen=True, kw_only=True):
    """Whose rows, of a view."""

    of: Annotated[str, Meta(description="Their ids, with commas between.", max_length=2_000)]


@routes.get("/roster/rows", query=RowsQuery, media_type="text/html", refusals=(NotFound,))
def some(call: Call) -> Answer:
    """Show some athletes' rows of a view alone: what a page that stays open fetches when their feeds have gone on."""
    asked = call.asked(RowsQuery)
    athletes = show_roster(call.db, call.act, members=asked.of.split(",")).athletes
    return page(call, "roster/rows.html", rows=_rows(asked, athletes), at_of=at_of, views_of=views_of)


@routes.get("/roster/today", query=PageQuery, media_type="text/html")
def today(call: Call) -> Answer:
    """Show who is training now, who will today, who has, and who missed yesterday."""
    athletes = show_roster(call.db, call.act).athletes
    listed: dict[str, list[Moment]] = {
        "running": [Moment(athlete=each, session=each.running) for each in athletes if each.running is not None],
        "due": [Moment(athlete=each, session=one) for each in athletes for one in each.due_today],
        "done": [Moment(athlete=each, session=one) for each in athletes for one in each.done_today],
        "missed": [Moment(athlete=each, session=one) for each in athletes for one in each.missed_yesterday],
    }
    for those in listed.values():
        those.sort(key=lambda each: (each.session.time or "", each.athlete.name))
    return page(call, "roster/today.html", listed=listed, athletes=athletes, at_of=at_of)


@routes.get("/roster/print", query=RosterQuery, media_type="text/html", refusals=(NotFound,))
def on_paper(call: Call) -> Answer:
    """Show a view of the roster as one table for paper, without anything to press: a browser keeps it as PDF."""
    asked = call.asked(RosterQuery)
    rows = _rows(asked, show_roster(call.db, call.act).athletes)
    with call.db.read_now() as look:
        group = None if asked.group is None else groups.get(look, call.actor.id, asked.group)
    reader = reader_of(call)
    return page(call, "roster/print.html", reader=reader, rows=rows, asked=asked, group=group, today=reader.today)


@routes.get("/roster/roster.csv", query=RosterQuery, media_type="text/csv")
def as_sheet(call: Call) -> Answer:
    """Give a view of the roster as CSV."""
    asked = call.asked(RosterQuery)
    view = AskedView(
        show=asked.show,
        sort=asked.sort,
        down=asked.down is not None,
        search=asked.search or "",
        group=asked.group,
    )
    written = BytesIO()
    write_roster(call.db, view, written, call.act)
    headers = {"content-type": "text/csv", "content-disposition": 'attachment; filename="mesocycle-roster.csv"'}
    return Answer(200, headers, written.getvalue())


@takes_form(routes, "/roster/filters")
def keep(call: Call) -> Answer:
    """Keep the view that is shown under a name."""
    form = form_of(call)
    query = form.text("query")

    def done() -> Answer:
        keep_filter(call.db, NewRosterFilter(name=form.text("name"), query=query), call.act)
        return going_to(f"/roster?{query}", done="kept")

    return or_again(done, lambda no: _shown(call, RosterQuery(), Said.of(no, reader_of(call).words), status_of(no)))


@takes_form(routes, "/roster/filters/{rosterFilterId}/drop", NotFound, DocumentNotValid)
def drop(call: Call, roster_filter_id: Id) -> Answer:
    """Take a kept view away."""
    drop_filter(call.db, roster_filter_id, call.act)
    return going_to("/roster", done="dropped")


def _shown(call: Call, asked: RosterQuery, said: Said | None, status: int = 200) -> Answer:
    athletes = show_roster(call.db, call.act).athletes
    with call.db.read_now() as look:
        kept = roster_filters.of_user(look, call.actor.id)
        own = groups.of_trainer(look, call.actor.id)
    rows = _rows(asked, athletes)
    shown = {each.user_id for each in rows}
    return page(
        call,
        "roster/roster.html",
        status=status,
        said=said,
        rows=rows,
        everybody=len(athletes),
        counts={name: sum(map(shown, athletes)) for name, shown in SHOWN.items()},
        columns=[(name, _address(asked, sort=name, down=_turned(asked, name))) for name in _COLUMNS],
        views=[(name, _address(asked, show=name)) for name in SHOWN],
        groups=[(each, _address(asked, group=each.id)) for each in own],
        ungrouped=_address(asked, group=""),
        asked=asked,
        kept=kept,
        query=_query(asked),
        at_of=at_of,
        views_of=views_of,
        others=encode({one.user_id: at_of(one.position) for one in athletes if one.user_id not in shown}).decode(),
    )


def _rows(asked: RosterQuery, athletes: Sequence[RosterAthlete]) -> list[RosterAthlete]:
    down, search = asked.down is not None, asked.search or ""
    return rows_of(athletes, show=asked.show, sort=asked.sort, down=down, search=search, group=asked.group)


def _turned(asked: RosterQuery, column: Sort) -> bool:
    """Tell whether the head of a column turns the order round: where it is the order already."""
    return asked.sort == column and asked.down is None


def _address(asked: RosterQuery, **said: Any) -> str:  # noqa: ANN401  # passed on
    query = _query(asked, **said)
    return f"/roster?{query}" if query else "/roster"


def _query(
    asked: RosterQuery,
    *,
    show: Show | None = None,
    sort: Sort | None = None,
    down: bool | None = None,
    group: Id | None = None,
) -> str:
    """Write a view as it stands behind the `?`: what is not said is as it is, what is usual is left out."""
    turned = asked.down is not None if down is None else down
    said = {
        "show": show or asked.show,
        "sort": sort or asked.sort,
        "down": "yes" if turned else "",
        "search": asked.search or "",
        "group": (asked.group or "") if group is None else group,
    }
    usual = {"show": "all", "sort": "name", "down": "", "search": "", "group": ""}
    return urlencode({name: value for name, value in said.items() if value != usual[name]})
