"""What every page may be asked behind the `?` of its address."""

from typing import Annotated

from msgspec import Meta

from mesocycle.http.queries import Query


class PageQuery(Query, frozen=True, kw_only=True):
    """Language, and what the form before has done."""

    lang: Annotated[str | None, Meta(description="The language to read in, from now on.")] = None
    done: Annotated[str | None, Meta(description="What was just done, to be said once.")] = None
    undo: Annotated[str | None, Meta(description="What takes it back.")] = None


class Next(PageQuery, frozen=True, kw_only=True):
    """Where to go afterwards."""

    next: Annotated[str | None, Meta(description="A path on this server.")] = None
    secret: Annotated[str | None, Meta(description="The secret of a link.")] = None
