"""Only machines on the public internet are asked for a page."""

from __future__ import annotations

import ipaddress

import pytest

from defectarchive.desk.copies.addresses import addresses_of, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.1.1", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"),
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        *("::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "100::1"),
    ],
)
def test_what_is_on_this_machine_or_its_network_is_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_what_is_elsewhere_is(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_of_a_host_only_such_addresses_are_used() -> None:
    assert addresses_of("127.0.0.1", 80, is_public) == []
    assert addresses_of("localhost", 80, is_public) == []
    assert addresses_of("127.0.0.1", 80, lambda _: True) == ["127.0.0.1"]
    # However it is written, the system reads it before it is looked at.
    assert addresses_of("0x7f.1", 80, is_public) == []
