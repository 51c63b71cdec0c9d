"""Make the web fonts of the report page from Liberation Sans.

    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0 brotli==1.2.1
    venv/bin/python subset.py FOLDER_OF_THE_TTF_FILES

Keeps Latin with Vietnamese, Greek, Cyrillic, punctuation, currency signs,
arrows and mathematical signs, and writes WOFF2. The result is a modified
version under the SIL Open Font License, so it has a name of its own.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x24F), (0x2B0, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2000, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x21FF), (0x2200, 0x22FF)]
FACES = {"Regular": "liberationsansregular/LiberationSans-Regular.ttf", "Bold": "liberationsansbold/LiberationSans-Bold.ttf"}
NAME = "Periplus Sans"


def make(source: Path, face: str) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "tnum"]
    options.name_IDs = [1, 2, 4, 6, 13, 14]
    options.hinting = False
    font = TTFont(source, recalcTimestamp=False)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
    worker.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = {1: NAME, 4: f"{NAME} {face}", 6: f"{NAME.replace(' ', '')}-{face}"}[record.nameID]
    subset.save_font(font, f"PeriplusSans-{face}.woff2", options)


for face, path in FACES.items():
    make(Path(sys.argv[1]) / path, face)
