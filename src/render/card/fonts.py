"""Makes the two fonts of the sharing card; see NOTICE.md beside this file."""

import sys
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, *range(0x218, 0x21C), *range(0x1E80, 0x1E86)]
LATIN += [0x1E9E, 0x1EF2, 0x1EF3, *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022]
LATIN += [0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122, 0x2212]
ARABIC = [0x20, 0x28, 0x29, 0x2D, 0x2E, 0x3A, 0xA0, 0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x653), *range(0x660, 0x66D)]
ARABIC += [0x670, 0x671, 0x679, 0x67E, 0x686, 0x688, 0x691, 0x698, 0x6A9, 0x6AF, 0x6BA, 0x6BE, 0x6C1]
ARABIC += [0x6CC, 0x6D2, 0x6D4, *range(0x6F0, 0x6FA)]


def cut(source, letters, features, target):
    options = subset.Options(layout_features=features, hinting=False, notdef_outline=True)
    font = TTFont(source)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = None
    font.save(target)


def name(source, family, target):
    """Gives the font a name of its own: that of the original is reserved."""
    font = TTFont(source, recalcTimestamp=False)
    names = font["name"]
    rights = names.getDebugName(0)
    names.names = []
    for number, text in {0: rights, 1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}.items():
        names.setName(text, number, 3, 1, 0x409)
    font.save(target)
    return {code for code in font.getBestCmap() if code > 0x20}


def main(serif, naskh, out):
    parts = []
    for part in ("latin", "latin-ext"):
        parts.append(out / f"{part}.tmp")
        cut(serif / f"source-serif-4-{part}-600-normal.woff2", LATIN, ["kern", "ccmp", "mark"], parts[-1])
    merge.Merger().merge([str(part) for part in parts]).save(out / "serif.tmp")
    cut(naskh / "noto-naskh-arabic-arabic-700-normal.woff2", ARABIC, ["*"], out / "arabic.tmp")
    codes = name(out / "serif.tmp", "Card Serif", out / "card-serif.ttf")
    codes |= name(out / "arabic.tmp", "Card Arabic", out / "card-arabic.ttf")
    for rest in out.glob("*.tmp"):
        rest.unlink()
    ranges = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    print(", ".join(f"(0x{first:X}, 0x{last:X})" for first, last in ranges))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
