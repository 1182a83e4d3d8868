"""Trains a GRU in PyTorch and writes its states as .npy files beside this one; from there RNN Information Flow needs no
model. Run: python record.py
"""
from pathlib import Path

import numpy as np
import torch

here = Path(__file__).parent
torch.manual_seed(1)
symbols, length, delay, recorded = 3, 10, 2, 400


def draw(samples):
    """Sequences of independent symbols; the target is the symbol of two steps ago (-1 before there is one)."""
    x = torch.randint(symbols, (samples, length))
    y = torch.full_like(x, -1)
    y[:, delay:] = x[:, :-delay]
    return x, y


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = torch.nn.GRU(symbols, 8, batch_first=True)
        self.head = torch.nn.Linear(8, symbols)

    def forward(self, x):
        states, _ = self.gru(torch.nn.functional.one_hot(x, symbols).float())
        return states, self.head(states)


def record(network, x, epoch):
    """The states of every layer for one batch, [samples, length, units], in evaluation mode and without gradients."""
    network.eval()
    with torch.no_grad():
        states, logits = network(x)
    # Half precision keeps the files small; float32 is read as well.
    np.save(here / f"gru-{epoch}.npy", states.numpy().astype("<f2"))
    np.save(here / f"logits-{epoch}.npy", logits.numpy().astype("<f2"))
    network.train()


network = Network()
optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
x_train, y_train = draw(2048)
x, y = draw(recorded)  # never trained on
np.save(here / "inputs.npy", x.numpy().astype("i1"))
np.save(here / "targets.npy", y.numpy().astype("i1"))
record(network, x, 0)
for epoch in range(1, 31):
    for rows in torch.randperm(len(x_train)).split(64):
        scores = network(x_train[rows])[1].transpose(1, 2)
        loss = torch.nn.functional.cross_entropy(scores, y_train[rows], ignore_index=-1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    if epoch in (2, 5, 30):
        record(network, x, epoch)
with torch.no_grad():
    guess = network(x)[1].argmax(-1)
print("held-out accuracy", (guess == y)[:, delay:].float().mean().item())
