"""Whether something may be sent to a host. Asked before every connection, so that taking it back works at once."""

from __future__ import annotations

import msgspec

from quire.errors import ModelFailed
from quire.settings import load
from quire_openai.address import Address
from quire_openai.configuration import Configuration, configuration, save


def check_may_send(address: Address) -> None:
    """Raise ModelFailed unless Quire may go online and the person has allowed this host."""
    if load().settings.privacy.offline:
        raise ModelFailed(
            f"nothing is sent to {address.host}: Quire is set to stay offline",
            hint="switch `privacy.offline` off, or choose a model of this machine",
        )
    if address.origin not in configuration().allowed:
        raise ModelFailed(
            f"nothing is sent to {address.host}: you have not allowed it",
            hint=f"quire openai allow {address.host}",
        )


def allow(address: Address) -> None:
    """Let this host be sent something from now on."""
    _keep(configuration(), {*configuration().allowed, address.origin})


def revoke(address: Address) -> None:
    """Let this host be sent nothing any more."""
    _keep(configuration(), {*configuration().allowed} - {address.origin})


def _keep(known: Configuration, allowed: set[str]) -> None:
    save(msgspec.structs.replace(known, allowed=tuple(sorted(allowed))))


def what_it_means(address: Address) -> list[str]:
    """Return the sentences a person should have read when they allow a host."""
    if address.is_this_machine:
        text = (
            f"{address.host} is on this machine: your questions and the text of your documents go to the program that "
            "listens there, and what that does with them is up to it."
        )
        return [text]
    text = (
        "Your questions, the text of your documents and, to a model that sees, their pictures are sent to "
        f"{address.host} when a model there is used; they leave this machine."
    )
    told = [text]
    if address.scheme == "http":
        told.append("The connection is not encrypted: whoever is on the way can read along.")
    return told
