"""The hosts of URLs, and which of them are reached without leaving one's own network."""

from __future__ import annotations

_INNER = ("local", "internal", "svc", "localhost")
"""Last labels of names that only an own network resolves."""

_OWN_NETWORKS = (
    *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "0.0.0.0"),
    *("::1", "::", "fc00::/7", "fe80::/10"),
)


def host(url: str) -> str:
    """Return the host of a URL in lower case, without its port; "" where there is none."""
    rest = url.partition("://")[2]
    for end in "/?#\\":
        rest = rest.partition(end)[0]
    name = rest.rpartition("@")[2]
    if name.startswith("["):
        return name[1:].partition("]")[0].lower()
    return name.partition(":")[0].rstrip(".").lower()


def is_near(name: str) -> bool:
    """Whether a host is the machine itself, or one of a private network."""
    if ":" not in name and "." not in name:
        return True
    if name.rpartition(".")[2] in _INNER:
        return True
    if ":" not in name and not name.replace(".", "").isdigit():
        return False
    return _is_own_address(name)


def _is_own_address(name: str) -> bool:
    # Slow to import, and hardly any server is given by its address.
    from ipaddress import ip_address, ip_network

    try:
        address = ip_address(name.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return any(mapped in ip_network(network) for network in _OWN_NETWORKS)
