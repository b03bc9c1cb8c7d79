"""Reads statements as an engine does that spreads tables over machines by `user_id`, and says what it would refuse.

One athlete's rows are on one machine; shared rows (users, plans, snapshots) are on all. So a statement over training
must name its owner as a plain parameter: one out of JSON or a subquery is seen only when it runs.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from mesocycle.storage.tables import imports, people, roll_outs
from mesocycle.storage.tables.training import SPREAD_BY, metadata

_READ = (imports, people, roll_outs)  # their tables belong to the same metadata

OWNED = frozenset(name for name, table in metadata.tables.items() if SPREAD_BY in table.info)
"""Spread by their `user_id`."""
SHARED = frozenset(metadata.tables) - OWNED
"""The same on every machine."""

_REFERRED = frozenset(
    key.column.table.name
    for table in metadata.tables.values()
    for key in table.foreign_keys
    if key.column.table.name in SHARED
)
"""Shared tables that others refer to: whoever has read on several machines at once may not write them any more."""
_TOKENS = re.compile(
    r"'(?:[^']|'')*'|\"[^\"]*\"|%\(\w+\)[sbt]|%[sbt]|\$\d+|:{2}|[A-Za-z_][\w$]*|\d+(?:\.\d+)?|[<>=!|#-]+|\S"
)
_ENDS_FROM = frozenset(
    {"where", "group", "order", "limit", "union", "having", "window", "returning", "set", "on", "for"}
)
_TO_TABLE = frozenset({"from", "join", "using", "update", "into", ","})
_NO_ALIAS = _ENDS_FROM | {
    "join",
    "inner",
    "left",
    "right",
    "full",
    "cross",
    "using",
    "values",
    "select",
    "default",
    "as",
}


class Column(NamedTuple):
    """`user_id` of one table of one part of the statement."""

    part: int
    alias: str


class Facts(NamedTuple):
    """What a statement's text says, whatever its parameters are."""

    verb: str
    """select, insert, update or delete."""
    target: str | None
    """The table that is written."""
    owned: frozenset[Column]
    """The tables of training it reads or writes, but the target of an insert."""
    pins: tuple[tuple[Column, tuple[str, ...]], ...]
    """Equal to one of these parameters, whatever else holds."""
    same: tuple[tuple[Column, Column], ...]
    locks: bool
    shared: frozenset[str]
    odd: bool
    """A subquery over training that depends on a row of a part whose FROM holds no training: shared tables, or JSON."""


class _Part:
    """One SELECT (or the writing part) of a statement."""

    def __init__(self, number: int, outer: "_Part | None") -> None:
        self.number = number
        self.outer = outer
        self.tables: dict[str, str] = {}  # alias -> table
        self.others: set[str] = set()  # aliases of rows that no table has: of JSON, of a WITH
        self.depends = False
        self.locks = False

    def find(self, alias: str) -> "tuple[_Part, str] | None":
        part: _Part | None = self
        while part is not None:
            if alias in part.tables:
                return part, part.tables[alias]
            part = part.outer
        return None

    def where_is(self, alias: str) -> "_Part | None":
        """Give the part that an alias is of, whatever it stands for."""
        part: _Part | None = self
        while part is not None and alias not in part.tables and alias not in part.others:
            part = part.outer
        return part


def _words(sql: str) -> list[str]:
    plain = re.sub(r"--[^\n]*|/\*.*?\*/", " ", sql, flags=re.DOTALL)
    return [word[1:-1] if word.startswith('"') else word for word in _TOKENS.findall(plain)]


@lru_cache(maxsize=4096)
def facts(sql: str) -> Facts | None:
    """Read a statement; None where it is none over tables."""
    return _Reader(_words(sql)).read()


class _Reader:
    """Goes through the words twice: for the tables of each part, then for what is said of their owners."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.lower = [word.lower() for word in words]
        self.part_of: list[_Part] = []
        self.parts: list[_Part] = []
        self.target: str | None = None
        self.verb = next((word for word in self.lower if word in ("select", "insert", "update", "delete")), "")
        self.opened: list[int] = []  # of each word the bracket it stands in

    def read(self) -> Facts | None:
        if self.lower[:1] and self.lower[0] not in ("select", "insert", "update", "delete", "with", "(", "explain"):
            return None
        self._divide()
        self._find_tables()
        pins, same = self._find_owners()
        owned = frozenset(
            Column(part.number, alias) for part in self.parts for alias, table in part.tables.items() if table in OWNED
        )
        shared = frozenset(table for part in self.parts for table in part.tables.values() if table in SHARED)
        return Facts(
            verb=self._verb(),
            target=self.target,
            owned=owned,
            pins=tuple(pins),
            same=tuple(same),
            locks=any(part.locks for part in self.parts),
            shared=shared,
            odd=any(self._odd(part) for part in self.parts),
        )

    def _verb(self) -> str:
        written = [word for word in self.lower if word in ("insert", "update", "delete")]
        return written[0] if written and self.target is not None else "select"

    @staticmethod
    def _odd(part: _Part) -> bool:
        if not part.depends or part.outer is None or not any(table in OWNED for table in part.tables.values()):
            return False
        return not any(table in OWNED for table in part.outer.tables.values())

    def _divide(self) -> None:
        """Give every word the part it belongs to: a bracket that begins with SELECT (or WITH) opens one."""
        stack: list[tuple[_Part, int]] = []
        part = self._new(None)
        bracket = -1
        for place, word in enumerate(self.lower):
            self.part_of.append(part)
            self.opened.append(bracket)
            if word == "(":
                stack.append((part, bracket))
                bracket = place
                if self.lower[place + 1] in ("select", "with"):
                    part = self._new(part)
            elif word == ")" and stack:
                part, bracket = stack.pop()
            elif (word in ("union", "except", "intersect") and bracket == -1) or word == "union":
                part = self._new(part.outer)

    def _new(self, outer: _Part | None) -> _Part:
        made = _Part(len(self.parts), outer)
        self.parts.append(made)
        return made

    def _find_tables(self) -> None:
        from_list: dict[int, int] = {}  # parts whose FROM is being read, and the bracket it stands in
        for place, word in enumerate(self.lower):
            part = self.part_of[place]
            if word == "for" and self.lower[place + 1 : place + 2] in (["update"], ["share"], ["no"], ["key"]):
                part.locks = True
            if word in _ENDS_FROM and word != "on":
                from_list.pop(part.number, None)
            if word in {"from", "using"}:
                from_list[part.number] = self.opened[place]
            if word in _TO_TABLE and (word != "," or from_list.get(part.number) == self.opened[place]):
                self._note_table(place, word)

    def _note_table(self, place: int, word: str) -> None:
        before = self.lower[place - 1] if place else ""
        at = place + 1
        while self.lower[at : at + 1] in (["lateral"], ["only"]):
            at += 1
        table = self.words[at] if at < len(self.words) else ""
        is_column = before == "distinct" or self.lower[at + 1 : at + 2] == ["."]  # is distinct from s.id
        if table not in metadata.tables and word in {"from", "join", ","} and not is_column:
            self.part_of[at].others.add(self._alias(at))
        if table not in metadata.tables or (word == "update" and before in {"for", "key", "do"}):
            return
        if word in {"update", "into"} or before == "delete":
            self.target = table
        if word == "into":
            return
        self.part_of[at].tables[self._alias(at)] = table

    def _alias(self, at: int) -> str:
        behind = self.lower[at + 1 : at + 3]
        if behind[:1] == ["as"]:
            return self.words[at + 2]
        named = behind and re.fullmatch(r"[a-z_]\w*", behind[0]) and behind[0] not in _NO_ALIAS
        return self.words[at + 1 if named else at]

    def _find_owners(self) -> tuple[list[tuple[Column, tuple[str, ...]]], list[tuple[Column, Column]]]:
        pins: list[tuple[Column, tuple[str, ...]]] = []
        same: list[tuple[Column, Column]] = []
        for place, word in enumerate(self.lower):
            if word == "." and self.words[place - 1 : place]:
                found = self.part_of[place].where_is(self.words[place - 1])
                if found is not None and found is not self.part_of[place]:
                    self._note_dependence(place, found)
            if word not in ("=", "in") or self._in_or(place):
                continue
            left, right = self._column(place, -1), self._column(place, 1)
            given = self._parameters(place)
            if word == "=" and left and right:
                same.append((left, right))
            elif left and given:
                pins.append((left, given))
            elif word == "=" and right and self.words[place - 1].startswith("%"):
                pins.append((right, (self.words[place - 1],)))
        return pins, same

    def _note_dependence(self, place: int, upon: _Part) -> None:
        part: _Part | None = self.part_of[place]
        while part is not None and part is not upon:
            part.depends = True
            part = part.outer

    def _column(self, place: int, way: int) -> Column | None:
        """Read `alias.user_id` before (-1) or behind (1) a sign."""
        words = self.words
        at = place - 3 if way < 0 else place + 1
        if at < 0 or at + 3 > len(words) or words[at + 1] != "." or words[at + 2] != "user_id":
            if way < 0 and words[place - 1] == "user_id" and words[place - 2] != ".":
                tables = self.part_of[place].tables
                if len(tables) == 1:
                    return Column(self.part_of[place].number, next(iter(tables)))
            return None
        found = self.part_of[place].find(words[at])
        if found is None or found[1] not in metadata.tables:
            return None
        return Column(found[0].number, words[at])

    def _parameters(self, place: int) -> tuple[str, ...]:
        if self.lower[place] == "=":
            behind = self.words[place + 1]
            return (behind,) if behind.startswith(("%", "'")) else ()
        given = []
        at = place + 2
        while at < len(self.words) and self.words[at] != ")":
            if self.words[at].startswith(("%", "'")):
                given.append(self.words[at])
            at += 1
        return () if self.lower[place + 2 : place + 3] == ["select"] else tuple(given)

    def _in_or(self, place: int) -> bool:
        """Tell whether what stands there is but one of several that may hold, or what must not hold."""
        part = self.part_of[place]
        bracket = self.opened[place]
        while True:
            for at in self._beside(bracket, part):
                if self.lower[at] == "or":
                    return True
            if bracket < 0 or self.part_of[bracket] is not part:
                return False
            if self.lower[bracket - 1] == "not":
                return True
            bracket = self.opened[bracket]

    def _beside(self, bracket: int, part: _Part) -> Iterator[int]:
        return (at for at, opened in enumerate(self.opened) if opened == bracket and self.part_of[at] is part)


class Owners(NamedTuple):
    """Whose rows a statement is about, as far as can be seen before it runs."""

    named: frozenset[object]
    all_named: bool
    """Whether every table of training in it is bound to those."""


def owners(sql: str, values: Mapping[str, object]) -> Owners:
    """Read the owners that a statement names by plain parameters."""
    found = facts(sql)
    if found is None or not found.owned:
        return Owners(frozenset(), all_named=True)
    known: dict[Column, frozenset[object]] = {}
    for column, names in found.pins:
        known[column] = frozenset(_value(name, values) for name in names)
    for _ in range(len(found.same) + 1):
        for one, other in found.same:
            for a, b in ((one, other), (other, one)):
                if a in known and b not in known:
                    known[b] = known[a]
    named = frozenset(value for column in found.owned if column in known for value in known[column])
    return Owners(named, all_named=all(column in known for column in found.owned))


def _value(name: str, values: Mapping[str, object]) -> object:
    inner = re.fullmatch(r"%\((\w+)\)[sbt]", name)
    return values.get(inner[1], name) if inner else name


def names_one_owner(sql: str, values: Mapping[str, object]) -> bool:
    """Tell whether a statement needs one machine only; one over shared rows alone does."""
    seen = owners(sql, values)
    return seen.all_named and len(seen.named) <= 1


def refused(sql: str, values: Mapping[str, object], *, after_many: str | None) -> str | None:
    """Say why an engine of many machines would refuse a statement; None where it would take it.

    `after_many` is a statement over several owners that the same transaction ran before.
    """
    found = facts(sql)
    if found is None:
        return None
    if found.locks and found.owned and (found.shared or not names_one_owner(sql, values)):
        return "it locks rows and reads training: decide first, then lock the shared row in a statement of its own"
    if found.odd:
        return (
            "a subquery over training depends on a row that is shared, or of JSON: "
            "join them, make two statements of it, or go through user_feed, which lies beside training"
        )
    if found.target in _REFERRED and found.verb != "select" and after_many is not None:
        return f"{found.target} is written after a statement over several owners: write it first ({after_many})"
    return None
