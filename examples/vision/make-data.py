"""Writes rows.npy and digits.npy beside this file from scikit-learn's copy of the digits (pip install scikit-learn).
Run: python make-data.py
"""
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

here = Path(__file__).parent
digits = load_digits()
# 1797 images of 8 rows of 8 grey levels 0 ... 16; sixteenths are exact in half precision.
np.save(here / "rows.npy", (digits.images / 16).astype("<f2"))
np.save(here / "digits.npy", digits.target.astype("u1"))
