"""The recorder against real PyTorch."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: its recorder is not tested")
from torch import nn  # noqa: E402
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence  # noqa: E402

from rnn_infoflow import Recorder, RecordingError  # noqa: E402

N, T, S, H = 24, 7, 4, 5


@pytest.fixture(autouse=True)
def seed():
    torch.manual_seed(3)


@pytest.fixture
def x():
    return torch.randint(S, (N, T))


@pytest.fixture
def lengths():
    return torch.randint(3, T + 1, (N,))


class Packed(nn.Module):
    def __init__(self, kind=nn.LSTM, sorted_here=False, **options):
        super().__init__()
        self.embed = nn.Embedding(S, 6)
        self.rnn = kind(6, H, batch_first=True, **options)
        self.head = nn.Linear(H * (2 if options.get("bidirectional") else 1), S)
        self.sorted_here = sorted_here

    def forward(self, x, lengths):
        packed = pack_padded_sequence(self.embed(x), lengths, batch_first=True, enforce_sorted=self.sorted_here)
        out, _ = self.rnn(packed)
        return self.head(pad_packed_sequence(out, batch_first=True)[0])


class Loop(nn.Module):
    def __init__(self, cell):
        super().__init__()
        self.cell = cell(S, H)

    def forward(self, x):
        state = None
        for t in range(x.shape[1]):
            state = self.cell(nn.functional.one_hot(x[:, t], S).float(), state)
        return state


class Plain(nn.Module):
    def __init__(self, rnn, batch_first=True):
        super().__init__()
        self.rnn = rnn
        self.batch_first = batch_first

    def forward(self, x):
        return self.rnn(nn.functional.one_hot(x, S).float())[0]


def real(lengths):
    return np.arange(T)[None] < lengths[:, None]


def test_stacked_packed_lstm_has_every_layer_and_its_cell_state(tmp_path, read, x, lengths):
    model = Packed(num_layers=2)
    Recorder(tmp_path, model, x, x, lengths)(0)
    got = read(tmp_path)
    assert [one["name"] for one in got.record["layers"] if one["variable"] != "gate"] == [
        "rnn/1",
        "rnn/1/c",
        "rnn/2",
        "rnn/2/c",
    ]
    kept = got.data["lengths"]
    assert sorted(kept) == sorted(lengths.tolist())
    # One sequence alone, unpadded, has the same states: all of h, and the last c of both layers.
    for i in range(N):
        n = int(kept[i])
        one = model.embed(torch.as_tensor(got.data["inputs"][i : i + 1, :n]).long())
        h, (_, c) = model.rnn(one)
        np.testing.assert_allclose(got["rnn/2"][i, :n], h[0].detach(), atol=1e-5)
        np.testing.assert_allclose(got["rnn/1/c"][i, n - 1], c[0, 0].detach(), atol=1e-5)
        np.testing.assert_allclose(got["rnn/2/c"][i, n - 1], c[1, 0].detach(), atol=1e-5)
        assert not got["rnn/2"][i, n:].any() and not got.data["inputs"][i, n:].any()
        assert (got.data["targets"][i, n:] == -1).all()


@pytest.mark.parametrize("kind", [nn.LSTM, nn.GRU, nn.RNN])
@pytest.mark.parametrize("bias", [True, False])
def test_bidirectional_directions_are_apart(tmp_path, read, x, lengths, kind, bias):
    model = Packed(kind, bidirectional=True, num_layers=2, bias=bias)
    Recorder(tmp_path, model, x, None, lengths)(0)
    got = read(tmp_path)
    assert got.layer("rnn/2/backward")["direction"] == "backward"
    n = int(got.data["lengths"][5])
    out, final = model.rnn(model.embed(torch.as_tensor(got.data["inputs"][5:6, :n]).long()))
    final = final[0] if kind is nn.LSTM else final
    np.testing.assert_allclose(got["rnn/2/forward"][5, n - 1], final[2, 0].detach(), atol=1e-5)
    np.testing.assert_allclose(got["rnn/2/backward"][5, 0], final[3, 0].detach(), atol=1e-5)
    np.testing.assert_allclose(got["rnn/1/backward"][5, 0], final[1, 0].detach(), atol=1e-5)
    np.testing.assert_allclose(got["rnn/2/backward"][5, :n], out[0, :, H:].detach(), atol=1e-5)


def test_lengths_come_from_the_packing_itself(tmp_path, read):
    class Own(Packed):
        def forward(self, x):
            return super().forward(x, (x > 0).sum(1))

    x = torch.randint(1, S, (N, T))
    lengths = torch.randint(2, T + 1, (N,))
    x[torch.arange(T)[None] >= lengths[:, None]] = 0
    Recorder(tmp_path, Own(), x)(0)
    np.testing.assert_array_equal(read(tmp_path).data["lengths"], lengths)


def test_a_packed_sequence_is_taken_as_x(tmp_path, read, lengths):
    class Inner(nn.Module):
        def __init__(self):
            super().__init__()
            self.gru = nn.GRU(3, H, batch_first=True)

        def forward(self, packed):
            return self.gru(packed)

    packed = pack_padded_sequence(torch.randn(N, T, 3), lengths, batch_first=True, enforce_sorted=False)
    Recorder(tmp_path, Inner(), packed)(0)
    assert sorted(read(tmp_path).data["lengths"]) == sorted(lengths.tolist())


@pytest.mark.parametrize("cell", [nn.LSTMCell, nn.GRUCell, nn.RNNCell])
def test_cell_in_a_loop(tmp_path, read, x, cell):
    model = Loop(cell)
    Recorder(tmp_path, model, x, x[:, -1])(0)
    got = read(tmp_path)
    state = model(torch.as_tensor(got.data["inputs"]).long())
    h = state[0] if cell is nn.LSTMCell else state
    np.testing.assert_allclose(got["cell"][:, -1], h.detach(), atol=1e-5)
    if cell is nn.LSTMCell:
        np.testing.assert_allclose(got["cell/c"][:, -1], state[1].detach(), atol=1e-5)
        np.testing.assert_allclose(got["cell/o"] * np.tanh(got["cell/c"]), got["cell"], atol=1e-3)
    if cell is nn.GRUCell:
        z, n, before = got["cell/z"][:, 1:], got["cell/n"][:, 1:], got["cell"][:, :-1]
        np.testing.assert_allclose(z * before + (1 - z) * n, got["cell"][:, 1:], atol=2e-3)


def test_projected_lstm_and_relu_rnn(tmp_path, read, x):
    rnns = {
        "p": nn.LSTM(S, H, proj_size=2, batch_first=True),
        "r": nn.RNN(S, H, nonlinearity="relu", batch_first=True),
    }
    for name, rnn in rnns.items():
        model = Plain(rnn)
        Recorder(tmp_path / name, model, x)(0)
        got = read(tmp_path / name)
        out = model(torch.as_tensor(got.data["inputs"]).long()).detach()
        np.testing.assert_allclose(got["rnn"], out, atol=1e-5)
    assert not got.record["notes"]


@pytest.mark.parametrize("told", ["by y", "by the module"])
def test_time_first(tmp_path, read, x, told):
    model = Plain(nn.GRU(S, H))
    y = x[:, -1] if told == "by y" else x.T
    Recorder(tmp_path, model, x.T, y)(0)
    got = read(tmp_path)
    assert got.data["inputs"].shape == (N, T)
    out = model(torch.as_tensor(got.data["inputs"].T).long()).detach().transpose(0, 1)
    np.testing.assert_allclose(got["rnn"], out, atol=1e-5)


def test_a_module_without_batch_first_inside_a_model_with_it(tmp_path, read, x):
    class Turning(Plain):
        def forward(self, x):
            return super().forward(x.T).transpose(0, 1)

    Recorder(tmp_path, Turning(nn.GRU(S, H)), x, x)(0)
    np.testing.assert_array_equal(read(tmp_path).data["inputs"], x)


def test_everything_is_restored(tmp_path, x):
    model = nn.ModuleDict({"a": Plain(nn.LSTM(S, H, batch_first=True)), "drop": nn.Dropout(0.5)})
    model.forward = lambda x: model["drop"](model["a"](x))
    model.train()
    model["drop"].eval()
    before = torch.get_rng_state()
    numbers = np.random.get_state()[1].copy()
    forwards = [module.forward for module in model.modules()]
    recorder = Recorder(tmp_path, model, x)
    recorder(0)
    assert model.training and model["a"].training and not model["drop"].training
    assert torch.equal(before, torch.get_rng_state()) and (numbers == np.random.get_state()[1]).all()
    assert [module.forward for module in model.modules()] == forwards
    assert "forward" not in vars(model["a"].rnn)
    assert all(parameter.grad is None for parameter in model.parameters()) and torch.is_grad_enabled()


def test_restored_after_a_failure_too(tmp_path, x):
    class Broken(Plain):
        def forward(self, x):
            super().forward(x)
            raise ValueError("broken")

    model = Broken(nn.GRU(S, H, batch_first=True)).train()
    with pytest.raises(ValueError, match="broken"):
        Recorder(tmp_path, model, x)(0)
    assert model.training and "forward" not in vars(model.rnn)
    assert not (tmp_path / "record.json").exists()


def test_dropout_that_stays_on_is_refused(tmp_path, x):
    class Dropping(Plain):
        def forward(self, x):
            return self.rnn(nn.functional.dropout(nn.functional.one_hot(x, S).float(), 0.3, training=True))

    with pytest.raises(RecordingError, match="dropout"):
        Recorder(tmp_path, Dropping(nn.GRU(S, H, batch_first=True)), x)(0)


def test_carried_state_is_refused(tmp_path, x):
    class Carrying(Plain):
        state = None

        def forward(self, x):
            out, self.state = self.rnn(nn.functional.one_hot(x, S).float(), self.state)
            return out

    with pytest.raises(RecordingError, match="carried from batch to batch"):
        Recorder(tmp_path, Carrying(nn.GRU(S, H, batch_first=True)), x)(0)


def test_what_a_module_carries_is_restored(tmp_path, x):
    class Counting(Plain):
        def __init__(self, rnn):
            super().__init__(rnn)
            self.register_buffer("seen", torch.zeros(1))
            self.last = "before"

        def forward(self, x):
            self.seen += len(x)
            self.last = self.new = x
            return super().forward(x)

    model = Counting(nn.GRU(S, H, batch_first=True))
    Recorder(tmp_path, model, x)(0)
    assert model.seen.item() == 0 and model.last == "before" and not hasattr(model, "new")


def test_an_order_lost_inside_the_model_is_refused(tmp_path, x):
    class Shuffled(Plain):
        def forward(self, x):
            return super().forward(x[torch.argsort(x.sum(1), stable=True)])

    with pytest.raises(RecordingError, match="keep the order"):
        Recorder(tmp_path, Shuffled(nn.GRU(S, H, batch_first=True)), x)(0)


def test_what_is_packed_must_be_sorted_and_is(tmp_path, read, x, lengths):
    Recorder(tmp_path, Packed(sorted_here=True), x, None, lengths)(0)
    assert (np.diff(read(tmp_path).data["lengths"]) <= 0).all()


def test_lengths_that_the_model_contradicts(tmp_path, x, lengths):
    class Other(Packed):
        def forward(self, x, lengths):
            return super().forward(x, torch.clamp(lengths - 1, min=1))

    with pytest.raises(RecordingError, match="the model itself reads"):
        Recorder(tmp_path, Other(), x, None, lengths)(0)


def test_bfloat16(tmp_path, read):
    class Scaled(nn.Module):
        def __init__(self):
            super().__init__()
            self.cell = nn.RNNCell(2, 3).to(torch.bfloat16)

        def forward(self, x):
            state = None
            for t in range(x.shape[1]):
                state = self.cell(x[:, t], state)
            return state

    Recorder(tmp_path, Scaled(), torch.randn(N, T, 2).to(torch.bfloat16))(0)
    got = read(tmp_path)
    assert got["cell"].dtype == np.float32 and got["cell"].std() > 0.05


def test_another_cell_behind_the_same_class_says_so(tmp_path, read, x):
    class Odd(nn.GRU):
        def forward(self, *args):
            out, h = super().forward(*args)
            return out * 0.5, h

    Recorder(tmp_path, Plain(Odd(S, H, batch_first=True)), x)(0)
    got = read(tmp_path)
    assert [one["variable"] for one in got.record["layers"]] == ["output"]
    assert "differs from it by" in got.record["notes"][0]


@pytest.mark.parametrize("kind", [nn.LSTM, nn.GRU])
def test_large_weights_keep_every_layer(tmp_path, read, kind):
    # Roundings grow from step to step where weights are large; each single step agrees.
    rnn = kind(S, 64, batch_first=True)
    recorder = Recorder(tmp_path, Plain(rnn), torch.randint(S, (60, 60)))
    recorder(0)
    with torch.no_grad():
        for weights in rnn.parameters():
            weights *= 20
    recorder(1)
    got = read(tmp_path)
    assert sorted(got.epochs) == [0, 1] and got.record["notes"] == []
    if kind is nn.LSTM:
        # h = o tanh(c), whose gates are kept in half precision.
        np.testing.assert_allclose(got["rnn/o"].astype("f4") * np.tanh(got["rnn/c"]), got["rnn"], atol=2e-3)


def test_an_epoch_that_cannot_be_recorded_does_not_end_a_training(tmp_path, read, x, capsys):
    class Odd(nn.LSTM):
        share = 1.0

        def forward(self, *args):
            out, h = super().forward(*args)
            return out * self.share, h

    rnn = Odd(S, H, batch_first=True)
    recorder = Recorder(tmp_path, Plain(rnn), x)
    recorder(0)
    for epoch, rnn.share in ((1, 0.5), (2, 0.5), (3, 1.0), (4, float("nan"))):
        recorder(epoch)
    recorder.end()
    got = read(tmp_path)
    assert sorted(got.epochs) == [0, 3]
    lacking, diverged = got.record["notes"][-2:]
    assert lacking.startswith("2 epochs (1, 2) are not recorded: rnn/c could not be found out")
    assert diverged.startswith("Epoch 4 is not recorded: rnn holds a state that is not finite")
    assert capsys.readouterr().err.count("is not recorded") == 2
    with pytest.raises(RecordingError, match="whole number"):
        recorder("last")


def test_minus_100_is_no_target(tmp_path, read, x):
    y = x.clone()
    y[:, :2] = -100
    Recorder(tmp_path, Plain(nn.GRU(S, H, batch_first=True)), x, y)(0)
    got = read(tmp_path)
    assert (got.data["targets"][:, :2] == -1).all() and (got.data["targets"][:, 2:] >= 0).all()
    assert got.record["targets"] == {"kind": "classes", "at": "every", "classes": S}


def test_labels_of_any_integers(tmp_path, read, x):
    y = torch.where(x[:, 0] > 1, 1, -1)
    Recorder(tmp_path, Plain(nn.GRU(S, H, batch_first=True)), x, y)(0)
    got = read(tmp_path)
    assert got.record["targets"]["labels"] == [-1, 1]
    assert set(got.data["targets"].tolist()) == {0, 1}


def test_at_most_samples_the_same_at_every_epoch(tmp_path, read, x):
    recorder = Recorder(tmp_path, Plain(nn.GRU(S, H, batch_first=True)), x, x, samples=10, batch_size=4)
    recorder(0)
    recorder(3, step=12)
    got = read(tmp_path)
    assert got.data["inputs"].shape == (10, T)
    assert got.record["epochs"] == [{"epoch": 0, "step": 1}, {"epoch": 3, "step": 12}]
    assert got.record["process"]["id"] > 0
    np.testing.assert_array_equal(got.epochs[0]["rnn"], got.epochs[3]["rnn"])
    assert not list(tmp_path.glob(".*"))


def test_what_wraps_the_model_is_passed_by(tmp_path, read, x):
    wrapped = nn.Module()
    wrapped._orig_mod = Plain(nn.GRU(S, H, batch_first=True))
    Recorder(tmp_path, wrapped, x)(0)
    assert [one["name"] for one in read(tmp_path).record["layers"]][0] == "rnn"


def test_other_modules_by_name(tmp_path, read, x, lengths):
    model = Packed()
    Recorder(tmp_path, model, x, None, lengths, layers=["rnn", "head"])(0)
    got = read(tmp_path)
    assert got.layer("head")["kind"] == "dense"
    np.testing.assert_allclose(got["head"][:, 0], model.head(torch.as_tensor(got["rnn"][:, 0])).detach(), atol=1e-5)
    with pytest.raises(RecordingError, match="no module 'haed'; it has: embed, rnn, head"):
        Recorder(tmp_path, model, x, None, lengths, layers=["haed"])


def test_modules_of_a_sequential_by_their_own_names(tmp_path, read, x):
    class First(nn.Module):
        def forward(self, given):
            return given[0]

    model = nn.Sequential(nn.Embedding(S, 6), nn.GRU(6, H, batch_first=True), First(), nn.Linear(H, 2))
    Recorder(tmp_path / "own", model, x, layers=["1", "3"])(0)
    Recorder(tmp_path / "label", model, x, layers=["layer1", "layer3"])(0)
    assert read(tmp_path / "own").record["layers"] == read(tmp_path / "label").record["layers"]
    assert {"layer1", "layer3"} <= {one["name"] for one in read(tmp_path / "own").record["layers"]}
    with pytest.raises(RecordingError, match="no module '4'; it has: 0, 1, 2, 3"):
        Recorder(tmp_path, model, x, layers=["4"])


def test_a_loader_is_refused_with_the_line_that_joins_its_batches(tmp_path, x):
    y = np.arange(len(x)) % 2
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.as_tensor(x), torch.as_tensor(y)), 5)
    with pytest.raises(RecordingError, match="DataLoader, which gives batches") as refused:
        Recorder(tmp_path, Packed(), loader)
    line = str(refused.value).split("x, y = ")[1].rstrip(".")
    joined = list(eval(line, {"torch": torch, "loader": loader}))  # noqa: S307
    assert [part.tolist() for part in joined] == [np.asarray(x).tolist(), y.tolist()]


class Samples(torch.utils.data.Dataset):
    def __init__(self, samples):
        self.samples = samples

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, place):
        return self.samples[place]


@pytest.mark.parametrize("form", ["pair", "triple", "alone", "dict", "unequal"])
def test_a_data_set_of_single_samples_is_refused_with_the_line_that_joins_them(tmp_path, x, form):
    y = np.arange(len(x)) % 2
    samples = {
        "pair": lambda i: (torch.as_tensor(x[i]), int(y[i])),
        "triple": lambda i: (torch.as_tensor(x[i]), int(y[i]), 3),
        "alone": lambda i: torch.as_tensor(x[i]),
        "dict": lambda i: {"tokens": torch.as_tensor(x[i]), "label": int(y[i])},
        "unequal": lambda i: (torch.as_tensor(x[i])[: 2 + i % 3], int(y[i])),
    }[form]
    dataset = Samples([samples(i) for i in range(len(x))])
    with pytest.raises(RecordingError, match="Samples, which gives single samples") as refused:
        Recorder(tmp_path, Packed(), dataset)
    named = {"np": np, "dataset": dataset}
    exec(str(refused.value).split("Join them: ")[1].rstrip("."), named)  # noqa: S102
    if form == "unequal":
        assert [len(one) for one in named["x"]] == [2 + i % 3 for i in range(len(x))]
        with pytest.raises(RecordingError, match="sequences of 2 to 4 steps"):
            Recorder(tmp_path, Packed(), named["x"])
        return
    np.testing.assert_array_equal(named["x"], np.asarray(x))
    if form in ("pair", "triple"):
        np.testing.assert_array_equal(named["y"], y)


class Branches(nn.Module):
    """Two encoders of the same input, one above them both, and a head; defined in another order than they run in."""

    def __init__(self):
        super().__init__()
        self.head = nn.Linear(H, S)
        self.embed = nn.Embedding(S, 6)
        self.top = nn.GRU(2 * H, H, 2, batch_first=True)
        self.cell = nn.GRUCell(6, H)
        self.left = nn.LSTM(6, H, batch_first=True, bidirectional=True)

    def forward(self, x):
        e = self.embed(x)
        left = self.left(e)[0]
        h, states = None, []
        for t in range(x.shape[1]):
            h = self.cell(e[:, t], h)
            states.append(h)
        with torch.no_grad():
            right = torch.stack(states, 1).detach()
        return self.head(self.top(torch.cat([left[..., :H], right], -1))[0])


def outputs(got):
    return {one["name"]: one.get("reads") for one in got.record["layers"] if one["variable"] == "output"}


def test_what_layers_read_is_seen_and_siblings_are_told_apart(tmp_path, read, x):
    Recorder(tmp_path, Branches(), x)(0)
    got = read(tmp_path)
    below = ["left/forward", "left/backward", "cell"]
    assert outputs(got) == {
        "left/forward": ["X"],
        "left/backward": ["X"],
        "cell": ["X"],
        "top/1": below,
        "top/2": ["top/1"],
    }
    assert list(outputs(got)) == [*below, "top/1", "top/2"]
    assert got.layer("left/forward/c")["reads"] == ["X"]


def test_named_layers_keep_their_order_and_what_is_not_recorded_is_passed_by(tmp_path, read, x):
    Recorder(tmp_path, Branches(), x, layers=["head", "top", "cell"])(0)
    assert list(outputs(read(tmp_path)).items()) == [
        ("head", ["top/2"]),
        ("top/1", ["X", "cell"]),
        ("top/2", ["top/1"]),
        ("cell", ["X"]),
    ]


def test_a_decoder_reads_the_encoder_by_its_first_state(tmp_path, read, x):
    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder = nn.LSTM(S, H, batch_first=True)
            self.decoder = nn.LSTM(S, H, batch_first=True)

        def forward(self, x):
            one_hot = nn.functional.one_hot(x, S).float()
            return self.decoder(torch.zeros_like(one_hot), self.encoder(one_hot)[1])

    Recorder(tmp_path, Translator(), x)(0)
    assert outputs(read(tmp_path)) == {"encoder": ["X"], "decoder": ["encoder"]}


def test_a_layer_inside_another_leaves_untold_what_is_read(tmp_path, read, x, lengths):
    class Inside(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = Plain(nn.GRU(S, H, batch_first=True))
            self.head = nn.Linear(H, S)

        def forward(self, x):
            return self.head(self.inner(x))

    Recorder(tmp_path, Inside(), x, layers=["inner", "inner.rnn", "head"])(0)
    assert set(outputs(read(tmp_path)).values()) == {None}


def test_no_recurrent_module(tmp_path, x):
    with pytest.raises(RecordingError, match="name the modules"):
        Recorder(tmp_path, nn.Linear(T, 2), x)


def test_one_hot_inputs_become_symbols(tmp_path, read, x):
    class OneHot(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = nn.GRU(S, H, batch_first=True)

        def forward(self, x):
            return self.rnn(x)[0]

    Recorder(tmp_path, OneHot(), nn.functional.one_hot(x, S).float())(0)
    got = read(tmp_path)
    assert got.record["inputs"]["symbols"] == S
    np.testing.assert_array_equal(got.data["inputs"], x)


def test_lightning_and_transformers(tmp_path, read, x, monkeypatch):
    """Stand-ins for both libraries: the callbacks are called as theirs are."""
    import sys
    import types

    def package(name, **contents):
        module = types.ModuleType(name)
        vars(module).update(contents)
        monkeypatch.setitem(sys.modules, name, module)

    package("lightning")
    package("lightning.pytorch")
    package("lightning.pytorch.callbacks", Callback=object)
    package("transformers", TrainerCallback=object)
    model = Plain(nn.GRU(S, H, batch_first=True))
    callback = Recorder(tmp_path / "l", model, x).lightning(every=2)
    trainer = types.SimpleNamespace(current_epoch=0, max_epochs=3, global_step=0)
    callback.on_train_start(trainer, model)
    for epoch in range(3):
        trainer.current_epoch, trainer.global_step = epoch, 5 * (epoch + 1)
        callback.on_train_epoch_end(trainer, model)
    assert read(tmp_path / "l").record["epochs"] == [
        {"epoch": 0, "step": 0},
        {"epoch": 2, "step": 10},
        {"epoch": 3, "step": 15},
    ]
    callback = Recorder(tmp_path / "h", model, x).hugging_face()
    arguments = types.SimpleNamespace(num_train_epochs=1)
    callback.on_train_begin(arguments, types.SimpleNamespace(epoch=0, global_step=0), None)
    callback.on_epoch_end(arguments, types.SimpleNamespace(epoch=1.0, global_step=9), None)
    assert [one["step"] for one in read(tmp_path / "h").record["epochs"]] == [0, 9]
    # A training of a number of steps, or that is stopped, ends in the middle of an epoch that is not asked for.
    callback = Recorder(tmp_path / "part", model, x).hugging_face(every=2)
    arguments.num_train_epochs = 3
    callback.on_train_begin(arguments, types.SimpleNamespace(epoch=0, global_step=0), None)
    for epoch, step in ((1.0, 4), (1.9999999, 8), (2.5, 10)):
        callback.on_epoch_end(arguments, types.SimpleNamespace(epoch=epoch, global_step=step), None)
    callback.on_train_end(arguments, types.SimpleNamespace(epoch=2.5, global_step=10), None)
    assert read(tmp_path / "part").record["epochs"] == [
        {"epoch": 0, "step": 0},
        {"epoch": 2, "step": 8},
        {"epoch": 3, "step": 10},
    ]
    callback = Recorder(tmp_path / "best", model, x).hugging_face(every=2)
    arguments.load_best_model_at_end = True
    callback.on_train_begin(arguments, types.SimpleNamespace(epoch=2.0, global_step=8), None)
    callback.on_epoch_end(arguments, types.SimpleNamespace(epoch=3.0 - 1e-9, global_step=12), None)
    assert [one["epoch"] for one in read(tmp_path / "best").record["epochs"]] == [2, 3]
    callback.on_epoch_end(arguments, types.SimpleNamespace(epoch=5.0, global_step=20), None)
    callback.on_train_end(arguments, types.SimpleNamespace(epoch=5.0, global_step=20), None)
    assert [one["epoch"] for one in read(tmp_path / "best").record["epochs"]] == [2, 3]
    callback = Recorder(tmp_path / "stopped", model, x).lightning(every=4)
    trainer = types.SimpleNamespace(current_epoch=0, max_epochs=-1, global_step=0)
    callback.on_train_start(trainer, model)
    trainer.global_step = 6
    callback.on_train_epoch_end(trainer, model)
    callback.on_train_end(trainer, model)
    assert read(tmp_path / "stopped").record["epochs"] == [{"epoch": 0, "step": 0}, {"epoch": 1, "step": 6}]


def test_weights_are_kept_under_their_own_names(tmp_path, read, x, lengths):
    model = Packed()
    rec = Recorder(tmp_path, model, x, lengths=lengths, weights=True)
    rec(0)
    with torch.no_grad():
        model.head.bias += 1
    rec(3)
    assert read(tmp_path).record["weights"] == "weights-{epoch}.npz"
    for epoch, more in ((0, 0), (3, 1)):
        with np.load(tmp_path / f"weights-{epoch}.npz") as kept:
            assert set(kept.files) == set(model.state_dict())
            assert np.allclose(kept["head.bias"], model.head.bias.detach().numpy() - 1 + more)
    # A recording without them leaves none of an earlier one behind.
    Recorder(tmp_path, model, x, lengths=lengths)(0)
    assert not list(tmp_path.glob("weights-*"))
    assert read(tmp_path).record["weights"] is None


def test_the_output_is_kept_beside_weights(tmp_path, read, x):
    class Mean(nn.Module):
        def __init__(self):
            super().__init__()
            self.gru, self.out = nn.GRU(1, 3, batch_first=True), nn.Linear(3, 2)

        def forward(self, x):
            return self.out(self.gru(x.float()[..., None])[0].mean(1)), "more"

    model = Mean()
    rec = Recorder(tmp_path, model, x, weights=True, batch_size=len(x) // 2)
    rec(0)
    with np.load(tmp_path / "epoch-0.npz") as kept, torch.no_grad():
        wanted = model(torch.as_tensor(x))[0].numpy()
        np.testing.assert_allclose(kept["@output"], wanted, atol=1e-6)
    assert read(tmp_path).record["output"] == "@output"
    Recorder(tmp_path, model, x)(0)
    assert read(tmp_path).record["output"] is None


def test_weights_need_a_module(tmp_path, x):
    with pytest.raises(RecordingError, match="weights=True needs a module"):
        Recorder(tmp_path, x=x, weights=True)


class TimeFirst(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(2, H)

    def forward(self, x, lengths):
        return self.rnn(pack_padded_sequence(x, lengths, enforce_sorted=False))


def test_targets_at_every_step_in_the_layout_of_a_time_first_model(tmp_path, read, lengths):
    x, y = torch.randn(T, N, 2), torch.arange(T * N).reshape(T, N) % 3
    for place, targets in (("first", y), ("last", y.T)):
        Recorder(tmp_path / place, TimeFirst(), x, targets, lengths)(0)
        got = read(tmp_path / place)
        order = np.argsort(-lengths.numpy(), kind="stable")
        expected = np.where(real(lengths.numpy()), y.T.numpy(), -1)[order]
        np.testing.assert_array_equal(got.data["targets"], expected)
        assert got.data["inputs"].shape == (N, T, 2)


class Masked(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(1, H, batch_first=True)

    def forward(self, x, mask):
        return self.rnn(x)[0] * mask[:, :, None]


class NamedLengths(Masked):
    def forward(self, x, state=None, *, seq_lens=None):
        return self.rnn(pack_padded_sequence(x, seq_lens, batch_first=True, enforce_sorted=False), state)


def test_lengths_go_to_a_parameter_of_that_name_alone(tmp_path, read, lengths):
    x = torch.randn(N, T, 1)
    with pytest.raises(RecordingError, match="takes mask besides x.*forward="):
        Recorder(tmp_path, Masked(), x, None, lengths)
    Recorder(tmp_path, Masked(), x, None, lengths, forward=lambda model, x: model(x, torch.ones(x.shape[:2])))(0)
    Recorder(tmp_path, NamedLengths(), x, None, lengths)(0)
    assert sorted(read(tmp_path).data["lengths"]) == sorted(lengths.tolist())


class Translator(nn.Module):
    """An encoder, and a decoder of three steps that goes on from its state."""

    def __init__(self, one_call):
        super().__init__()
        self.embed = nn.Embedding(S, 6)
        self.encoder = nn.GRU(6, H, batch_first=True)
        self.decoder = nn.GRU(6, H, batch_first=True)
        self.one_call = one_call

    def forward(self, x):
        _, state = self.encoder(self.embed(x))
        begin = self.embed(torch.zeros((len(x), 3), dtype=torch.long))
        if self.one_call:
            return self.decoder(begin, state)[0]
        outputs = []
        for step in range(3):
            output, state = self.decoder(begin[:, step : step + 1], state)
            outputs.append(output)
        return torch.cat(outputs, 1)


@pytest.mark.parametrize("one_call", [True, False])
def test_a_decoder_of_other_steps_is_recorded_by_its_last_state(tmp_path, read, x, one_call):
    model = Translator(one_call)
    Recorder(tmp_path / "run", model, x, x[:, -1], batch_size=10)(0)
    run = read(tmp_path / "run")
    # The steps of x that a decoder does not have would be zeros, which hold nothing.
    assert run["decoder"].shape == (N, H)
    assert run.layer("decoder")["time"] is False and run.layer("encoder")["time"] is True
    with torch.no_grad():
        expected = model(x)[:, -1].numpy()
    assert np.abs(expected - run["decoder"]).max() < 1e-5
    told = [note for note in run.record["notes"] if "its last state is recorded, without time" in note]
    assert len(told) == 1 and told[0].startswith("decoder runs 3 steps")
    assert "decoder/r" not in run.epochs[0]


class Speaker(nn.Module):
    """An encoder, and a cell that reads its own outputs."""

    def __init__(self, cell, steps, from_start=False):
        super().__init__()
        self.encoder = nn.GRU(S, H, batch_first=True)
        self.cell = cell(S, H)
        self.head = nn.Linear(H, S)
        self.steps, self.from_start = steps, from_start

    def forward(self, x):
        state = self.encoder(nn.functional.one_hot(x, S).float())[1][0]
        said, kept = torch.zeros(len(x), S), []
        state = (state, torch.zeros_like(state)) if isinstance(self.cell, nn.LSTMCell) else state
        begin = state
        for _ in range(self.steps):
            state = self.cell(said, begin if self.from_start else state)
            kept.append(state[0] if isinstance(state, tuple) else state)
            said = self.head(kept[-1]).softmax(-1)
        return torch.stack(kept, 1)


@pytest.mark.parametrize("cell", [nn.GRUCell, nn.LSTMCell])
def test_a_cell_that_reads_its_own_outputs_is_recorded_by_its_last_state(tmp_path, read, x, cell):
    model = Speaker(cell, 3)
    Recorder(tmp_path / "run", model, x, x[:, -1])(0)
    run = read(tmp_path / "run")
    with torch.no_grad():
        expected = model(x)[:, -1].numpy()
    assert np.abs(expected - run["cell"]).max() < 1e-5
    assert any("cell runs 3 steps where x has" in note for note in run.record["notes"])
    every = Speaker(cell, x.shape[1])
    Recorder(tmp_path / "every", every, x, x[:, -1])(0)
    # As many steps as x has are not those of x either.
    with torch.no_grad():
        assert np.abs(every(x)[:, -1].numpy() - read(tmp_path / "every")["cell"]).max() < 1e-5


def test_a_cell_that_begins_anew_at_each_call_is_not_recorded(tmp_path, read, x):
    Recorder(tmp_path, Speaker(nn.GRUCell, 3, from_start=True), x, x[:, -1])(0)
    run = read(tmp_path)
    assert "cell" not in run.epochs[0]
    assert any("cell ran 3 times" in note and "not recorded" in note for note in run.record["notes"])


def test_targets_of_some_steps_are_told_how_to_be_filled_up(tmp_path, x):
    with pytest.raises(RecordingError, match=r"last 3 steps.*np\.pad\(y, \(\(0, 0\), \(4, 0\)\), "):
        Recorder(tmp_path / "run", Translator(True), x, x[:, -3:])
    with pytest.raises(RecordingError, match="those of the same sequences"):
        Recorder(tmp_path / "run", Translator(True), x, x[:5, -1])


class TimeFirst(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.LSTM(2, 4)

    def forward(self, x):
        return self.rnn(x)[0][-1]


def test_sequences_first_for_a_module_of_time_first_are_told(tmp_path):
    x = torch.randn(30, 8, 2)
    with pytest.raises(RecordingError, match="runs over the 30 sequences in place of their 8 steps.*batch_first=True"):
        Recorder(tmp_path, TimeFirst(), x, x[:, -2, 0])(0)
    Recorder(tmp_path, TimeFirst(), x.transpose(0, 1), x[:, -2, 0])(0)


def test_as_many_steps_as_sequences_are_read_as_the_model_takes_them(tmp_path, read):
    x, model = torch.randn(9, 9, 2), TimeFirst()
    Recorder(tmp_path, model, x, torch.randn(9))(0)
    got = read(tmp_path)
    np.testing.assert_allclose(got.data["inputs"], x.transpose(0, 1).numpy())
    np.testing.assert_allclose(got["rnn"][:, -1], model(x).detach().numpy(), atol=1e-5)
    assert "read as [steps, sequences]" in got.record["notes"][0]


def test_lengths_that_are_needed_are_asked_for(tmp_path):
    class Packing(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = nn.GRU(2, 4, batch_first=True)

        def forward(self, x, lengths):
            return self.rnn(x)[0]

    with pytest.raises(RecordingError, match="takes lengths.*Recorder\\(..., lengths=lengths\\)"):
        Recorder(tmp_path, Packing(), torch.randn(12, 8, 2))
    with pytest.raises(RecordingError, match="takes n.*lengths=n"):
        Recorder(tmp_path, TimeFirst(), torch.randn(12, 8, 2), forward=lambda model, x, n: model(x))


@pytest.mark.parametrize("layers", [None, ["rnn"], ["_orig_mod.rnn"], ["module.rnn"]])
def test_wrappers_leave_no_trace_in_names(tmp_path, read, layers):
    class Outer(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = nn.DataParallel(nn.GRU(2, 4, batch_first=True))

        def forward(self, x):
            return self.rnn(x)[0]

    Recorder(tmp_path, nn.DataParallel(Outer()), torch.randn(12, 8, 2), layers=layers)(0)
    assert [one["name"] for one in read(tmp_path).record["layers"] if one["variable"] != "gate"] == ["rnn"]


class Repeats(nn.Module):
    """A decoder of as many steps as x: fed by its own outputs, by the encoder's last state, or by its outputs."""

    def __init__(self, fed):
        super().__init__()
        self.enc = nn.GRU(S, H, batch_first=True)
        self.dec = nn.GRUCell(S if fed == "own" else H, H)
        self.head = nn.Linear(H, S)
        self.fed = fed

    def forward(self, x):
        states, last = self.enc(nn.functional.one_hot(x, S).float())
        h = last[0]
        given, out = torch.zeros(len(x), S), []
        for t in range(x.shape[1]):
            h = self.dec({"own": given, "whole": last[0], "steps": states[:, t]}[self.fed], h)
            out.append(self.head(h))
            given = nn.functional.one_hot(out[-1].argmax(-1), S).float()
        return torch.stack(out, 1)


@pytest.mark.parametrize("fed, note", [("own", "reads no step of x"), ("whole", "a lag does not say"), ("steps", "")])
def test_a_decoder_of_as_many_steps_is_not_laid_over_x(tmp_path, read, x, fed, note):
    recorder = Recorder(tmp_path, Repeats(fed), x)
    recorder(0)
    recorder(1)
    got = read(tmp_path)
    assert got["enc"].shape == (N, T, H)
    assert got["dec"].shape == ((N, H) if fed == "own" else (N, T, H))
    assert len(got.record["notes"]) == (1 if note else 0)
    assert note in "".join(got.record["notes"])


def test_x_in_another_order_inside_the_model_is_noted(tmp_path, read, x):
    class Turned(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = nn.GRU(S, H, batch_first=True)

        def forward(self, x):
            return self.rnn(nn.functional.one_hot(x.flip(1), S).float())[0]

    Recorder(tmp_path, Turned(), x)(0)
    assert "x in another order" in read(tmp_path).record["notes"][0]
