"""Write resources/samples anew: `python -m installer.samples [FOLDER]`, from the root of a checkout.

The same program versions give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from installer.samples import almanac, letter, pictures, questions, report, slides

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "samples"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    marks = {
        questions.REPORT: report.make(folder / questions.REPORT).marks,
        questions.LETTER: letter.make(folder / questions.LETTER).marks,
        questions.SLIDES: slides.make(folder / questions.SLIDES).marks,
        questions.ALMANAC: {},
        **pictures.make(folder),
    }
    almanac.make(folder / questions.ALMANAC)
    questions.write(folder / "questions.jsonl", marks)
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{len(list(folder.iterdir()))} files, {size / 1e6:.2f} MB in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
