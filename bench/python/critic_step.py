"""Median seconds of an InfoNCE training step in PyTorch: critic_step.py BATCH COLUMNS WIDTH EMBEDDING (2 threads, Adam,
two hidden layers).
"""
import statistics
import sys
import time

import torch

batch, columns, width, embedding = map(int, sys.argv[1:])
torch.set_num_threads(2)


def network():
    return torch.nn.Sequential(
        torch.nn.Linear(columns, width), torch.nn.ReLU(),
        torch.nn.Linear(width, width), torch.nn.ReLU(),
        torch.nn.Linear(width, embedding),
    )


f, g = network(), network()
optimizer = torch.optim.Adam([*f.parameters(), *g.parameters()], lr=0.001)
x, y = torch.randn(batch, columns), torch.randn(batch, columns)
labels = torch.arange(batch)
seconds = []
for _ in range(210):
    start = time.perf_counter()
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(f(x) @ g(y).T, labels)
    loss.backward()
    optimizer.step()
    seconds.append(time.perf_counter() - start)
print(statistics.median(seconds[10:]))
