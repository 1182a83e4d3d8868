"""Writes frames.npy and speakers.npy beside this file from the copy of Japanese Vowels inside the package aeon (pip
download --no-deps aeon, unzip).

Run: python make-data.py aeon/datasets/data/JapaneseVowels
"""
import sys
from pathlib import Path

import numpy as np

here = Path(__file__).parent
source = Path(sys.argv[1])
steps = 12

frames, speakers = [], []
for part in ("TRAIN", "TEST"):
    lines = (source / f"JapaneseVowels_{part}.ts").read_text().split("@data")[1].split()
    for line in lines:
        *coefficients, speaker = line.split(":")
        utterance = np.array([[float(value) for value in row.split(",")] for row in coefficients]).T
        # The first frames; the 81 utterances of 640 that are shorter hold their last one.
        rows = np.minimum(np.arange(steps), len(utterance) - 1)
        frames.append(utterance[rows])
        speakers.append(int(speaker) - 1)
np.save(here / "frames.npy", np.array(frames, "<f2"))
np.save(here / "speakers.npy", np.array(speakers, "u1"))
