"""What needs numpy alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import rnn_infoflow
from rnn_infoflow import Recorder, RecordingError

N, T, H = 12, 5, 3
rng = np.random.default_rng(1)
X = rng.integers(0, 4, (N, T))


def test_states_from_anywhere(tmp_path, read):
    states = rng.standard_normal((N, T, H))
    recorder = Recorder(tmp_path / "a" / "b", x=X, y=X[:, -1], lengths=np.full(N, 4))
    recorder.add({"gru": states, "code": states[:, 0]}, 7)
    got = read(tmp_path / "a" / "b")
    np.testing.assert_allclose(got["gru"][:, :4], states[:, :4], rtol=1e-6)
    assert not got["gru"][:, 4:].any()
    assert [one["time"] for one in got.record["layers"]] == [True, False]
    with pytest.raises(RecordingError, match="the epochs before have gru, code"):
        recorder.add({"gru": states}, 8)
    with pytest.raises(RecordingError, match="must be \\[12, 5, units\\]"):
        recorder.add({"gru": states[1:]}, 8)


def test_a_function_of_the_inputs(tmp_path, read):
    Recorder(tmp_path, lambda x: {"sum": np.cumsum(x, 1)[:, :, None]}, X)(0)
    np.testing.assert_array_equal(read(tmp_path)["sum"][:, :, 0], np.cumsum(X, 1))


def test_a_function_that_draws_is_refused_and_randomness_is_restored(tmp_path):
    np.random.seed(3)
    expected = np.random.RandomState(3).random()
    with pytest.raises(RecordingError, match="function of its input"):
        Recorder(tmp_path, lambda x: {"noise": np.random.random((len(x), T, 2))}, X)(0)
    assert np.random.random() == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"x": None}, "x is missing"),
        ({"x": X[:, 0]}, "x has shape \\[12\\]"),
        ({"x": X[:5]}, "at least 8"),
        ({"x": X, "y": np.zeros((N, 2), int)}, "y has shape \\[12, 2\\]"),
        ({"x": X, "lengths": [3] * 4}, "4 entries for 12"),
        ({"x": X, "lengths": [0] * N}, "between 1 and the 5 steps"),
        ({"x": X, "samples": 2}, "8 or more"),
        ({"x": (X, np.full(N, T))}, "tuple of two arrays.*x\\[0\\], lengths=x\\[1\\]"),
        ({"x": (X, X)}, "tuple of two arrays.*x\\[0\\], y\\)"),
        ({"x": [list(range(2 + i % 3)) for i in range(N)]}, "2 to 4 steps.*lengths=.*np.stack"),
        ({"x": X, "y": [[0] * (1 + i % 2) for i in range(N)]}, "y is a list of sequences of 1 to 2 steps"),
        ({"x": {"input_ids": X}}, "is a dict.*x\\['input_ids'\\]"),
        ({"x": "x.npy"}, "path of a file.*np.load\\('x.npy'\\)"),
        ({"x": Path("x.pt")}, "path of a file.*torch.load\\('x.pt'\\)"),
        ({"x": iter([X])}, "gives batches.*torch.cat"),
        ({"x": X, "model": 3}, "neither a module"),
    ],
)
def test_wrong_arguments_say_what_is_wrong(tmp_path, given, message):
    with pytest.raises(RecordingError, match=message):
        Recorder(tmp_path, **given)


def test_symbols_of_any_integers(tmp_path, read):
    states = np.zeros((N, T, H))
    Recorder(tmp_path, x=X - 1).add({"h": states}, 0)
    got = read(tmp_path)
    kinds = np.unique(X - 1)
    np.testing.assert_array_equal(kinds[got.data["inputs"]], X - 1)
    assert got.record["inputs"] == {"kind": "symbols", "symbols": len(kinds), "labels": kinds.tolist()}
    assert "different integers (-1," in got.record["notes"][0]
    lengths = np.full(N, T)
    lengths[0] = 2
    padded = np.where(np.arange(T) < lengths[:, None], X * 100_000, -7)
    Recorder(tmp_path, x=padded, lengths=lengths).add({"h": states}, 0)
    got = read(tmp_path)
    assert -7 not in got.record["inputs"]["labels"]
    assert got.data["inputs"].min() == 0 and got.data["inputs"].max() == got.record["inputs"]["symbols"] - 1


def test_wrong_arrays_say_what_is_wrong(tmp_path):
    states = np.zeros((N, T, H))
    with pytest.raises(RecordingError, match="no target at all"):
        Recorder(tmp_path, x=X, y=np.full(N, -100)).add({"h": states}, 0)
    with pytest.raises(RecordingError, match="diverged"):
        Recorder(tmp_path, x=X).add({"h": states * np.nan}, 0)
    with pytest.raises(RecordingError, match="whole number"):
        Recorder(tmp_path, x=X).add({"h": states}, -1)


def test_the_line_for_unequal_lengths_makes_an_array_that_is_taken(tmp_path):
    for x in ([list(range(2 + i % 3)) for i in range(N)], [np.ones((2 + i % 3, 2)) for i in range(N)]):
        with pytest.raises(RecordingError) as refused:
            Recorder(tmp_path, x=x)
        line = str(refused.value).split("x = ")[1].rstrip(".")
        padded = eval(line, {"np": np, "x": x})  # noqa: S307
        assert padded.shape[:2] == (N, 4)
        Recorder(tmp_path, x=padded, lengths=[len(one) for one in x])


ONE_HOT = np.eye(T)[rng.integers(0, T, N)]


@pytest.mark.parametrize(
    ("y", "message"),
    [
        (ONE_HOT, "y.argmax\\(1\\).*y\\[:, :, None\\]"),
        (ONE_HOT.astype(bool), "y.argmax\\(1\\).*y\\[:, :, None\\]"),
        (np.eye(3, dtype=int)[X[:, 0] % 3], "one-hot.*y.argmax\\(1\\)"),
        (np.eye(4)[X], "one-hot.*y.argmax\\(-1\\)"),
        (["a", "b"] * 6, "y holds <U1.*np.unique\\(y"),
        ([None] * N, "y holds None"),
        ([0.5, None] * 6, "y holds None"),
    ],
)
def test_targets_that_are_no_numbers_of_classes_say_how_to_make_them(tmp_path, y, message):
    with pytest.raises(RecordingError, match=message):
        Recorder(tmp_path, x=X, y=y)


def test_targets_with_an_axis_of_their_own_are_at_every_step(tmp_path, read):
    Recorder(tmp_path, x=X, y=ONE_HOT[:, :, None].astype(int)).add({"h": np.zeros((N, T, H))}, 0)
    assert read(tmp_path).record["targets"] == {"kind": "classes", "at": "every", "classes": 2}
    np.testing.assert_array_equal(read(tmp_path).data["targets"], ONE_HOT)


def test_an_input_that_is_no_number_is_named_before_its_states(tmp_path):
    x = rng.standard_normal((N, T, 2))
    x[4, 3, 1] = np.nan
    with pytest.raises(RecordingError, match="x holds a number that is not finite, at \\[4, 3\\]"):
        Recorder(tmp_path, lambda x: {"sum": np.cumsum(x, 1)}, x)(0)
    with pytest.raises(RecordingError, match="diverged"):
        Recorder(tmp_path, lambda x: {"sum": np.cumsum(x, 1)[..., None] * np.nan}, X)(0)
    with pytest.raises(RecordingError, match="every one is NaN"):
        Recorder(tmp_path, x=X, y=np.full(N, np.nan)).add({"h": np.zeros((N, T, H))}, 0)


def test_targets_of_every_kind(tmp_path, read):
    states = np.zeros((N, T, H))
    lengths = np.full(N, 3)
    Recorder(tmp_path, x=X, y=rng.standard_normal((N, T)), lengths=lengths).add({"h": states}, 0)
    got = read(tmp_path)
    assert np.isnan(got.data["targets"][:, 3:]).all() and np.isfinite(got.data["targets"][:, :3]).all()
    Recorder(tmp_path, x=X, y=np.arange(N)[:, None] % 3 + 1).add({"h": states}, 0)
    got = read(tmp_path)
    assert got.data["targets"].shape == (N,) and got.record["targets"]["at"] == "end"
    Recorder(tmp_path, x=X, y=np.where(X > 1, X, -1), no_target=-1).add({"h": states}, 0)
    assert read(tmp_path).record["targets"]["classes"] == 4


def test_a_second_recording_replaces_the_first(tmp_path, read):
    recorder = Recorder(tmp_path, x=X)
    recorder.add({"h": np.zeros((N, T, H))}, 0)
    recorder.add({"h": np.zeros((N, T, H))}, 9)
    Recorder(tmp_path, x=X).add({"h": np.ones((N, T, H))}, 1)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["data.npz", "epoch-1.npz", "record.json"]


def test_a_config_to_keep_is_written_once(tmp_path):
    recorder = Recorder(tmp_path / "runs", x=X)
    path = recorder.config()
    assert path == tmp_path / "runs.rnn.json" and '"recording": "runs"' in path.read_text()
    path.write_text("mine")
    assert recorder.config().read_text() == "mine"


TRAINING = """
import os, signal, sys
import numpy as np
from rnn_infoflow import Recorder
recorder = Recorder(sys.argv[1], x=np.zeros((9, 3), int))
recorder.add({"h": np.zeros((9, 3, 2))}, 4, 40)
"""


@pytest.mark.parametrize(
    ("rest", "end"),
    [
        ("", {"how": "finished"}),
        ("recorder.end()", {"how": "finished"}),
        ("raise ValueError('nan')", {"how": "failed", "error": "ValueError: nan"}),
        ("raise KeyboardInterrupt", {"how": "failed", "error": "KeyboardInterrupt"}),
        # A process that is killed writes nothing.
        ("os.kill(os.getpid(), signal.SIGKILL)", None),
        # A forked child that ends is not the training.
        ("if os.fork(): os.wait(); os.kill(os.getpid(), signal.SIGKILL)", None),
        # What another program has recorded there since is left alone.
        ("open(recorder.folder / 'record.json', 'w').write('{\"end\": \"other\"}')", "other"),
    ],
)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals and forks")
def test_a_recording_says_how_its_training_ended(tmp_path, rest, end):
    subprocess.run(
        [sys.executable, "-c", TRAINING + rest, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert json.loads((tmp_path / "record.json").read_text())["end"] == end


def test_a_training_that_goes_on_has_no_end(tmp_path):
    recorder = Recorder(tmp_path, x=X)
    recorder.end()
    assert not (tmp_path / "record.json").exists()
    recorder.add({"h": np.zeros((N, T, H))}, 0)
    recorder.end()
    recorder.add({"h": np.zeros((N, T, H))}, 1)
    record = json.loads((tmp_path / "record.json").read_text())
    assert record["end"] is None
    assert record["process"]["id"] == os.getpid()


def test_the_cost_is_told_once_with_what_makes_it_less(tmp_path, capsys, monkeypatch):
    now = iter([0.0, 1.0, 26.0, 27.0, 52.0, 53.0])
    monkeypatch.setattr(rnn_infoflow.time, "perf_counter", lambda: next(now))
    recorder = Recorder(tmp_path, lambda x: {"sum": np.cumsum(x, 1)[:, :, None]}, X)
    for epoch in range(3):
        recorder(epoch)
    told = [line for line in capsys.readouterr().err.splitlines() if "took" in line]
    assert told == [
        "rnn_infoflow: recording took 1.00 s, 4.0 % of the 25.00 s before it. Every 2 epochs, or with fewer sequences "
        "(samples=...), it would be below 2 %."
    ]


def test_minus_one_among_targets_of_steps_is_decided_by_where_it_stands(tmp_path, read):
    states = {"h": np.zeros((N, T, H))}

    def recorded(y, **more):
        Recorder(tmp_path, x=X, y=y, **more).add(states, 0)
        got = read(tmp_path)
        return got.data["targets"], got.record

    signs = (X % 3) - 1
    signs[:, 0], signs[0, 1:3] = 1, -1
    targets, record = recorded(signs)
    assert record["targets"]["labels"] == [-1, 0, 1]
    np.testing.assert_array_equal(targets, signs + 1)
    count = int((signs == -1).sum())
    assert f"{count} of {N * T} targets are -1" in record["notes"][0] and "read as a class" in record["notes"][0]
    ends = X % 2
    ends[:, :2], ends[::2, -1] = -1, -1
    targets, record = recorded(ends)
    np.testing.assert_array_equal(targets, ends)
    assert record["targets"]["classes"] == 2
    assert f"{int((ends == -1).sum())} of {N * T} targets are -1" in record["notes"][0]
    assert "no target here" in record["notes"][0]
    targets, record = recorded(signs, no_target=-1)
    np.testing.assert_array_equal(targets, signs)
    assert record["notes"] == []
    # Behind the real steps nothing is looked at.
    padded = np.where(np.arange(T)[None] < 3, X % 2, -1)
    _, record = recorded(padded, lengths=np.full(N, 3))
    assert record["targets"]["classes"] == 2 and record["notes"] == []


def test_what_layers_read_and_how_is_told_by_the_caller(tmp_path, read):
    states = {name: np.zeros((N, T, H)) for name in ("one", "two", "top")}
    Recorder(tmp_path, x=X).add(
        states, 0, reads={"one": "X", "two": ["X"], "top": ["one", "two"]}, directions={"two": "backward"}
    )
    got = read(tmp_path)
    assert [got.layer(name).get("reads") for name in states] == [["X"], ["X"], ["one", "two"]]
    assert got.layer("two")["direction"] == "backward" and got.record["notes"] == []
    Recorder(tmp_path, lambda x: states, X, batch_size=N, reads={"two": "X", "top": ["one", "two"]})
    recorder = Recorder(tmp_path, x=X)
    recorder.add(states, 0)
    assert 'What two, top read is not seen here' in read(tmp_path).record["notes"][0]
    for told, message in [
        ({"reads": {"gone": "X"}}, "reads names 'gone', which is no layer here. There are: one, two, top"),
        ({"reads": {"two": ["gone"]}}, "two cannot read 'gone'. It may read one, top, or \"X\""),
        ({"directions": {"two": "both"}}, 'must be "forward" or "backward"'),
    ]:
        with pytest.raises(RecordingError, match=message):
            Recorder(tmp_path, x=X).add(states, 0, **told)


@pytest.mark.parametrize(
    ("states", "message"),
    [
        ({"h": np.full((N, T, 2), "a")}, "h holds texts, but must be an array of numbers"),
        ({"h": object()}, "h holds object, but must be an array of numbers"),
        ({"h": np.ones((N, T, 2)) * 1j}, "h holds complex numbers.*states.real, states.imag"),
        ({"h": [[[0.0]] * (1 + i % 2) for i in range(N)]}, "h holds arrays of unequal lengths"),
        (np.ones((N, T, 2)), 'dict by names of layers, but is a ndarray. Write rec.add\\({"name": states}'),
        ({}, "There are no states"),
        ({0: np.ones((N, T, 2))}, "dict by names of layers"),
    ],
)
def test_states_that_are_no_numbers_are_refused(tmp_path, states, message):
    with pytest.raises(RecordingError, match=message):
        Recorder(tmp_path / "a", None, X).add(states, 0)
    # Nothing is left behind.
    assert not (tmp_path / "a").exists()


def test_units_stay_the_same_from_epoch_to_epoch(tmp_path):
    recorder = Recorder(tmp_path, None, X)
    recorder.add({"h": np.ones((N, T, 4))}, 0)
    with pytest.raises(RecordingError, match="h has 1 unit in epoch 1, but 4 in the epochs before.*another folder"):
        recorder.add({"h": np.ones((N, T, 1))}, 1)
    with pytest.raises(RecordingError, match="h has 4 units without time in epoch 1"):
        recorder.add({"h": np.ones((N, 4))}, 1)


def test_refusals_name_what_is_right(tmp_path):
    recorder = Recorder(tmp_path, None, X)
    with pytest.raises(RecordingError, match='h cannot read \'x\'. It may read "X", the input.'):
        recorder.add({"h": np.ones((N, T, 4))}, 0, reads={"h": ["x"]})
    with pytest.raises(RecordingError, match="reads must be a dict"):
        recorder.add({"h": np.ones((N, T, 4))}, 0, reads=["X"])
    with pytest.raises(RecordingError, match="x holds texts.*ord\\(letter\\)"):
        Recorder(tmp_path, None, ["abc", "de"] * N)
    with pytest.raises(RecordingError, match="x has 1 sequence;"):
        Recorder(tmp_path, None, X[:1])
    with pytest.raises(RecordingError, match="epoch must be a whole number"):
        Recorder(tmp_path, None, X).add({"h": np.ones((N, T, 4))}, "last")


def test_a_folder_stays_where_it_was_when_the_program_goes_elsewhere(tmp_path, read, monkeypatch):
    monkeypatch.chdir(tmp_path)
    recorder = Recorder("run", x=X)
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    recorder.add({"gru": rng.standard_normal((N, T, H))}, 0)
    assert read(tmp_path / "run")["gru"].shape == (N, T, H)
    assert recorder.config() == tmp_path / "run.rnn.json"


@pytest.mark.parametrize("every", [False, True])
def test_minus_100_among_floats_is_no_target_or_is_asked_about(tmp_path, read, every):
    shape = (N, T) if every else (N,)
    labels = np.arange(np.prod(shape)).reshape(shape) % 3
    absent = np.zeros(shape, bool)
    absent.reshape(-1)[::2] = True
    states = {"h": np.random.default_rng(0).normal(size=(N, T, 2))}

    def record(y, **more):
        recorder = Recorder(tmp_path, x=X, y=y, **more)
        recorder.add(states, 0)
        return read(tmp_path)

    made = record(np.where(absent, -100.0, labels))
    assert made.record["targets"]["kind"] == "classes"
    np.testing.assert_array_equal(made.data["targets"], np.where(absent, -1, labels))
    real = np.random.default_rng(1).normal(size=shape)
    with pytest.raises(RecordingError, match=r"are -100, among real numbers.*no_target=None"):
        record(np.where(absent, -100.0, real))
    value = record(np.where(absent, -100.0, real), no_target=None).data["targets"]
    np.testing.assert_allclose(value, np.where(absent, -100.0, real), rtol=1e-6)
    other = record(np.where(absent, 99.0, real), no_target=99).data["targets"]
    np.testing.assert_allclose(other, np.where(absent, np.nan, real), rtol=1e-6)


def test_minus_one_at_the_end_of_sequences_is_a_class_with_a_note(tmp_path, read):
    y = np.where(np.arange(N) % 4 == 0, -1, np.arange(N) % 3)
    recorder = Recorder(tmp_path, x=X, y=y)
    recorder.add({"h": np.random.default_rng(0).normal(size=(N, T, 2))}, 0)
    assert read(tmp_path).record["notes"] == [
        "3 of 12 targets are -1, which is read as a class. If it stands for no target, say so: "
        "Recorder(..., no_target=-1)."
    ]


def test_padding_in_front_is_seen_and_taken_by_a_mask(tmp_path, read):
    draw = np.random.default_rng(4)
    lengths = draw.integers(2, T + 1, N)
    real = np.arange(T) >= T - lengths[:, None]
    x = np.where(real, draw.integers(1, 4, (N, T)), 0)
    states = {"h": np.where(real, x, 9)[:, :, None].astype(float)}
    y = x * 2 % 3
    with pytest.raises(RecordingError, match="its padding stands in front.*mask="):
        Recorder(tmp_path, x=x, y=y, lengths=lengths).add(states, 0)
    Recorder(tmp_path, x=x, y=y, mask=real).add(states, 0)
    got = read(tmp_path)
    np.testing.assert_array_equal(got.data["lengths"], lengths)
    for row, own in enumerate(lengths):
        for array in (got.data["inputs"], got["h"][:, :, 0]):
            np.testing.assert_array_equal(array[row, :own], x[row, T - own :])
            assert (array[row, own:] == 0).all()
        np.testing.assert_array_equal(got.data["targets"][row, :own], y[row, T - own :])
    # Padding behind, of one value or of any, is none of it.
    for padding in (0, draw.integers(1, 4, (N, T))):
        behind = np.where(real[:, ::-1], draw.integers(1, 4, (N, T)), padding)
        Recorder(tmp_path, x=behind, lengths=lengths).add(states, 0)
    with pytest.raises(RecordingError, match="Remove one of them"):
        Recorder(tmp_path, x=x, lengths=lengths, mask=real)
    with pytest.raises(RecordingError, match="mask has shape"):
        Recorder(tmp_path, x=x, mask=real[:, 1:])
