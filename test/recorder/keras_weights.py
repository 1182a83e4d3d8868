"""Keras models with drawn weights: their weights as files, their outputs for drawn inputs."""

import json
import pathlib
import sys

import keras
import numpy as np
from keras import layers

folder = pathlib.Path(sys.argv[1])
rng = np.random.default_rng(4)
x = rng.normal(size=(6, 5, 3)).astype("float32")
symbols = rng.integers(0, 7, (6, 5))


def write(name, chain, given=x, told={"top": -1}):
    """The states of the layers at the places that are told, by these names."""
    keras.utils.set_random_seed(1)
    start = keras.Input(given.shape[1:], dtype=given.dtype)
    outputs = [start]
    for layer in chain:
        outputs.append(layer(outputs[-1]))
    model = keras.Model(start, outputs[-1])
    for weight in model.weights:
        if weight.dtype.startswith("float"):
            weight.assign(0.6 * rng.normal(size=weight.shape))
    model.save(folder / f"{name}.keras")
    model.save(folder / f"{name}.h5")
    model.save_weights(folder / f"{name}.weights.h5")
    np.savez(folder / f"{name}.npz", **{weight.path: np.asarray(weight) for weight in model.weights})
    np.save(folder / f"{name}-x.npy", given)
    states = keras.Model(start, {key: outputs[place] for key, place in told.items()})(given)
    described = {key: np.asarray(value).flatten().tolist() for key, value in states.items()}
    (folder / f"{name}.json").write_text(json.dumps(described))


every = {"return_sequences": True}
write("kerasLSTM", [layers.LSTM(4, **every)])
write("kerasStack", [layers.LSTM(3, **every), layers.LSTM(3, **every), layers.LSTM(3, **every)])
write("kerasGRU", [layers.GRU(4, **every)])
write("kerasResetBefore", [layers.GRU(4, reset_after=False, **every)])
write("kerasWithoutBias", [layers.GRU(4, use_bias=False, **every)])
write("kerasRNN", [layers.SimpleRNN(4, **every)])
write("kerasRectified", [layers.SimpleRNN(4, activation="relu", **every)])
write(
    "kerasTagger",
    [
        layers.Embedding(7, 3),
        layers.Bidirectional(layers.GRU(4, **every)),
        layers.Bidirectional(layers.LSTM(3, **every), merge_mode="sum"),
        layers.LayerNormalization(),
        layers.Dropout(0.3),
        layers.Dense(2, activation="tanh", use_bias=False),
    ],
    symbols,
    {"norm": -3, "head": -1},
)
# Steps behind the last real one are zeros, which the network skips.
padded = x.copy()
for sequence, length in enumerate([5, 3, 4, 2, 5, 1]):
    padded[sequence, length:] = 0
write("kerasMasked", [layers.Masking(), layers.LSTM(4, **every)], padded)
masked = (padded[:, :, 0] != 0) * (1 + symbols % 6)
write("kerasMaskedSymbols", [layers.Embedding(7, 3, mask_zero=True), layers.GRU(4, **every)], masked)
# The older format writes arrays of a Sequential below its name.
plain = [layers.SimpleRNN(4, activation="relu", **every), layers.Dense(2, activation="sigmoid")]
keras.Sequential([keras.Input((5, 3)), *plain]).save(folder / "sequential.h5")
start = keras.Input((5, 3))
hard = keras.Model(start, layers.LSTM(4, recurrent_activation="hard_sigmoid", name="hard", **every)(start))
hard.save(folder / "hard.keras")
