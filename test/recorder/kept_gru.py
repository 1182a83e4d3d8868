"""A Keras GRU of 12 and a read-out repeat the symbol of two steps ago; the model is kept."""

import sys

import keras
import numpy as np
from keras import layers

from rnn_infoflow import Recorder

keras.utils.set_random_seed(5)
rng = np.random.default_rng(5)


def draw(samples):
    x = rng.integers(0, 4, (samples, 8))
    y = np.full_like(x, -100)
    y[:, 2:] = x[:, :-2]
    return x, y


model = keras.Sequential(
    [
        keras.Input((8,), dtype="int32"),
        layers.Embedding(4, 8),
        layers.GRU(12, return_sequences=True, name="gru"),
        layers.Dense(4),
    ]
)
model.compile(keras.optimizers.Adam(0.01), keras.losses.SparseCategoricalCrossentropy(True, ignore_class=-100))
rec = Recorder(sys.argv[1], model, *draw(600), weights=True)
model.fit(*draw(2048), epochs=10, batch_size=64, verbose=0, callbacks=[rec.keras(every=10)])
