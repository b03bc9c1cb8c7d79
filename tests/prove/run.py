"""What every proof is told, and the databases it runs on."""

import functools
import multiprocessing
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import TypeVar

from mesocycle.storage.schema.upgrade import upgrade
from tests import servers

ENGINES = ("sqlite", "postgresql")

T = TypeVar("T")


class NotProvenError(AssertionError):
    """A proof failed; the sentence says in which round and what was otherwise than it must be."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of a proof: on which engines, how often (1.0 = the counts promised), and with which chance.

    `only` names the readers that are fed damaged files, or the kinds of documents that are sent; empty: all of them.
    """

    engines: tuple[str, ...] = ENGINES
    only: tuple[str, ...] = ()
    scale: float = 1.0
    seed: int = 1

    def times(self, count: int) -> int:
        """Give a promised count, scaled, at least one."""
        return max(1, round(count * self.scale))

    def chosen(self, offered: Mapping[str, T]) -> dict[str, T]:
        """Give the readers or kinds that are to be tried, or fail where the run names none of them."""
        found = {name: each for name, each in offered.items() if not self.only or name in self.only}
        if not found:
            raise NotProvenError(f"There is none of that name here; --only takes one of {', '.join(offered)}.")
        return found


@contextmanager
def ready_database(engine: str, *, durable: bool = False) -> Iterator[str]:
    """Give the address of a database of its own with the whole schema and no rows; gone afterwards.

    A `durable` PostgreSQL forces to disk what it commits; SQLite always does.
    """
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(prefix="mesocycle-prove-") as folder:
            url = f"sqlite:///{Path(folder) / 'mesocycle.sqlite'}"
            upgrade(url)
            yield url
        return
    with servers.fresh_database(servers.postgres_url(durable=durable)) as url:
        upgrade(url)
        yield url


@functools.cache
def processes() -> ForkServerContext:
    """Give the context for processes that begin at once: forked from one that has loaded all and opened nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.prove.victim", "tests.prove.at_once.plan_contests"])
    return context
