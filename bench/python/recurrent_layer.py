"""Forward and backward of a recurrent layer in PyTorch, on 2 threads: recurrent_layer.py CELL BATCH STEPS FEATURES UNITS. Prints the seconds of one run for every line it reads."""
import sys
import time

import torch

cell, batch, steps, features, units = sys.argv[1], *map(int, sys.argv[2:])
torch.set_num_threads(2)
layer = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "simpleRNN": torch.nn.RNN}[cell](features, units)
x = torch.randn(steps, batch, features, requires_grad=True)
gradient = torch.randn(steps, batch, units)


def run():
    start = time.perf_counter()
    layer.zero_grad()
    x.grad = None
    states, _state = layer(x)
    states.backward(gradient)
    return time.perf_counter() - start


for _ in range(5):
    run()
for _line in sys.stdin:
    print(run(), flush=True)
