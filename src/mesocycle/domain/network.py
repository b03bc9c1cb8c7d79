"""Where a request came from, as far as it tells callers apart."""

import ipaddress


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
