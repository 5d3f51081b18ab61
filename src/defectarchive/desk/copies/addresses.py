"""Which machines a copy may be fetched from: none on this one's own network.

An address, or a page that sends its reader on, could otherwise have the editor's machine fetch what
only it can see: a router, a server behind a firewall, the keys of a cloud machine.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
MayReach = Callable[[IPAddress], bool]
# An IPv4 address within one of IPv6, as networks translate it (RFC 6052, RFC 2765).
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::ffff:0:0:0/96"))
# All that is given out to networks (RFC 4291); what lies elsewhere is of one machine or network.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")


def is_public(address: IPAddress) -> bool:
    """Whether a machine with this address is on the public internet."""
    if isinstance(address, ipaddress.IPv6Address):
        within = address.ipv4_mapped or address.sixtofour
        if any(address in network for network in _TRANSLATED):
            within = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if within is not None:
            return is_public(within)
        if address not in _GIVEN_OUT or address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def addresses_of(host: str, port: int, may_reach: MayReach) -> list[str]:
    """The addresses of a host that may be reached, in the order in which to try them.

    Whoever connects must connect to one of these and not look the host up again: the next answer
    may be another. Raises OSError if there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = dict.fromkeys(str(place[0]).partition("%")[0] for *_, place in found)
    return [number for number in numbers if may_reach(ipaddress.ip_address(number))]
