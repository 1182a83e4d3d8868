"""PyTorch modules with drawn weights: their weights as files, their states for drawn inputs."""

import json
import pathlib
import sys

import numpy as np
import torch
from torch import nn

folder = pathlib.Path(sys.argv[1])
torch.manual_seed(3)
x = torch.randn(6, 5, 3)
symbols = torch.randint(0, 7, (6, 5))


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(7, 3)
        self.rnn = nn.GRU(3, 4, batch_first=True, bidirectional=True)
        self.norm = nn.LayerNorm(8)
        self.head = nn.Linear(8, 2, bias=False)

    def forward(self, given):
        scaled = self.norm(self.rnn(self.embed(given))[0])
        return {"norm": scaled, "head": self.head(scaled)}


class Loop(nn.Module):
    def __init__(self):
        super().__init__()
        self.cell = nn.LSTMCell(3, 4)

    def forward(self, given):
        state, states = None, []
        for step in given.unbind(1):
            state = self.cell(step, state)
            states.append(state[0])
        return {"cell": torch.stack(states, 1)}


class Only(nn.Module):
    def __init__(self, rnn):
        super().__init__()
        self.rnn = rnn

    def forward(self, given):
        return {"top": self.rnn(given)[0]}


def write(name, model, given=x, checkpoint=False):
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(0.6 * torch.randn_like(parameter))
        states = model.eval()(given)
    weights = model.state_dict()
    torch.save({"epoch": 3, "model_state_dict": weights} if checkpoint else weights, folder / f"{name}.pt")
    np.savez(folder / f"{name}.npz", **{key: value.numpy() for key, value in weights.items()})
    np.save(folder / f"{name}-x.npy", given.numpy())
    described = {key: value.flatten().tolist() for key, value in states.items()}
    (folder / f"{name}.json").write_text(json.dumps(described))


def of(module, *args, **settings):
    return Only(module(*args, batch_first=True, **settings))


write("lstm", of(nn.LSTM, 3, 4))
write("stackedLSTM", of(nn.LSTM, 3, 4, num_layers=2), checkpoint=True)
write("bidirectionalLSTM", of(nn.LSTM, 3, 4, num_layers=2, bidirectional=True))
write("gru", of(nn.GRU, 3, 4))
write("stackedGRU", of(nn.GRU, 3, 3, num_layers=3))
write("gruWithoutBias", of(nn.GRU, 3, 4, bias=False))
write("rnn", of(nn.RNN, 3, 4))
write("rectifiedRNN", of(nn.RNN, 3, 4, nonlinearity="relu", bias=False))
write("loop", Loop())
write("tagger", Tagger(), symbols)
half = of(nn.GRU, 3, 4).to(torch.bfloat16)
torch.save(half.state_dict(), folder / "bfloat16.pt")
torch.save(of(nn.GRU, 3, 4), folder / "module.pt")
torch.save(of(nn.GRU, 3, 4).state_dict(), folder / "old.pt", _use_new_zipfile_serialization=False)
transposed = nn.LSTM(3, 4).state_dict()
transposed["weight_ih_l0"] = transposed["weight_ih_l0"].t().contiguous().t()
torch.save(transposed, folder / "strided.pt")
np.save(folder / "strided.npy", transposed["weight_ih_l0"].numpy())
