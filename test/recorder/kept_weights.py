"""An embedding, an LSTM of 16 and a read-out repeat the symbol of three steps ago; the weights are kept."""

import sys

import torch
from torch import nn

from rnn_infoflow import Recorder

torch.manual_seed(1)


def draw(samples):
    x = torch.randint(4, (samples, 10))
    y = torch.full_like(x, -100)
    y[:, 3:] = x[:, :-3]
    return x, y


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(4, 8)
        self.lstm = nn.LSTM(8, 16, batch_first=True)
        self.head = nn.Linear(16, 4)

    def forward(self, x):
        return self.head(self.lstm(self.embed(x))[0])


network = Network()
optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
rec = Recorder(sys.argv[1], network, *draw(600), weights=True)
rec(0)
for epoch in range(1, 13):
    x, y = draw(1024)
    for rows in torch.arange(1024).split(64):
        loss = nn.functional.cross_entropy(network(x[rows]).transpose(1, 2), y[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
rec(12)
