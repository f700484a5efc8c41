"""Derive the fonts of printed reports from Noto (SIL Open Font License 1.1): Latin, Greek, Cyrillic and Arabic, no more.

Usage: python scripts/subset_fonts.py FOLDER   (a folder with NotoSans-*.ttf and NotoSansArabic-*.ttf, such as Debian's
fonts-noto-core). A maintainer runs it; the result is committed with checksums.txt. The licence stands beside the fonts.
"""

import sys
from hashlib import sha256
from pathlib import Path

from fontTools import subset

OUT = Path(__file__).resolve().parent.parent / "src" / "servanda" / "report" / "fonts"
LETTERS = {
    "NotoSans": "U+0020-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20BF,U+2100-214F,U+2190-2193,U+2212,U+25A0-25CF",
    "NotoSansArabic": "U+0020-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200B-200F,U+2010-2014,U+2018-201D,U+2026,U+202A-202E,U+2066-2069,U+FB50-FDFF,U+FE70-FEFF",
}
WEIGHTS = ("Regular", "Bold")


def derive(source: Path, target: Path, letters: str) -> None:
    """Write the letters of a font with all that shapes them, without hinting."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # names, copyright and licence stay inside
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    maker = subset.Subsetter(options)
    maker.populate(unicodes=subset.parse_unicodes(letters))
    maker.subset(font)
    subset.save_font(font, str(target), options)


def main(folder: Path) -> None:
    """Derive every font, and write what was derived from what."""
    OUT.mkdir(exist_ok=True)
    lines = []
    for family, letters in LETTERS.items():
        for weight in WEIGHTS:
            source, target = folder / f"{family}-{weight}.ttf", OUT / f"{family}-{weight}.subset.ttf"
            derive(source, target, letters)
            lines += [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in (source, target)]
    (OUT / "checksums.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
