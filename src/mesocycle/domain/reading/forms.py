"""Every form that documents have, made known to the reader of JSON before several threads read."""

from contextlib import suppress
from functools import cache

import msgspec


@cache
def know_every_form() -> None:
    """Let msgspec learn each of our documents' forms now, one after the other.

    It learns a form when it is first read, and shows it to other threads before it has learnt all of it: a process
    that two threads ask for the same one at that moment ends (msgspec 0.22, before Python without its lock).
    """
    to_learn: list[type] = [msgspec.Struct]
    while to_learn:
        forms: list[type] = to_learn.pop().__subclasses__()
        to_learn += forms
        for form in forms:
            if form.__module__.startswith("mesocycle."):
                with suppress(TypeError, NameError):  # what is only written may hold what can't be read
                    msgspec.json.Decoder(form)
