"""A packed LSTM of two layers repeats the symbol of two steps ago."""

import sys

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from rnn_infoflow import Recorder

torch.manual_seed(1)


def draw(samples):
    x = torch.randint(4, (samples, 9))
    lengths = torch.randint(4, 10, (samples,))
    y = torch.full_like(x, -100)
    y[:, 2:] = x[:, :-2]
    y[torch.arange(9)[None] >= lengths[:, None]] = -100
    return x, y, lengths


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(4, 8)
        self.lstm = nn.LSTM(8, 16, num_layers=2, batch_first=True)
        self.head = nn.Linear(16, 4)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embed(x), lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=x.shape[1])
        return self.head(states)


network = Network()
optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
rec = Recorder(sys.argv[1], network, *draw(600))
rec(0)
for epoch in range(1, 16):
    x, y, lengths = draw(1024)
    for rows in torch.arange(1024).split(64):
        loss = nn.functional.cross_entropy(network(x[rows], lengths[rows]).transpose(1, 2), y[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    if epoch in (3, 15):
        rec(epoch)
