"""Keys of servers: from an environment variable, or the system's keyring. Never from or into a file or a log."""

from __future__ import annotations

import os
from types import ModuleType

from quire.errors import ModelFailed, ModelMissing
from quire_openai.configuration import Endpoint

_SERVICE = "quire-openai"


def key_of(endpoint: Endpoint) -> str:
    """Return the key for an endpoint; empty when it has none.

    Raises:
        ModelFailed: its variable is not set, the keyring cannot be opened, or the key cannot be sent.
    """
    if endpoint.key_variable:
        key = os.environ.get(endpoint.key_variable, "").strip()
        if not key:
            raise ModelFailed(
                f"the variable {endpoint.key_variable}, which holds the key for {endpoint.address.host}, is not set",
                hint="set it before Quire starts",
            )
        return _sendable(key, endpoint)
    keyring = _keyring()
    if keyring is None:
        return ""
    try:
        return _sendable((keyring.get_password(_SERVICE, endpoint.address.origin) or "").strip(), endpoint)
    except ModelFailed:
        raise
    except Exception as error:  # every system's keyring raises its own
        if type(error).__name__ == "NoKeyringError":
            return ""
        raise ModelFailed(
            f"the key for {endpoint.address.host} cannot be read from the system's keyring",
            hint="unlock it, or name a variable with --key-from",
            detail=type(error).__name__,
        ) from None


def keep_key(origin: str, key: str) -> None:
    """Keep a key in the system's keyring; an empty one forgets it.

    Raises:
        ModelMissing: there is no keyring here.
        ModelFailed: it refuses.
    """
    keyring = _keyring()
    if keyring is None:
        raise ModelMissing(
            "the package keyring is not installed",
            hint="pip install keyring, or name a variable that holds the key: --key-from VARIABLE",
        )
    try:
        if key:
            keyring.set_password(_SERVICE, origin, key)
        elif keyring.get_password(_SERVICE, origin) is not None:
            keyring.delete_password(_SERVICE, origin)
    except Exception as error:
        raise ModelFailed(
            "the system's keyring refuses", hint="name a variable with --key-from", detail=type(error).__name__
        ) from None


def _sendable(key: str, endpoint: Endpoint) -> str:
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ModelFailed(f"the key for {endpoint.address.host} has characters no key has", hint="set it again")
    return key


def _keyring() -> ModuleType | None:
    try:
        import keyring  # type: ignore[import-not-found,unused-ignore]  # optional
    except ImportError:
        return None
    module: ModuleType = keyring
    return module
