"""What else is known of a model: for whoever wants to know before deciding."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quire.gui.models.snapshot import Row
from quire.gui.models.words import languages
from quire.gui.settings_dialog.pages import Facts, label
from quire.gui.status_bar import size_of
from quire.gui.theme.tokens import S
from quire.gui.told import told
from quire.types import ModelCard

_HASH_LETTERS = 16
_ENGINES = {"llama": "llama.cpp", "minilm": "onnxruntime", "tower": "onnxruntime"}


class Details(QWidget):
    """Addresses are shown, never opened."""

    def __init__(self, card: ModelCard) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        if card.note:
            layout.addWidget(label(told(card.note), "muted"))
        self._facts = Facts("")
        layout.addWidget(self._facts)
        self._shown: Row | None = None

    def show_row(self, row: Row) -> None:
        """Show what card and disk say."""
        if row != self._shown:
            self._shown = row
            self._facts.show_facts([(name, value, "") for name, value in self._lines(row) if value])

    def _lines(self, row: Row) -> list[tuple[str, str]]:
        card, model = row.card, row.installed
        hashes = {file.name: file.sha256 for file in card.files}
        if model is not None:
            hashes |= {file.name: file.sha256 for file in model.placed}
        files = [self._file(file.name, file.size_bytes, hashes[file.name]) for file in card.files]
        dimensions = ", ".join(f"{length:n}" for length in card.dimensions)
        return [
            (self.tr("Name"), card.id),
            (self.tr("Licence"), "\n".join(part for part in (card.licence, card.licence_url) if part)),
            (self.tr("Page"), card.homepage),
            (self.tr("Languages"), languages(card)),
            (self.tr("Reads at once"), self.tr("{0} tokens").format(f"{card.context_tokens:n}")),
            (self.tr("Lengths of vectors"), dimensions),
            (self.tr("Manner of speaking"), told(card.template)),
            (self.tr("Runs with"), _ENGINES.get(card.engine, card.engine)),
            (self.tr("Folder"), str(model.folder) if model is not None else ""),
            (self.tr("Files"), "\n".join(files)),
        ]

    def _file(self, name: str, size_bytes: int, sha256: str) -> str:
        size = size_of(size_bytes) if size_bytes else self.tr("size not known")
        digest = f"SHA-256 {sha256[:_HASH_LETTERS]}…" if sha256 else self.tr("trusted at first sight, then compared")
        return f"{name}, {size}, {digest}"
