"""Types that several threads decode at once are worked out beforehand: msgspec takes the process down otherwise."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys, threading
sys.setswitchinterval(1e-6)
from quire.models.cards import load_card, models_folder
card = next(models_folder().glob("*/card.toml"))
barrier = threading.Barrier(4)
def load():
    barrier.wait()
    load_card(card)
threads = [threading.Thread(target=load) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
from quire.types import ModelCard
print(hasattr(ModelCard, "__msgspec_cache__"))
"""


def test_a_card_type_is_worked_out_when_the_module_is_imported() -> None:
    program = "import quire.models.cards, quire.types; print(hasattr(quire.types.ModelCard, '__msgspec_cache__'))"
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert said.stdout == "True\n"


def test_cards_are_read_by_several_threads_at_once() -> None:
    for _ in range(3):
        said = subprocess.run([sys.executable, "-c", _PROGRAM], check=True, capture_output=True, text=True)
        assert said.stdout == "True\n"
