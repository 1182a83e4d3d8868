"""Keras models as weights alone (.weights.h5), whose groups HDF5 shows in the order of the alphabet."""

import json
import pathlib
import sys

import h5py
import keras
import numpy as np
from keras import layers

folder = pathlib.Path(sys.argv[1])
every = {"return_sequences": True}
both = layers.Bidirectional
x = np.random.default_rng(4).normal(size=(4, 5, 4)).astype("float32")
symbols = np.random.default_rng(4).integers(0, 4, (4, 5))


def sequential(*chain, given=x):
    return keras.Sequential([keras.Input(given.shape[1:], dtype=given.dtype), *chain])


def functional(*chain):
    start = layer = keras.Input(x.shape[1:])
    for one in chain:
        layer = one(layer)
    return keras.Model(start, layer)


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        self.top = layers.GRU(4, **every)
        self.middle = layers.GRU(4, **every)
        self.head = layers.Dense(4)

    def call(self, given):
        return self.head(self.middle(self.top(given)))


joined = lambda how: [both(layers.GRU(4, **every), merge_mode=how), layers.Dense(4)]
models = {
    "heads": sequential(layers.GRU(4), layers.Dense(4), layers.Dense(4)),
    "sum": sequential(*joined("sum")),
    "ave": functional(*joined("ave")),
    "mul": sequential(layers.Embedding(4, 4), *joined("mul"), given=symbols),
    "concat": sequential(both(layers.LSTM(4, **every)), layers.Dense(8), layers.Dense(4)),
    "stack": functional(*[layers.LSTM(4, **every) for _ in range(12)], layers.Dense(4)),
    "mixed": sequential(layers.LSTM(4, **every), layers.GRU(4, **every), layers.LSTM(4, **every), layers.Dense(4)),
    "first": sequential(layers.Dense(4), layers.GRU(4, **every), layers.LSTM(4)),
    "apart": sequential(layers.TimeDistributed(layers.Dense(4)), layers.SimpleRNN(4, **every), layers.Dense(4)),
    "named": functional(
        layers.LSTM(4, name="reader", **every),
        layers.LayerNormalization(name="norm"),
        layers.GRU(4, name="a_writer", **every),
        layers.Dense(4, name="out"),
    ),
}
models["subclassed"] = Subclassed()
models["subclassed"](x)


def own_name(layer):
    return layer.layer.name if isinstance(layer, layers.TimeDistributed) else layer.name


def older_names(source, target):
    """As Keras 2.12 to 2.15 called the list of layers, which named every layer twice."""
    for key in source:
        name, _, number = key.rpartition("_")
        gap = f"{name}_{2 * int(number)}" if number.isdigit() else key
        source.copy(key, target, gap)


orders = {}
for name, model in models.items():
    path = folder / f"order-{name}.weights.h5"
    model.save_weights(path)
    orders[name] = [own_name(layer) for layer in model.layers if layer.weights]
    with h5py.File(path) as whole, h5py.File(folder / f"copied-{name}.weights.h5", "w") as copy:
        for key in whole:
            whole.copy(key, copy)
    with h5py.File(path) as whole, h5py.File(folder / f"older-{name}.weights.h5", "w") as older:
        if name != "subclassed":
            older_names(whole["layers"], older.create_group("_layer_checkpoint_dependencies"))
    legacy = folder / f"legacy-{name}.h5"
    if name != "subclassed":
        from keras.src.legacy.saving import legacy_h5_format

        with h5py.File(legacy, "w") as older:
            legacy_h5_format.save_weights_to_hdf5_group(older, model)
models["subclassed"].save(folder / "order-subclassed.keras")
(folder / "orders.json").write_text(json.dumps(orders))
