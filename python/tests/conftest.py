import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


class Recording:
    """A folder that the recorder wrote, read back."""

    def __init__(self, folder):
        self.record = json.loads((folder / "record.json").read_text())
        self.data = np.load(folder / "data.npz")
        self.epochs = {one["epoch"]: np.load(folder / f"epoch-{one['epoch']}.npz") for one in self.record["epochs"]}

    def layer(self, name):
        return next(one for one in self.record["layers"] if one["name"] == name)

    def __getitem__(self, name):
        return self.epochs[max(self.epochs)][name]


@pytest.fixture
def read():
    return Recording
