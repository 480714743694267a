"""Which network addresses may be asked for a page: public ones only, unless the user opens the private ones."""

from __future__ import annotations

import ipaddress
import socket

from dragoman.records.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve_host(host: str, port: int) -> list[str]:
    """The host's addresses; raises OSError where it has none."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Whether an address is on the open network; an IPv4 address inside an IPv6 one counts too."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in [parsed, *hidden_in(parsed)])


def hidden_in(address: Address) -> list[Address]:
    """IPv4 addresses that an IPv6 address stands for (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address] = [a for a in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if a]
    return [*found, ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)] if address in NAT64 else found


def choose_address(addresses: list[str], host: str, location: str, allow_private: bool) -> str:
    """One address, IPv4 first; raises InputError where any of the host's addresses is not public."""
    if not addresses:
        raise InputError(location, f"no address for host {host!r}")
    refused = [a for a in addresses if not is_public(a)]
    if refused and not allow_private:
        raise InputError(location, f"host {host!r} has the private or reserved address {refused[0]}, which is not asked")
    return min(addresses, key=lambda address: ":" in address)  # not every line carries IPv6
