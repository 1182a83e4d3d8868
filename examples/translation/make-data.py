"""Writes pairs.tsv beside this file: short messages of Django in four languages, each once, from the catalogues that
the Python package django ships.

Run: python make-data.py FOLDER-OF-THE-UNPACKED-WHEEL
"""
import gettext
import re
import sys
from pathlib import Path

LANGUAGES = ["es", "pt", "pt_BR", "gl"]
WORDS = 12


def catalogue(language: str) -> dict[str, str]:
    """The messages of one language that have no plural, by their English text."""
    found: dict[str, str] = {}
    for file in sorted(Path(sys.argv[1]).glob(f"django/**/locale/{language}/LC_MESSAGES/django.mo")):
        with file.open("rb") as stream:
            messages = gettext.GNUTranslations(stream)._catalog
        found.update({key: text for key, text in messages.items() if isinstance(key, str) and key})
    return found


def line(text: str) -> str:
    """One line without marks of HTML, its placeholders as words."""
    text = re.sub(r"<[^>]*>", " ", text)
    text = re.sub(r"%\((\w+)\)s|\{\{ ?(\w+) ?\}\}|\{(\w+)\}", lambda m: f" _{m[1] or m[2] or m[3]}_ ", text)
    text = re.sub(r"%[sd]", " _x_ ", text)
    return re.sub(r"\s+", " ", text.split("\x04")[-1]).strip()


def words(text: str) -> list[str]:
    """Words and marks, as the extension reads them."""
    return re.findall(r"\w+(?:['’][^\W_]+)*|[^\s\w]", text.lower())


catalogues = [catalogue(language) for language in LANGUAGES]
keys = sorted(set.intersection(*(set(one) for one in catalogues)))
found: dict[str, str] = {}
for row in sorted({(line(key), *(line(one[key]) for one in catalogues)) for key in keys}):
    cells = [words(cell) for cell in row[1:]]
    if all(0 < len(cell) <= WORDS for cell in cells) and all(re.search(r"\w", cell) for cell in row):
        found.setdefault(repr(cells), "\t".join(row))
text = "\n".join(["\t".join(["en", *LANGUAGES]), *found.values()]) + "\n"
(Path(__file__).parent / "pairs.tsv").write_text(text, encoding="utf-8")
