"""Median seconds of a training step in PyTorch eager, by the reference equations of a cell's authors: cell_step.py CELL
BATCH STEPS FEATURES UNITS (2 threads, Adam, 4 classes at every step).

mamba: selective_scan_ref of mamba_ssm, with the convolution and the gate, without the projection of the output.
gla, gatedDelta: the loops of fla (gla/naive.py, gated_delta_rule/naive.py). mLSTM, sLSTM: the stabilised steps of the
appendix of Beck et al. 2024.
"""
import statistics
import sys
import time

import torch
import torch.nn.functional as F

name, batch, steps, features, units = sys.argv[1], *map(int, sys.argv[2:])
torch.set_num_threads(2)


class Mamba(torch.nn.Module):
    def __init__(self, state=16, taps=4):
        super().__init__()
        self.state, self.rank = state, -(-units // 16)
        self.project = torch.nn.Linear(features, 2 * units, bias=False)
        self.convolution = torch.nn.Conv1d(units, units, taps, groups=units, padding=taps - 1)
        self.select = torch.nn.Linear(units, self.rank + 2 * state, bias=False)
        self.sizes = torch.nn.Linear(self.rank, units)
        self.rates = torch.nn.Parameter(torch.arange(1, state + 1.0).log().repeat(units, 1))
        self.direct = torch.nn.Parameter(torch.ones(units))

    def forward(self, x):
        u, z = self.project(x).chunk(2, -1)
        u = F.silu(self.convolution(u.transpose(1, 2))[..., :steps])
        ranked, written, read = self.select(u.transpose(1, 2)).split([self.rank, self.state, self.state], -1)
        delta = F.softplus(self.sizes(ranked)).transpose(1, 2)
        decays = torch.exp(torch.einsum("bdl,dn->bdln", delta, -self.rates.exp()))
        driven = torch.einsum("bdl,bln,bdl->bdln", delta, written, u)
        state = x.new_zeros(batch, units, self.state)
        out = []
        # `unbind`: the gradient of a slice of the whole would fill the whole with zeros at every step.
        for decay, given, c in zip(decays.unbind(2), driven.unbind(2), read.unbind(1)):
            state = decay * state + given
            out.append(torch.einsum("bdn,bn->bd", state, c))
        y = torch.stack(out, 2) + u * self.direct[:, None]
        return y.transpose(1, 2) * F.silu(z)


class Matrices(torch.nn.Module):
    def __init__(self, delta):
        super().__init__()
        self.delta = delta
        self.project = torch.nn.Linear(features, 3 * units + (2 if delta else units))

    def forward(self, x):
        sums = self.project(x)
        q, k, v, gates = sums.split([units, units, units, 2 if self.delta else units], -1)
        state = x.new_zeros(batch, units, units)
        out = []
        if self.delta:
            q, k = F.normalize(q, dim=-1), F.normalize(k, dim=-1)
            decay, strength = (F.logsigmoid(gates[..., :1]) / 16).exp(), gates[..., 1:].sigmoid()
        else:
            q, decay = q * units**-0.5, (F.logsigmoid(gates) / 16).exp()
        for t in range(steps):
            state = state * decay[:, t, :, None]
            value = v[:, t]
            if self.delta:
                value = strength[:, t] * (value - (state * k[:, t, :, None]).sum(1))
            state = state + k[:, t, :, None] * value[:, None]
            out.append((q[:, t, :, None] * state).sum(1))
        return torch.stack(out, 1)


class MLSTM(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(features, 4 * units + 2)

    def forward(self, x):
        q, k, v, o, gates = self.project(x).split([units, units, units, units, 2], -1)
        k = k * units**-0.5
        state, norm = x.new_zeros(batch, units, units), x.new_zeros(batch, units)
        most = x.new_zeros(batch, 1)
        out = []
        for t in range(steps):
            write, keep = gates[:, t, :1], F.logsigmoid(gates[:, t, 1:])
            new = torch.maximum(keep + most, write)
            f, i = (keep + most - new).exp(), (write - new).exp()
            state = f[..., None] * state + i[..., None] * k[:, t, :, None] * v[:, t, None]
            norm, most = f * norm + i * k[:, t], new
            read = (q[:, t, :, None] * state).sum(1)
            size = torch.maximum((norm * q[:, t]).sum(-1, keepdim=True).abs(), (-most).exp())
            out.append(read / size)
        return torch.stack(out, 1) * o.sigmoid()


class SLSTM(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(features, 4 * units)
        self.recur = torch.nn.Linear(units, 4 * units, bias=False)

    def forward(self, x):
        driven = self.project(x)
        h, c, n, most = (x.new_zeros(batch, units) for _ in range(4))
        out = []
        for t in range(steps):
            z, i, f, o = (driven[:, t] + self.recur(h)).chunk(4, -1)
            keep = F.logsigmoid(f)
            new = i if t == 0 else torch.maximum(keep + most, i)
            i, f = (i - new).exp(), (keep + most - new).exp()
            c, n, most = f * c + i * z.tanh(), f * n + i, new
            h = o.sigmoid() * c / n
            out.append(h)
        return torch.stack(out, 1)


cells = {
    "mamba": Mamba,
    "gla": lambda: Matrices(False),
    "gatedDelta": lambda: Matrices(True),
    "mLSTM": MLSTM,
    "sLSTM": SLSTM,
}
cell, head = cells[name](), torch.nn.Linear(units, 4)
optimizer = torch.optim.Adam([*cell.parameters(), *head.parameters()], lr=0.003)
x = torch.randn(batch, steps, features)
y = torch.randint(4, (steps * batch,))
seconds = []
for _ in range(4):
    start = time.perf_counter()
    optimizer.zero_grad()
    loss = F.cross_entropy(head(cell(x)).reshape(-1, 4), y)
    loss.backward()
    optimizer.step()
    seconds.append(time.perf_counter() - start)
print(statistics.median(seconds[1:]))
