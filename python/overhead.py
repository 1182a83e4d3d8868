"""Measures the share of an epoch that recording takes; prints it.

    python overhead.py [sequences an epoch]

An LSTM of 64 units on 50 steps, batches of 64, 1000 recorded sequences.
"""

import sys
import tempfile
import time
from typing import Callable, List

import numpy as np

from rnn_infoflow import Recorder


def median_seconds(work: Callable[[], object], times: int = 3) -> float:
    seconds: List[float] = []
    for _ in range(times):
        start = time.process_time(), time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start[1])
    return float(np.median(seconds))


def main(sequences: int = 50_000) -> float:
    import torch

    torch.manual_seed(0)
    x = torch.randint(8, (1000, 50))

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embed = torch.nn.Embedding(8, 16)
            self.lstm = torch.nn.LSTM(16, 64, batch_first=True)
            self.head = torch.nn.Linear(64, 8)

        def forward(self, x):  # type: ignore[no-untyped-def]
            return self.head(self.lstm(self.embed(x))[0])

    network = Network()
    optimizer = torch.optim.Adam(network.parameters())

    def train(steps: int) -> None:
        for i in range(steps):
            rows = torch.arange(i * 64, (i + 1) * 64) % len(x)
            loss = torch.nn.functional.cross_entropy(network(x[rows]).transpose(1, 2), x[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    train(2)
    steps = 12
    epoch = median_seconds(lambda: train(steps)) / (64 * steps) * sequences
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(folder, network, x, x)
        recorder(0)
        recording = median_seconds(lambda: recorder(1))
    with torch.no_grad():
        forward = median_seconds(lambda: network(x))
    share = recording / epoch
    print(
        f"recording 1000 sequences: {recording:.2f} s; an epoch of {sequences} sequences: {epoch:.1f} s; "
        f"overhead {100 * share:.1f} % ({recording / epoch * sequences / 1000:.2f} of the time to train on as many)\n"
        f"below 2 % of epochs of {np.ceil(share * sequences / 20) * 1000:.0f} sequences and more; running the network "
        f"on 1000 alone takes {forward:.2f} s, so that no recorder is below 2 % of less than "
        f"{np.ceil(forward / epoch * sequences / 20) * 1000:.0f}"
    )
    return share


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
