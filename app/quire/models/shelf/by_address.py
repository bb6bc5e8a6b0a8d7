"""Models the catalogue does not know, got by the address of their files in the hub; recognised once they are here."""

from __future__ import annotations

import dataclasses
import re

from quire.errors import InvalidInput
from quire.models.shelf import guessing
from quire.models.shelf.bringing_in import look_at
from quire.models.shelf.hub import in_hub
from quire.models.shelf.installed import InstalledModel, delete_installed, write_installed
from quire.types import ModelCard, ModelFile, ModelRole

_PAGE = re.compile(r"https://huggingface\.co/([\w.-]+)/([\w.-]+)/(?:resolve|blob)/([\w.-]+)/([^?#]+)(?:\?download=true)?")


def is_address(model_id: str) -> bool:
    """Tell whether this names a file in the hub and not a model of the catalogue."""
    return model_id.startswith(("hub:", "https://"))


def card_of_address(address: str) -> ModelCard:
    """Return what can be said of a model before it is here.

    Args:
        address: `hub:OWNER/NAME/FILE.gguf`, the address of the file's page or download on huggingface.co, each perhaps
            with `+PROJECTOR.gguf`, another file of the same repository.

    Raises:
        InvalidInput: it is no such address.
    """
    first, *others = address.split("+")
    page = _PAGE.fullmatch(first)
    if page is not None:
        first = f"hub:{page[1]}/{page[2]}@{page[3]}/{page[4]}"
    place = in_hub(ModelFile("", first))
    if place is None or not all(name.lower().endswith(".gguf") for name in (first, *others)):
        raise InvalidInput(
            f"{address} is no address of a GGUF file in the hub",
            hint="hub:OWNER/NAME/FILE.gguf, for models that see followed by +PROJECTOR.gguf",
        )
    base = first.removesuffix(place.path)
    paths = (place.path, *others)
    files = tuple(ModelFile(path.rsplit("/", 1)[-1], base + path) for path in paths)
    home = f"https://huggingface.co/{place.owner}/{place.name}"
    return ModelCard(
        guessing.id_from(files[0].name.rsplit(".", 1)[0]),
        ModelRole.GENERATOR,
        files[0].name,
        files,
        "as its page in the hub says",
        0,
        0,
        engine="llama",
        languages=("many",),
        reason="not in the catalogue",
        homepage=home,
        licence_url=home,
    )


def recognised(model: InstalledModel) -> InstalledModel:
    """Return a model with what its files say of themselves, and record it so.

    Raises:
        InvalidInput: they are no model that Quire runs; they are deleted then, unless they lie elsewhere.
        StorageFull: the record cannot be written.
    """
    try:
        guess = look_at(list(model.files.values())).guess
    except InvalidInput:
        delete_installed(model.folder)
        raise
    card = guessing.card_from(guess, model.card.id, model.card.files, engine="llama")
    card = dataclasses.replace(
        card,
        licence=model.card.licence if guess.licence.startswith("not stated") else guess.licence,
        reason=model.card.reason,
        homepage=model.card.homepage,
        licence_url=model.card.licence_url,
        note="What it is for was told from the file itself.",
    )
    known = dataclasses.replace(model, card=card)
    write_installed(known)
    return known
