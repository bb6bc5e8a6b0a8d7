"""Which servers and models the person chose, and which hosts may be sent something: `openai.toml`, one small file.

Keys never stand in it.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import tomlkit

from quire.errors import InvalidInput, StorageFull
from quire.settings import config_folder
from quire_openai.address import Address, address_of

_Count = Annotated[int, msgspec.Meta(ge=1, le=10_000_000)]
_Seconds = Annotated[float, msgspec.Meta(ge=1, le=3600)]
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Endpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A model at a server.

    Attributes:
        timeout_s: So long a server may be silent.
        key_variable: The environment variable that holds the key; empty: the system's keyring is asked.
    """

    base_url: _Name
    model: _Name
    timeout_s: _Seconds = 120.0
    key_variable: str = ""

    @property
    def address(self) -> Address:
        return address_of(self.base_url)


class WriterEndpoint(Endpoint, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A language model.

    Attributes:
        sees: Whether it is shown pictures.
    """

    context_tokens: _Count = 8192
    sees: bool = False

    @property
    def id(self) -> str:
        return "openai-generator"


class EmbedderEndpoint(Endpoint, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A text embedder.

    Attributes:
        dim: Length of its vectors.
        max_tokens: How much of a text it reads.
        batch: Texts sent at once.
        query_prefix, passage_prefix: Put before the text, for models that want it.
    """

    dim: _Count = 0
    max_tokens: _Count = 512
    batch: _Count = 16
    query_prefix: str = ""
    passage_prefix: str = ""

    @property
    def id(self) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", self.model.lower()).strip("-")[:40]
        return f"openai-embedder-{slug}-{self.revision[:4]}"

    @property
    def revision(self) -> str:
        """Another one when the same text gets another vector. Where the server stands does not matter."""
        import hashlib  # brings OpenSSL in, which only an embedder needs

        parts = (self.model, str(self.dim), self.query_prefix, self.passage_prefix)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


class RerankerEndpoint(Endpoint, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A reranker.

    Attributes:
        way: It has a `rerank` path, or it is a language model that is asked for yes or no.
        scores: What the `rerank` path gives: probabilities, or logits that are made into some. "auto" takes it for
            logits from the first score on that is no probability.
    """

    way: Literal["rerank", "yes-no"] = "rerank"
    scores: Literal["auto", "probability", "logit"] = "auto"

    @property
    def id(self) -> str:
        return "openai-reranker"


class Configuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The whole file.

    Attributes:
        allowed: Origins that may be sent something ("http://localhost:8080").
    """

    allowed: tuple[str, ...] = ()
    generator: WriterEndpoint | None = None
    embedder: EmbedderEndpoint | None = None
    reranker: RerankerEndpoint | None = None

    def endpoints(self) -> dict[str, Endpoint]:
        """Return what is set up, by role."""
        found = {"generator": self.generator, "embedder": self.embedder, "reranker": self.reranker}
        return {role: endpoint for role, endpoint in found.items() if endpoint is not None}


ROLES: dict[str, type[Endpoint]] = {
    "generator": WriterEndpoint,
    "embedder": EmbedderEndpoint,
    "reranker": RerankerEndpoint,
}


def file() -> Path:
    return config_folder() / "openai.toml"


def configuration() -> Configuration:
    """Read the file; without one, nothing is set up and nothing allowed.

    Raises:
        InvalidInput: it cannot be read, or holds something wrong.
    """
    path = file()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        found = msgspec.convert(content, Configuration, strict=False)
        for role, endpoint in found.endpoints().items():
            checked(endpoint, role)
    except FileNotFoundError:
        return Configuration()
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise InvalidInput(f"{path} cannot be used: {error}", hint="mend or delete it") from error
    return found


def checked(endpoint: Endpoint, role: str) -> Endpoint:
    """Return the endpoint when it makes sense; raises InvalidInput."""
    if not endpoint.model.isprintable():
        raise InvalidInput(f"the name of the {role}'s model cannot be printed")
    if isinstance(endpoint, EmbedderEndpoint) and not endpoint.dim:
        raise InvalidInput(
            "the length of the embedder's vectors is not known",
            hint="say it with --dim, or allow the host first: then it is asked",
        )
    _ = endpoint.address
    return endpoint


def save(changed: Configuration) -> None:
    """Write the file, replacing it in one step; comments in it stay.

    Raises:
        StorageFull: the folder cannot be written.
    """
    path = file()
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        document = tomlkit.document()
    content: dict[str, Any] = msgspec.to_builtins(changed)
    for key in ("generator", "embedder", "reranker", "allowed"):
        if key not in content:
            document.pop(key, None)
        elif document.get(key) != content[key]:
            document[key] = content[key]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix="openai-", suffix=".toml")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as written:
                written.write(tomlkit.dumps(document))
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise StorageFull(
            f"{path} cannot be written", hint="free some space or allow writing there", detail=str(error)
        ) from error
