"""Median seconds of a training step in PyTorch: training_step.py CELL BATCH STEPS FEATURES UNITS (2 threads, Adam, 4
classes at every step).
"""
import statistics
import sys
import time

import torch

cell, batch, steps, features, units = sys.argv[1], *map(int, sys.argv[2:])
torch.set_num_threads(2)
kind = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "simpleRNN": torch.nn.RNN}[cell]
recurrent = kind(features, units)
head = torch.nn.Linear(units, 4)
optimizer = torch.optim.Adam([*recurrent.parameters(), *head.parameters()], lr=0.003)
x = torch.randn(steps, batch, features)
y = torch.randint(4, (steps * batch,))
seconds = []
for _ in range(35):
    start = time.perf_counter()
    optimizer.zero_grad()
    states, _state = recurrent(x)
    loss = torch.nn.functional.cross_entropy(head(states).reshape(-1, 4), y)
    loss.backward()
    optimizer.step()
    seconds.append(time.perf_counter() - start)
print(statistics.median(seconds[5:]))
