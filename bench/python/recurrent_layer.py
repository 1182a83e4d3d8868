"""Forward and backward of a recurrent layer in PyTorch, on 2 threads. Reads lines: CELL BATCH STEPS FEATURES UNITS
makes a layer and warms it up; a number starts this number of runs. Prints one line per input line: empty, or the
seconds of the runs.
"""
import sys
import time

import torch

torch.set_num_threads(2)


def prepare(cell, batch, steps, features, units):
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

    for _ in range(2):
        run()
    return run


run = None
for line in sys.stdin:
    words = line.split()
    if len(words) == 1:
        print(*(run() for _ in range(int(words[0]))), flush=True)
    else:
        run = prepare(words[0], *map(int, words[1:]))
        print(flush=True)
