"""Of whom a view of the roster shows, and by what it sorts: the words alone, which every command's help needs."""

from typing import Literal

Show = Literal["all", "overdue", "unread", "pain", "running", "idle", "paused", "newer"]
Sort = Literal["name", "four_weeks", "this_version", "last", "next", "overdue", "unread", "pain", "week"]
