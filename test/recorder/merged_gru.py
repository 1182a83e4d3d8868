"""A bidirectional Keras GRU that adds its directions tells the first symbol; the model is kept, or not."""

import sys

import keras
import numpy as np
from keras import layers

from rnn_infoflow import Recorder

keras.utils.set_random_seed(6)
rng = np.random.default_rng(6)


def draw(samples):
    x = rng.integers(0, 4, (samples, 6))
    return x, x[:, 0]


for sequences in (False, True):
    gru = layers.GRU(6, return_sequences=sequences)
    end = [layers.GRU(6, name="top")] if sequences else []
    model = keras.Sequential(
        [
            keras.Input((6,), dtype="int32"),
            layers.Embedding(4, 8),
            layers.Bidirectional(gru, merge_mode="sum", name="bi"),
            *end,
            layers.Dense(4),
        ]
    )
    model.compile(keras.optimizers.Adam(0.02), keras.losses.SparseCategoricalCrossentropy(True))
    model.fit(*draw(1024), epochs=6, batch_size=64, verbose=0)
    held_out = draw(400)
    name = "sequences" if sequences else "last"
    Recorder(f"{sys.argv[1]}/{name}", model, *held_out)(6)
    Recorder(f"{sys.argv[1]}/{name}-kept", model, *held_out, weights=True)(6)
