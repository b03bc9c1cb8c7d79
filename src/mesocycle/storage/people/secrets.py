"""Where secrets come from: the operating system's own chance."""

import os

from mesocycle.domain.people.secret import RANDOM_BYTES, SecretKind, digest, secret


def new_secret(kind: SecretKind) -> tuple[str, bytes]:
    """Make a secret and the hash it is stored under."""
    made = secret(kind, os.urandom(RANDOM_BYTES))
    stored = digest(made, kind)
    if stored is None:
        raise AssertionError("a secret that we made is none")
    return made, stored
