"""Where a server is, written one way only, so that permission for it can be compared."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from quire.errors import InvalidInput

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A server and the path its protocol begins at.

    Attributes:
        name: Host name or number, without a port.
        path: Without a slash at its end ("/v1").
    """

    scheme: str
    name: str
    port: int
    path: str

    @property
    def host(self) -> str:
        """What the person is shown: the name, and the port where it is not the usual one."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        """What permission is given for."""
        return f"{self.scheme}://{self.host}"

    @property
    def base_url(self) -> str:
        return self.origin + self.path

    @property
    def is_this_machine(self) -> bool:
        if self.name == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.name).is_loopback
        except ValueError:
            return False


def address_of(url: str) -> Address:
    """Read the address of a server; without a path, "/v1" is meant.

    Raises:
        InvalidInput: it is none, or names a user or a password.
    """
    wrong = InvalidInput(f"{url} is no address of a server", hint="write it as http://localhost:8080/v1")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise wrong from error
    name = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not name or parts.query or parts.fragment:
        raise wrong
    if any(character.isspace() or not character.isprintable() for character in url):
        raise wrong
    if "@" in parts.netloc:
        raise InvalidInput(
            "an address with a user or password in it would be written into a file",
            hint="leave it out; `quire openai key HOST` keeps a key in the system's keyring",
        )
    try:
        name = name.encode("idna").decode("ascii") if not name.isascii() else name.lower()
    except UnicodeError as error:
        raise wrong from error
    return Address(parts.scheme, name, port or _PORTS[parts.scheme], parts.path.rstrip("/") or "/v1")
