"""Writes opticks.txt beside this file: the beginning of Newton's Opticks, without italics and figures, from the copy
that the Go distribution ships.

Run: python make-data.py /usr/local/go/src/testdata/Isaac.Newton-Opticks.txt
"""
import re
import sys
from pathlib import Path

text = Path(sys.argv[1]).read_text(encoding="utf-8")
text = text[text.index("My Design in this Book") :]
text = re.sub(r"\[Illustration.*?\]|\[\w\]|_", "", text, flags=re.DOTALL)
text = re.sub(r"\[Greek: (\w+)\]", r"\1", text)
text = re.sub(r"\n{3,}", "\n\n", text)
end = text.rindex("\n\n", 0, 220_000)
(Path(__file__).parent / "opticks.txt").write_text(text[:end] + "\n", encoding="utf-8")
