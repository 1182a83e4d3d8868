"""Every .npz of a folder as a .safetensors."""

import pathlib
import sys

import numpy as np
from safetensors.numpy import save_file

for path in pathlib.Path(sys.argv[1]).glob("*.npz"):
    save_file(dict(np.load(path)), path.with_suffix(".safetensors"))
