"""The recorder against real Keras."""

import os

import numpy as np
import pytest

os.environ.setdefault("KERAS_BACKEND", "jax")
keras = pytest.importorskip("keras", reason="Keras is not installed: its recorder is not tested")
from keras import layers  # noqa: E402

from rnn_infoflow import Recorder, RecordingError  # noqa: E402

N, T, S, H = 24, 7, 4, 5
rng = np.random.default_rng(2)
LENGTHS = rng.integers(3, T + 1, N)
X = np.where(np.arange(T)[None] < LENGTHS[:, None], rng.integers(1, S + 1, (N, T)), 0)


@pytest.fixture(autouse=True)
def seed():
    keras.utils.set_random_seed(4)


def masked(*rest):
    return keras.Sequential([keras.Input((None,), dtype="int32"), layers.Embedding(S + 1, 6, mask_zero=True), *rest])


@pytest.mark.parametrize("padding", ["post", "pre"])
def test_masked_lstm(tmp_path, read, padding):
    x = X if padding == "post" else np.stack([np.roll(row, T - n) for row, n in zip(X, LENGTHS)])
    lstm = layers.LSTM(H, name="lstm")
    model = masked(lstm, layers.Dense(S))
    Recorder(tmp_path, model, x, x[:, 0])(0)
    got = read(tmp_path)
    np.testing.assert_array_equal(got.data["lengths"], LENGTHS)
    np.testing.assert_array_equal(got.data["inputs"], X)
    assert not got.record["notes"]
    whole = layers.LSTM(H, return_sequences=True, return_state=True)
    whole.build((None, T, 6))
    whole.set_weights(lstm.get_weights())
    for i in (0, 5, 11):
        n = LENGTHS[i]
        out, _, c = whole(model.layers[0](X[i : i + 1, :n]))
        np.testing.assert_allclose(got["lstm"][i, :n], np.asarray(out)[0], atol=1e-5)
        np.testing.assert_allclose(got["lstm/c"][i, n - 1], np.asarray(c)[0], atol=1e-5)
        assert not got["lstm"][i, n:].any()


@pytest.mark.parametrize("reset_after", [True, False])
@pytest.mark.parametrize("use_bias", [True, False])
def test_gru_with_returned_sequences(tmp_path, read, reset_after, use_bias):
    gru = layers.GRU(H, return_sequences=True, reset_after=reset_after, use_bias=use_bias, name="gru")
    gru.build((None, T, 6))
    gru.set_weights([rng.standard_normal(w.shape) for w in gru.get_weights()])
    model = masked(gru, layers.GRU(3, name="top"))
    Recorder(tmp_path, model, X)(0)
    got = read(tmp_path)
    assert not got.record["notes"]
    out = np.asarray(gru(model.layers[0](X)))
    for i in range(N):
        np.testing.assert_allclose(got["gru"][i, : LENGTHS[i]], out[i, : LENGTHS[i]], atol=1e-5)
    assert got["gru/z"].shape == (N, T, H)


@pytest.mark.parametrize("sequences", [True, False])
def test_bidirectional(tmp_path, read, sequences):
    bi = layers.Bidirectional(layers.LSTM(H, return_sequences=sequences), name="bi")
    model = masked(bi)
    Recorder(tmp_path, model, X)(0)
    got = read(tmp_path)
    assert not got.record["notes"]
    assert got.layer("bi/backward")["direction"] == "backward"
    out = np.asarray(model(X))
    if sequences:
        for i in range(N):
            n = LENGTHS[i]
            np.testing.assert_allclose(got["bi/backward"][i, :n], out[i, :n, H:], atol=1e-5)
    else:
        np.testing.assert_allclose(got["bi/backward"][:, 0], out[:, H:], atol=1e-5)
        last = got["bi/forward"][np.arange(N), LENGTHS - 1]
        np.testing.assert_allclose(last, out[:, :H], atol=1e-5)


@pytest.mark.parametrize("sequences", [True, False])
@pytest.mark.parametrize("merge", ["sum", "ave", "mul"])
def test_merged_directions_are_recorded_as_what_the_layer_gives(tmp_path, read, merge, sequences):
    bi = layers.Bidirectional(layers.LSTM(H, return_sequences=sequences), merge_mode=merge, name="bi")
    model = masked(bi, *([layers.GRU(3, name="top")] if sequences else [layers.Dense(S)]))
    Recorder(tmp_path, model, X)(0)
    got = read(tmp_path)
    assert not got.record["notes"]
    out = np.asarray(bi(model.layers[0](X)))
    join = {"sum": np.add, "ave": lambda a, b: (a + b) / 2, "mul": np.multiply}[merge]
    assert got.layer("bi")["mergeMode"] == merge
    assert got.layer("bi")["reads"] == ["bi/forward", "bi/backward"]
    assert "mergeMode" not in got.layer("bi/forward")
    if sequences:
        # The mask is made of the input.
        assert got.layer("top")["reads"] == ["bi", "X"]
        assert [one["name"] for one in got.record["layers"] if one["variable"] == "output"] == [
            "bi/forward",
            "bi/backward",
            "bi",
            "top",
        ]
        for i in range(N):
            n = LENGTHS[i]
            np.testing.assert_allclose(got["bi"][i, :n], out[i, :n], atol=1e-5)
            both = join(got["bi/forward"][i, :n], got["bi/backward"][i, :n])
            np.testing.assert_allclose(got["bi"][i, :n], both, atol=1e-5)
    else:
        # What is handed on is the last state of the forward direction with that of the first step of the backward one.
        assert not got.layer("bi")["time"]
        np.testing.assert_allclose(got["bi"], out, atol=1e-5)
        last = got["bi/forward"][np.arange(N), LENGTHS - 1]
        np.testing.assert_allclose(got["bi"], join(last, got["bi/backward"][:, 0]), atol=1e-5)


def test_simple_rnn_functional_and_subclassed(tmp_path, read):
    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.embed = layers.Embedding(S + 1, 6)
            self.inner = layers.SimpleRNN(H, name="inner")

        def call(self, x):
            return self.inner(self.embed(x))

    model = Own()
    out = np.asarray(model(X))
    Recorder(tmp_path, model, X)(0)
    got = read(tmp_path)
    assert "lengths" not in got.data
    np.testing.assert_allclose(got["inner"][:, -1], out, atol=1e-5)


def test_what_layers_read_is_told_by_the_graph(tmp_path, read):
    given = keras.Input((T,), dtype="int32")
    embedded = layers.Embedding(S + 1, 6)(given)
    left = layers.LSTM(H, return_sequences=True, name="left")(embedded)
    right = layers.Bidirectional(layers.GRU(H, return_sequences=True), name="right")(embedded)
    top = layers.GRU(H, name="top")(layers.Dropout(0.5)(layers.Concatenate()([left, right])))
    model = keras.Model(given, layers.Dense(S, name="head")(top))

    def reads(**options):
        Recorder(tmp_path, model, X, **options)(0)
        return [(one["name"], one.get("reads")) for one in read(tmp_path).record["layers"] if one["variable"] != "gate"]

    assert reads() == [
        ("left", ["X"]),
        ("left/c", ["X"]),
        ("right/forward", ["X"]),
        ("right/backward", ["X"]),
        ("top", ["left", "right/forward", "right/backward"]),
    ]
    assert reads(layers=["head", "top", "left"]) == [
        ("head", ["top"]),
        ("top", ["left", "X"]),
        ("left", ["X"]),
        ("left/c", ["X"]),
    ]


def test_bfloat16_states_become_float32(tmp_path, read):
    model = keras.Sequential(
        [
            keras.Input((T, S)),
            layers.GRU(H, return_sequences=True, dtype="mixed_bfloat16", name="gru"),
        ]
    )
    x = rng.normal(size=(N, T, S)).astype(np.float32)
    assert str(model(x).dtype) == "bfloat16"
    Recorder(tmp_path, model, x)(0)
    got = read(tmp_path)
    assert got["gru"].dtype == np.float32
    np.testing.assert_array_equal(got["gru"], np.asarray(model(x)).astype(np.float32))
    assert "precision" in got.record["notes"][0] or "replay" in got.record["notes"][0]


def test_dropout_is_off_and_seeds_are_restored(tmp_path):
    model = masked(layers.Dropout(0.5), layers.GRU(H, dropout=0.3, recurrent_dropout=0.3))
    model(X, training=True)
    seeds = [np.array(v) for v in model.non_trainable_variables]
    weights = model.get_weights()
    Recorder(tmp_path, model, X)(0)
    for before, after in zip(seeds, model.non_trainable_variables):
        np.testing.assert_array_equal(before, after)
    for before, after in zip(weights, model.get_weights()):
        np.testing.assert_array_equal(before, after)
    assert "call" not in vars(model.layers[-1])


def test_dropout_that_stays_on_is_refused(tmp_path):
    class Always(layers.Dropout):
        def call(self, x, training=False):
            return super().call(x, training=True)

    with pytest.raises(RecordingError, match="dropout"):
        Recorder(tmp_path, masked(Always(0.5), layers.GRU(H)), X)(0)


def test_a_stateful_layer_is_refused(tmp_path):
    model = keras.Sequential(
        [keras.Input((T,), batch_size=16, dtype="int32"), layers.Embedding(S + 1, 6), layers.GRU(H, stateful=True)]
    )
    with pytest.raises(RecordingError, match="stateful"):
        Recorder(tmp_path, model, X)


def test_an_unknown_activation_keeps_the_output(tmp_path, read):
    model = masked(layers.GRU(H, activation="softsign", return_sequences=True, name="gru"))
    Recorder(tmp_path, model, X)(0)
    got = read(tmp_path)
    assert [one["name"] for one in got.record["layers"]] == ["gru"]
    assert "softsign" in got.record["notes"][0]


def test_callback_in_fit(tmp_path, read):
    model = masked(layers.LSTM(H, name="lstm"), layers.Dense(S + 1, activation="softmax", name="head"))
    model.compile("adam", "sparse_categorical_crossentropy")
    recorder = Recorder(tmp_path, model, X, X[:, 0], layers=["lstm", "head"])
    model.fit(X, X[:, 0], epochs=3, batch_size=8, verbose=0, callbacks=[recorder.keras(every=2)])
    got = read(tmp_path)
    assert got.record["epochs"] == [{"epoch": 0, "step": 0}, {"epoch": 2, "step": 6}, {"epoch": 3, "step": 9}]
    # The states are those of the weights of that epoch.
    out = np.asarray(model(got.data["inputs"]))
    np.testing.assert_allclose(got.epochs[3]["head"], out, atol=1e-5)
    assert np.abs(got.epochs[3]["lstm"] - got.epochs[0]["lstm"]).max() > 1e-3


class Scores(keras.callbacks.Callback):
    """Gives early stopping a score: the third epoch is the best."""

    def on_epoch_end(self, epoch, logs=None):
        logs["score"] = [3, 2, 1, 2, 2, 2, 2][epoch]
        self.weights = [*getattr(self, "weights", []), self.model.get_weights()]


@pytest.mark.parametrize("restore", [False, True])
@pytest.mark.parametrize("behind", [False, True])
def test_early_stopping_ends_in_the_epoch_in_which_it_stops(tmp_path, read, restore, behind):
    model = masked(layers.LSTM(H, name="lstm"), layers.Dense(S + 1, activation="softmax", name="head"))
    model.compile("adam", "sparse_categorical_crossentropy")
    recorder = Recorder(tmp_path, model, X, X[:, 0], layers=["lstm", "head"])
    stopping = keras.callbacks.EarlyStopping("score", patience=2, mode="min", restore_best_weights=restore)
    own = [stopping, recorder.keras(every=2)]
    scores = Scores()
    model.fit(X, X[:, 0], epochs=7, batch_size=8, verbose=0, callbacks=[scores, *(own[::-1] if behind else own)])
    got = read(tmp_path)
    # Behind the recorder the best weights are put back only after it has ended.
    seen = restore and not behind
    assert [one["epoch"] for one in got.record["epochs"]] == ([0, 2, 3, 4, 5] if seen else [0, 2, 4, 5])
    assert {"epoch": 5, "step": 15} in got.record["epochs"]
    assert [note for note in got.record["notes"] if "epoch 3" in note] == (
        ["At its end the training put back the network of epoch 3."] if seen else []
    )
    assert got.record["end"] == {"how": "finished"}
    for epoch in list(got.epochs)[1:]:
        model.set_weights(scores.weights[epoch - 1])
        np.testing.assert_allclose(got.epochs[epoch]["head"], np.asarray(model(got.data["inputs"])), atol=1e-5)
    if seen:
        assert {"epoch": 3, "step": 9} in got.record["epochs"]


def test_a_network_changed_at_the_end_is_not_told_as_an_epoch(tmp_path, read):
    class Ends(keras.callbacks.Callback):
        def on_train_end(self, logs=None):
            self.model.set_weights([0.9 * weights for weights in self.model.get_weights()])

    class Stops(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.stop_training = epoch == 2

    model = masked(layers.LSTM(H, name="lstm"), layers.Dense(S + 1, activation="softmax", name="head"))
    model.compile("adam", "sparse_categorical_crossentropy")
    recorder = Recorder(tmp_path, model, X, X[:, 0], layers=["lstm"])
    callbacks = [Ends(), recorder.keras(every=2), Stops()]
    model.fit(X, X[:, 0], epochs=6, initial_epoch=1, batch_size=8, verbose=0, callbacks=callbacks)
    got = read(tmp_path)
    # A training that goes on begins where it goes on.
    assert [one["epoch"] for one in got.record["epochs"]] == [1, 2]
    assert any(note.startswith("Epoch 3, the last, is not recorded") for note in got.record["notes"])


def test_a_function_of_jax_in_bfloat16(tmp_path, read):
    jnp = pytest.importorskip("jax.numpy", reason="JAX is not installed")

    def states(x):
        return {"sums": jnp.cumsum(jnp.asarray(x, jnp.bfloat16), 1)[:, :, None] / 8}

    Recorder(tmp_path, states, X)(0)
    got = read(tmp_path)
    assert got["sums"].dtype == np.float32
    np.testing.assert_allclose(got["sums"][:, :, 0], np.cumsum(X, 1) / 8, rtol=0.02)


class Sides(keras.Model):
    """Two layers of the same input beside each other, and one above them both."""

    def __init__(self):
        super().__init__()
        self.embed = layers.Embedding(S + 1, 6)
        self.left = layers.LSTM(H, return_sequences=True, name="left")
        self.right = layers.Bidirectional(layers.GRU(3, return_sequences=True), name="right")
        self.top = layers.GRU(H, name="top")

    def call(self, x):
        e = self.embed(x)
        return self.top(keras.ops.concatenate([self.left(e), self.right(e)], -1))


def test_what_layers_of_a_subclassed_model_read_is_seen(tmp_path, read):
    Recorder(tmp_path, Sides(), X)(0)
    got = read(tmp_path)
    reads = {one["name"]: one.get("reads") for one in got.record["layers"] if one["variable"] == "output"}
    assert reads == {
        "left": ["X"],
        "right/forward": ["X"],
        "right/backward": ["X"],
        "top": ["left", "right/forward", "right/backward"],
    }
    assert got.record["notes"] == []


class Twice(keras.Model):
    """A layer that is called twice, so that what it reads cannot be seen."""

    def __init__(self):
        super().__init__()
        self.embed = layers.Embedding(S + 1, H)
        self.one = layers.GRU(H, return_sequences=True, name="one")
        self.two = layers.GRU(H, name="two")

    def call(self, x):
        return self.two(self.one(self.one(self.embed(x))))


def test_what_cannot_be_seen_is_left_out_and_said(tmp_path, read):
    Recorder(tmp_path, Twice(), X)(0)
    got = read(tmp_path)
    assert all("reads" not in one for one in got.record["layers"])
    assert any("What two reads is not seen here" in note for note in got.record["notes"])


def test_masked_steps_between_real_ones_are_left_out_and_said(tmp_path, read):
    x = X.copy()
    x[:5, 1] = 0
    Recorder(tmp_path, masked(layers.LSTM(H, name="lstm")), x)(0)
    got = read(tmp_path)
    np.testing.assert_array_equal(got.data["lengths"], (x > 0).sum(1))
    np.testing.assert_array_equal(got.data["inputs"][0, : LENGTHS[0] - 1], x[0][x[0] > 0])
    assert "5 steps in 5 of 24 sequences are masked though real steps follow" in got.record["notes"][0]


def test_lengths_beside_a_mask_in_front_are_of_the_same_steps(tmp_path, read):
    x = np.stack([np.roll(row, T - n) for row, n in zip(X, LENGTHS)])
    Recorder(tmp_path, masked(layers.LSTM(H, name="lstm")), x, lengths=LENGTHS)(0)
    got = read(tmp_path)
    order = np.argsort(-LENGTHS, kind="stable")
    np.testing.assert_array_equal(got.data["inputs"], X[order])
    assert got.record["notes"] == []


def test_a_model_of_several_inputs_is_told_which_part_to_hand_over(tmp_path, read):
    read_x, begin = keras.Input((T,), dtype="int32"), keras.Input((3,), dtype="int32")
    embed = layers.Embedding(S + 1, 6)
    _, state = layers.GRU(H, return_state=True, name="encoder")(embed(read_x))
    decoded = layers.GRU(H, return_sequences=True, name="decoder")(embed(begin), initial_state=state)
    model = keras.Model([read_x, begin], layers.Dense(S)(decoded))
    with pytest.raises(RecordingError, match=r'2 inputs.*model\.inputs\[0\], model\.get_layer\("encoder"\)\.output'):
        Recorder(tmp_path / "all", model, X)
    Recorder(tmp_path / "run", keras.Model(model.inputs[0], model.get_layer("encoder").output), X)(0)
    assert read(tmp_path / "run")["encoder"].shape == (N, T, H)


def states_of(layer, x):
    """The outputs of a layer at every step, by a copy of it."""
    whole = type(layer).from_config({**layer.get_config(), "return_sequences": True})
    whole.build((None, *x.shape[1:]))
    whole.set_weights(layer.get_weights())
    return np.asarray(whole(x)).astype(np.float32)


def test_a_last_output_of_low_precision_is_recorded_at_every_step(tmp_path, read):
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
    try:
        lstm = layers.LSTM(8, name="lstm")
        x = np.eye(S, dtype=np.float32)[X % S]
        Recorder(tmp_path, keras.Sequential([keras.Input((T, S)), lstm, layers.Dense(S)]), x, X[:, 0])(0)
        got = read(tmp_path)
        # A number of bfloat16 has 8 bits: two computations of one below 1 differ by 2^-8 at most in the last of them.
        np.testing.assert_allclose(got["lstm"], states_of(lstm, x), atol=2.0**-8)
        assert "bfloat16" in got.record["notes"][0] and lstm.return_sequences is False
    finally:
        keras.mixed_precision.set_global_policy("float32")


def test_a_last_output_of_stacked_cells_is_recorded_at_every_step(tmp_path, read):
    rnn = layers.RNN([layers.LSTMCell(6), layers.GRUCell(H)], name="two")
    x = np.eye(S, dtype=np.float32)[X % S]
    Recorder(tmp_path, keras.Sequential([keras.Input((T, S)), rnn, layers.Dense(S)]), x, X[:, 0])(0)
    got = read(tmp_path)
    np.testing.assert_allclose(got["two"], states_of(rnn, x), atol=1e-5)
    assert got.layer("two")["kind"] == "stackedrnncells"
    assert "StackedRNNCells" in got.record["notes"][0]


class Speaker(keras.Model):
    """An encoder, and a layer that is called for one step at a time and reads its own outputs."""

    def __init__(self, steps, sequences, width=1):
        super().__init__()
        self.embed = layers.Embedding(S + 1, 6)
        self.encoder = layers.GRU(H, name="encoder")
        self.speaker = layers.LSTM(H, return_sequences=sequences, return_state=True, name="speaker")
        self.head = layers.Dense(6)
        self.steps, self.sequences, self.width = steps, sequences, width

    def call(self, x):
        state = [self.encoder(self.embed(x))] * 2
        said, kept = keras.ops.zeros((keras.ops.shape(x)[0], self.width, 6)), []
        for _ in range(self.steps):
            out, *state = self.speaker(said, initial_state=state)
            kept.append(state[0])
            said = self.head(out) if self.sequences else self.head(out)[:, None]
        return keras.ops.stack(kept, 1)


@pytest.mark.parametrize("steps, sequences", [(T, True), (3, False)])
def test_a_layer_that_reads_its_own_outputs_is_recorded_at_every_call(tmp_path, read, steps, sequences):
    model = Speaker(steps, sequences)
    Recorder(tmp_path, model, X)(0)
    got = read(tmp_path)
    expected = np.asarray(model(X))
    np.testing.assert_allclose(got["speaker"], expected if steps == T else expected[:, -1], atol=1e-5)
    assert any("speaker runs 3 steps where x has" in note for note in got.record["notes"]) == (steps == 3)


def test_a_layer_that_is_called_for_several_steps_again_says_that_the_first_call_counts(tmp_path, read):
    Recorder(tmp_path, Speaker(2, True, width=T), X)(0)
    notes = read(tmp_path).record["notes"]
    assert any("speaker ran 2 times in one pass; the first is recorded" in note for note in notes)
