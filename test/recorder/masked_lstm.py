"""A masked Keras LSTM names the symbol before the last two; 0 is padding, which Keras's pad_sequences puts first."""

import sys

import keras
import numpy as np
from keras import layers

from rnn_infoflow import Recorder

keras.utils.set_random_seed(4)
rng = np.random.default_rng(4)


def draw(samples):
    lengths = rng.integers(4, 10, samples)
    sequences = [rng.integers(1, 5, n) for n in lengths]
    return keras.utils.pad_sequences(sequences, maxlen=9), np.array([one[-3] - 1 for one in sequences])


model = keras.Sequential(
    [
        keras.Input((None,), dtype="int32"),
        layers.Embedding(5, 8, mask_zero=True),
        layers.LSTM(16, name="lstm"),
        layers.Dense(4, activation="softmax"),
    ]
)
model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
rec = Recorder(sys.argv[1], model, *draw(600))
model.fit(*draw(2048), epochs=16, batch_size=64, verbose=0, callbacks=[rec.keras(every=8)])
