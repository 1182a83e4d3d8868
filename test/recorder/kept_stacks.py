"""Untrained: LSTMs of two layers, and GRUs of two layers in both directions, packed; the weights are kept."""

import sys

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from rnn_infoflow import Recorder

torch.manual_seed(1)


class Network(nn.Module):
    def __init__(self, kind, both):
        super().__init__()
        self.embed = nn.Embedding(4, 6)
        self.rnn = kind(6, 5, num_layers=2, batch_first=True, bidirectional=both)
        self.head = nn.Linear(10 if both else 5, 4)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embed(x), lengths, batch_first=True, enforce_sorted=False)
        return self.head(pad_packed_sequence(self.rnn(packed)[0], batch_first=True)[0])


x, lengths = torch.randint(4, (64, 6)), torch.randint(3, 7, (64,))
Recorder(sys.argv[1] + "/lstm", Network(nn.LSTM, False), x, x, lengths, weights=True)(0)
Recorder(sys.argv[1] + "/gru", Network(nn.GRU, True), x, x, lengths, weights=True)(0)
