"""How many tries in vain an account and a network have, so that nobody guesses passwords."""

import hashlib
import ipaddress
from collections.abc import Sequence

import msgspec

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import moment, shifted
from mesocycle.domain.refusal import TooManyAttempts


def network_of(address: str) -> str:
    """Give what one caller has for themselves: an IPv4 address, of IPv6 the whole /64; what is neither stays as it is.

    Whoever has an IPv6 connection has 2**64 addresses, and could come from another with every request.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((int(ip), 64), strict=False))


WINDOW_S = 15 * 60
"""A window begins with the first try in vain; when it is over, the count begins anew."""
OF_ACCOUNT = 10
"""From one network: whoever else guesses at an account does not keep its owner out."""
OF_ACCOUNT_ANYWHERE = 100
OF_ADDRESS = 50
OF_SIGN_UP = 50
"""From one address, those that succeed too: neither a list of addresses is tried out, nor a thousand accounts made."""


class Subject(msgspec.Struct, frozen=True):
    """What tries are counted for, and how many it has; `key` is a hash, so that no list of them can be read."""

    key: bytes
    most: int


class Tries(msgspec.Struct, frozen=True):
    """How many tries a subject has taken, this one included, and when the first was."""

    subject: Subject
    count: int
    since: Instant


def account(email: str) -> Subject:
    """Give the subject of an account, which need not exist, by its normal e-mail address."""
    return Subject(_key("account", email), OF_ACCOUNT_ANYWHERE)


def account_from(email: str, text: str) -> Subject:
    """Give the subject of an account as it is tried from one network."""
    return Subject(_key("account-from", f"{network_of(text)} {email}"), OF_ACCOUNT)


def address(text: str) -> Subject:
    """Give the subject of the network address that a request came from: with IPv6 its whole network."""
    return Subject(_key("address", network_of(text)), OF_ADDRESS)


def sign_up_subject(text: str) -> Subject:
    """Give the subject of signing up from a network address."""
    return Subject(_key("sign-up", network_of(text)), OF_SIGN_UP)


def _key(kind: str, text: str) -> bytes:
    return hashlib.sha256(f"{kind}:{text}".encode("utf-8", "surrogatepass")).digest()


def window_begin(now: Instant) -> Instant:
    """Give the instant whose tries count no longer."""
    return shifted(now, seconds=-WINDOW_S)


def counted(account: Tries, account_here: Tries, address: Tries) -> list[Tries]:
    """Leave out the tries on the account from here where the account has begun anew since: by a new password."""
    return [account, address, *([account_here] if account.count > account_here.subject.most else [])]


def require_room(taken: Sequence[Tries], now: Instant) -> None:
    """Refuse where any subject has taken more tries than it has; also a right password is refused then."""
    wait_s = _wait_s(taken, now)
    if wait_s:
        raise TooManyAttempts(
            "There were too many tries with a wrong password.",
            f"Try again in {_minutes(wait_s)}, or ask an admin for a link to set a new password.",
            facts={"retryAfterSeconds": wait_s},
        )


def require_room_to_sign_up(taken: Sequence[Tries], now: Instant) -> None:
    """Refuse where too many signed up, or tried to, from one address."""
    wait_s = _wait_s(taken, now)
    if wait_s:
        raise TooManyAttempts(
            "There were too many tries to sign up from your network address.",
            f"Try again in {_minutes(wait_s)}.",
            facts={"retryAfterSeconds": wait_s},
        )


def _wait_s(taken: Sequence[Tries], now: Instant) -> int:
    """Give the seconds until all subjects have room again; 0 where they have it now."""
    over = [tries.since for tries in taken if tries.count > tries.subject.most]
    if not over:
        return 0
    ends = moment(shifted(max(over), seconds=WINDOW_S))
    return min(max(int((ends - moment(now)).total_seconds()) + 1, 1), WINDOW_S)


def _minutes(wait_s: int) -> str:
    minutes = -(-wait_s // 60)
    return f"{minutes} minute{'s' if minutes > 1 else ''}"
