"""How the window looks: tokens, the style sheet made from them, icons. No widget and no text lives here."""

from quire.gui.theme.icons import icon
from quire.gui.theme.theme import Theme, tokens
from quire.gui.theme.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "Theme", "Tokens", "icon", "tokens"]
