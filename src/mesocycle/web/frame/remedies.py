"""Remedies on pages: what each tells people to do is a page to look at, or something for another face.

In English: where the catalogue knows a refusal, its remedy is the reader's own language's, and names no deed.
"""

from collections.abc import Mapping
from types import MappingProxyType

from mesocycle.domain.remedy import Do, worded

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "act as": "",
        "assignment list": "your routines",
        "assignment receipts": "your routines",
        "assignment replace": "give the newer version in its place",
        "assignment resume as dated": "go on as dated",
        "assignment resume shifted": "go on later",
        "assignment undo": "undo what was changed last",
        "calendar create": "under Settings",
        "calendar list": "your calendar addresses under Settings",
        "coaching invite": "invite them to be coached",
        "coaching list": "whom you coach, and who coaches you",
        "db restore": "whoever runs the server",
        "db upgrade": "the upgrade of the database, on the server,",
        "documentation": "the start page",
        "draft list": "your drafts",
        "exercise list": "the exercises under Routines",
        "export archive": "your archive",
        "import list": "your imports",
        "import undo": "the undoing of that import",
        "import unmatch": "the taking back of the activity",
        "invitation list": "your invitations",
        "kept list": "what you keep, under Routines",
        "reference list": "your values",
        "roll-out list": "your roll-outs",
        "routine copy": "as a routine of your own",
        "routine delete": "the whole of it",
        "routine list": "your routines",
        "routine versions": "the routine's versions",
        "say after": "the word that you have seen it",
        "say apart": "a session of its own chosen",
        "say database": "the server's settings",
        "say decimal mark": "the {mark}",
        "say distance unit": "{unit}",
        "say line": "line {line} alone",
        "say session": "a session chosen",
        "say user": "{email} chosen",
        "say weight unit": "{unit}",
        "session list": "your calendar",
        "session show": "the session",
        "sign in": "on the page for it",
        "token create": "a token",
        "token list": "your tokens",
        "user add": "{email}",
        "user list": "the people here",
        "version show": "the routine",
    }
)
"""How pages word each thing that a remedy tells people to do."""


def on_pages(remedy: str) -> str:
    """Word a remedy."""
    return worded(remedy, _words)


def _words(do: Do) -> str:
    """Word one thing to do; what is not known, as it may stand in what people wrote, is told by its name."""
    try:
        return PAGES[do.name].format(**do.said)
    except KeyError:
        return do.name
