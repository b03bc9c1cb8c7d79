"""What a thread that others rely on tries: it goes on, whatever comes of it."""

import logging
from collections.abc import Callable

from mesocycle.domain.refusal import Refusal


def tried(deed: Callable[[], object], log: logging.Logger, undone: str) -> bool:
    """Do what can be left undone, and tell whether it was done; `undone` says for the log what then was not.

    A refusal (busy, not there, gone) is a line; anything else is a defect, and logged whole.
    """
    try:
        deed()
    except Refusal as no:
        log.warning("%s: %s", undone, no.code)
        return False
    except Exception:  # a defect of one deed must not end the thread that does all of them
        log.exception("unexpected error; %s", undone)
        return False
    return True
