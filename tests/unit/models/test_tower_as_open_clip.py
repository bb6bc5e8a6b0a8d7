"""The built-in image tower written as an open_clip model: loaded by the path of any other, it sees the same."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import PIL.Image

from quire.models.cards import models_folder
from quire.settings import resources

# In a process of its own: the recipe's modules stand alone, and it makes an architecture known to timm.
_COMPARE = """
import json, sys
from pathlib import Path
recipe, shipped, out, *pictures = sys.argv[1:]
sys.path.insert(0, recipe)
from quire.models.open_clip.operators import declare_missing_operators
declare_missing_operators()
import numpy as np, open_clip, open_clip_form
from measure import loaded, seen
from quire.models.open_clip.towers import Towers
text = {"context_length": 16, "vocab_size": 49408, "width": 16, "heads": 2, "layers": 1}
configuration = open_clip_form.configuration(text)["model_cfg"]
untrained = open_clip.CustomTextCLIP(**{key: value for key, value in configuration.items() if key != "custom_text"})
weights = {name: value for name, value in untrained.state_dict().items() if name.startswith("text.")}
open_clip_form.write(Path(shipped), Path(out), text, weights)
given = [Path(picture).read_bytes() for picture in pictures]
theirs = Towers(Path(out), "tower", threads=1, gpu=False).embed_images(given)
ours = seen(loaded(Path(shipped)), given)
print(json.dumps({"same": (theirs * ours).sum(1).tolist(), "other": float(theirs[0] @ ours[1])}))
"""


def test_the_open_clip_form_of_the_tower_sees_what_the_shipped_one_sees(tmp_path: Path) -> None:
    samples = resources() / "samples"
    pictures = [samples / "red-fishing-boat.jpg", samples / "ferry-timetable.png", tmp_path / "plain.png"]
    made = io.BytesIO()
    PIL.Image.new("RGB", (224, 224), "#1166cc").save(made, "PNG")
    pictures[2].write_bytes(made.getvalue())
    recipe = models_folder() / "recipes" / "image_tower"
    shipped = models_folder() / "image-tower"
    command = [sys.executable, "-c", _COMPARE, recipe, shipped, tmp_path / "form", *pictures]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert min(told["same"]) > 0.99, told  # pictures are made small by another library
    assert told["other"] < 0.9, told
