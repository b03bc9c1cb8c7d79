"""Secrets: recognised by how they begin, stored as a hash, printed by nobody."""

import hashlib

import pytest

from mesocycle.domain.document import encode
from mesocycle.domain.people.caller import IssuedToken
from mesocycle.domain.people.password import Credentials
from mesocycle.domain.people.secret import SecretKind, digest, secret

PASSWORD = "three unrelated words"  # noqa: S105  # opens nothing but a test
SHOWN = Credentials(email="ann@example.org", password=PASSWORD)


@pytest.mark.parametrize("kind", SecretKind)
def test_a_secret_begins_with_its_kind_and_fits_into_an_address(kind: SecretKind) -> None:
    made = secret(kind, bytes(range(220, 252)))

    assert made.startswith(kind.value)
    assert len(made) == 47
    assert made.replace("-", "").replace("_", "").isalnum()


def test_other_chance_makes_another_secret() -> None:
    assert secret(SecretKind.TOKEN, bytes(32)) != secret(SecretKind.TOKEN, bytes([*bytes(31), 1]))


def test_what_is_stored_is_the_sha_256_of_the_whole_secret() -> None:
    made = secret(SecretKind.TOKEN, bytes(32))

    assert digest(made, SecretKind.TOKEN) == hashlib.sha256(made.encode()).digest()


@pytest.mark.parametrize("text", ["", "mst", "msi_AAAA", "MST_AAAA", "mst_é", "mst_\ud800", "mst_" + "A" * 97])
def test_a_text_that_is_no_secret_of_the_kind_has_no_hash(text: str) -> None:
    assert digest(text, SecretKind.TOKEN) is None


def test_a_document_with_a_secret_shows_it_on_the_wire_and_in_no_traceback() -> None:
    assert PASSWORD.encode() in encode(SHOWN)
    assert repr(SHOWN) == str(SHOWN) == "Credentials(…)"
    assert list(SHOWN.__rich_repr__()) == []
    assert repr([SHOWN, IssuedToken]).startswith("[Credentials(…), ")
