"""A bidirectional GRU names the second symbol of a sequence, by its final states."""

import sys

import torch
from torch import nn

from rnn_infoflow import Recorder

torch.manual_seed(2)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(4, 8)
        self.gru = nn.GRU(8, 12, batch_first=True, bidirectional=True)
        self.head = nn.Linear(24, 4)

    def forward(self, x):
        _, final = self.gru(self.embed(x))
        return self.head(torch.cat([final[0], final[1]], -1))


network = Network()
optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
held_out = torch.randint(4, (600, 10))
rec = Recorder(sys.argv[1], network, held_out, held_out[:, 1], layers=["gru", "head"])
for epoch in range(1, 9):
    x = torch.randint(4, (1024, 10))
    for rows in torch.arange(1024).split(64):
        loss = nn.functional.cross_entropy(network(x[rows]), x[rows, 1])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
rec(8)
