"""Pages by address: each hop resolved, checked, and asked at the very address that was checked; all bounded."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from dragoman.intake.address import choose_address, resolve_host
from dragoman.intake.options import UrlOptions
from dragoman.records.errors import InputError

HOPS = 5
SCHEMES = {"http": 80, "https": 443}
AGENT = "dragoman (reads news reports)"

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes, their Content-Type, and the address of the last hop."""

    data: bytes
    media_type: str
    url: str


def fetch(url: str, options: UrlOptions, *, resolve: Resolve = resolve_host, transport: httpx.BaseTransport | None = None) -> Fetched:
    """The page at an address; raises InputError with the reason in one line."""
    deadline = time.monotonic() + options.timeout
    try:
        # No proxy and no cookies of the environment: a proxy would resolve the name a second time.
        with httpx.Client(timeout=options.timeout, transport=transport, trust_env=False, follow_redirects=False) as client:
            return follow(client, url, options, resolve, deadline)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, zlib.error, UnicodeError) as fault:
        raise InputError(url, f"cannot be fetched: {str(fault).splitlines()[0] if str(fault) else type(fault).__name__}") from fault


def follow(client: httpx.Client, url: str, options: UrlOptions, resolve: Resolve, deadline: float) -> Fetched:
    target = httpx.URL(url)
    for _ in range(HOPS + 1):
        request = pin_request(client, target, url, options, resolve)
        response = client.send(request, stream=True)
        try:
            if not response.is_redirect:
                return Fetched(read_body(response, url, options, deadline), response.headers.get("content-type", ""), str(target))
            target = target.join(response.headers["location"])
        finally:
            response.close()
    raise InputError(url, f"more than {HOPS} redirects")


def pin_request(client: httpx.Client, target: httpx.URL, url: str, options: UrlOptions, resolve: Resolve) -> httpx.Request:
    """A request to the checked number itself, under the host's name (Host header, and TLS's server name)."""
    if target.scheme not in SCHEMES:
        raise InputError(url, f"scheme {target.scheme!r} of {target} is not http or https")
    if target.userinfo or not target.host:
        raise InputError(url, "an address with a user's name, or without a host, is not asked")
    host = target.raw_host.decode("ascii")
    port = target.port or SCHEMES[target.scheme]
    address = choose_address(resolve(target.host, port), target.host, url, options.allow_private)
    name = f"[{host}]" if ":" in host else host
    headers = {"Host": name if target.port is None else f"{name}:{port}", "Accept-Encoding": "gzip", "User-Agent": AGENT}
    return client.build_request("GET", target.copy_with(host=address), headers=headers, extensions={"sni_hostname": host})


def read_body(response: httpx.Response, url: str, options: UrlOptions, deadline: float) -> bytes:
    """The body, unpacked within the bound; raises InputError over it, after the time, or at an answer of failure."""
    if response.status_code != 200:
        raise InputError(url, f"the server answers {response.status_code} {response.reason_phrase}".rstrip())
    packing = response.headers.get("content-encoding", "").lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(url, f"unknown packing {packing!r}")
    chunks = bytearray()
    for chunk in unpack(response.iter_raw(), packing.endswith("gzip"), options.max_bytes):
        chunks += chunk
        if len(chunks) > options.max_bytes:
            raise InputError(url, f"more than {options.max_bytes} bytes")
        if time.monotonic() > deadline:
            raise InputError(url, f"took longer than {options.timeout:g} seconds")
    return bytes(chunks)


def unpack(chunks: Iterator[bytes], packed: bool, bound: int) -> Iterator[bytes]:
    """The chunks, or what gzip packed in them: never more than a byte over the bound at once."""
    if not packed:
        yield from chunks
        return
    inflater = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        yield inflater.decompress(chunk, bound + 1)
