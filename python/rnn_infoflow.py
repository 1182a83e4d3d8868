"""Records the states of a recurrent network while it trains, for RNN Information Flow.

    rec = Recorder("runs/a", model, x, y)           # held-out inputs and targets
    for epoch in range(epochs):
        ...
        rec(epoch)                                  # PyTorch
    model.fit(..., callbacks=[rec.keras(every=2)])  # Keras

The folder then opens as it is: { "data": { "task": "activations", "recording": "runs/a" } }.

Only numpy is needed. PyTorch, Keras or JAX are looked up when they are used.

A folder holds ``data.npz`` (inputs, targets, lengths), one ``epoch-N.npz`` for every recorded epoch, the network's
weights at that epoch where they are kept (``weights=True``; the model's own output then stands beside the states as
``@output``, to check a run of the weights by), and ``record.json``, which says what the arrays are. Every
file is written beside its place and renamed, so that a reader never sees half of one. All arrays have the sequence
first: inputs [N, T] or [N, T, D], states [N, T, units]. Sequences begin at step 0, and what stands after ``lengths``
steps is no data.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import inspect
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Set, Tuple, Union

import numpy as np

__all__ = ["Recorder", "RecordingError"]
__version__ = "0.1.0"

Array = np.ndarray
#: A replayed state agrees with the layer's own output to this, of the largest or 1, or it is not recorded.
REPLAY_TOLERANCE = 1e-4
#: The label that the losses of PyTorch pass by.
NO_TARGET = -100
#: Two runs of the same sequences agree to this, or nothing is recorded.
REPEAT_TOLERANCE = 1e-3
#: The array of an epoch that holds what the whole model gave; no layer can be named so.
OUTPUT_NAME = "@output"
#: Sequences that are run to find out what each layer reads.
READING_SEQUENCES = 16
#: A share of an epoch's time above which recording says how to make it less.
WORTH_SAYING = 0.02


class RecordingError(RuntimeError):
    """The states cannot be recorded as they are; the message says why, and what to do."""


# ---------------------------------------------------------------- arrays of any framework


def to_numpy(values: Any) -> Array:
    """Any framework's array in numpy; bfloat16 and float8 become float32."""
    if hasattr(values, "detach"):  # PyTorch
        values = values.detach()
        if str(values.dtype) in ("torch.bfloat16", "torch.float16"):
            values = values.float()
        return values.cpu().numpy()
    if type(values).__module__.startswith("keras"):
        values = sys.modules["keras"].ops.convert_to_numpy(values)
    array = np.asarray(values)
    # ml_dtypes' bfloat16 is neither a float nor an integer for numpy.
    return array.astype(np.float32) if array.dtype.kind == "V" or array.dtype == np.float16 else array


def _is_packed(values: Any) -> bool:
    return hasattr(values, "batch_sizes") and hasattr(values, "data")


def _unpack(packed: Any) -> Tuple[Array, Array]:
    """A PackedSequence as [batch, time, ...] in the order of the batch, and its lengths."""
    padded, lengths = sys.modules["torch"].nn.utils.rnn.pad_packed_sequence(packed, batch_first=True)
    return to_numpy(padded), to_numpy(lengths).astype(np.int64)


def _mask_of(lengths: Array, steps: int) -> Array:
    return np.arange(steps)[None, :] < np.asarray(lengths)[:, None]


# ---------------------------------------------------------------- cells in numpy


def _dot(a: Array, b: Array) -> Array:
    """A matrix product; by PyTorch where it is loaded, since numpy may come without a fast library of its own."""
    torch = sys.modules.get("torch")
    if torch is None or not hasattr(torch, "from_numpy"):
        return a @ b
    return torch.from_numpy(np.ascontiguousarray(a)).matmul(torch.from_numpy(np.ascontiguousarray(b))).numpy()


def _sigmoid(x: Array) -> Array:
    return 0.5 * (1.0 + np.tanh(0.5 * x))


_activations: Dict[str, Callable[[Array], Array]] = {
    "tanh": np.tanh,
    "sigmoid": _sigmoid,
    "relu": lambda x: np.maximum(x, 0),
    "linear": lambda x: x,
}


class Cell(NamedTuple):
    """Weights of a cell, in one layout for all frameworks.

    ``kernel`` [D, G * units] and ``recurrent`` [H, G * units], G gates side by side: i, f, g, o of an LSTM, r, z, n
    of a GRU. ``bias`` [G * units], and ``recurrent_bias`` [G * units] where a GRU resets after the product.
    """

    kind: str
    kernel: Array
    recurrent: Array
    bias: Array
    recurrent_bias: Optional[Array] = None
    reset_after: bool = True
    activation: str = "tanh"
    gate: str = "sigmoid"
    #: [cell units, output units] of an LSTM with a projected output.
    projection: Optional[Array] = None

    @property
    def units(self) -> int:
        return self.kernel.shape[1] // {"lstm": 4, "gru": 3, "rnn": 1}[self.kind]

    @property
    def outputs(self) -> int:
        return self.units if self.projection is None else self.projection.shape[1]


def cell_step(cell: Cell, drive: Array, h: Array, c: Optional[Array]) -> Dict[str, Array]:
    """One step of a cell: its output ``h`` and whatever else it has (``c``, its gates), each [batch, units].

    ``drive`` is x W + b, [batch, G * units].
    """
    act, gate, n = _activations[cell.activation], _activations[cell.gate], cell.units
    if cell.kind == "lstm":
        a = drive + _dot(h, cell.recurrent)
        i, f, g, o = gate(a[:, :n]), gate(a[:, n : 2 * n]), act(a[:, 2 * n : 3 * n]), gate(a[:, 3 * n :])
        c = f * c + i * g
        h = o * act(c)
        return {
            "h": h if cell.projection is None else _dot(h, cell.projection),
            "c": c,
            "i": i,
            "f": f,
            "g": g,
            "o": o,
        }
    if cell.kind == "gru":
        if cell.reset_after:
            u = _dot(h, cell.recurrent)
            if cell.recurrent_bias is not None:
                u = u + cell.recurrent_bias
            r = gate(drive[:, :n] + u[:, :n])
            z = gate(drive[:, n : 2 * n] + u[:, n : 2 * n])
            new = act(drive[:, 2 * n :] + r * u[:, 2 * n :])
        else:
            u = _dot(h, cell.recurrent[:, : 2 * n])
            r = gate(drive[:, :n] + u[:, :n])
            z = gate(drive[:, n : 2 * n] + u[:, n:])
            new = act(drive[:, 2 * n :] + _dot(r * h, cell.recurrent[:, 2 * n :]))
        return {"h": z * h + (1 - z) * new, "r": r, "z": z, "n": new}
    return {"h": act(drive + _dot(h, cell.recurrent))}


def replay(
    cell: Cell,
    x: Array,
    h: Optional[Array] = None,
    c: Optional[Array] = None,
    mask: Optional[Array] = None,
    reverse: bool = False,
    shown: Optional[Array] = None,
) -> Dict[str, Array]:
    """Runs a cell over [batch, time, D]: its output, its state and its gates at every step, [batch, time, units].

    Masked steps keep the state. With ``reverse`` time runs backward; what is returned stands at the step that was read.
    With ``shown``, its true outputs, every step begins with the true output of the step before, so that roundings do
    not grow from step to step.
    """
    batch, steps = x.shape[:2]
    drive = _dot(x.reshape(batch * steps, -1), cell.kernel) + cell.bias
    drive = drive.reshape(batch, steps, -1)
    h = np.zeros((batch, cell.outputs), np.float32) if h is None else h
    c = np.zeros((batch, cell.units), np.float32) if c is None else c
    out: Dict[str, Array] = {}
    for t in reversed(range(steps)) if reverse else range(steps):
        made, before = cell_step(cell, drive[:, t], h, c), h
        if mask is not None and not mask[:, t].all():
            kept = mask[:, t, None]
            made["h"] = np.where(kept, made["h"], h)
            if "c" in made:
                made["c"] = np.where(kept, made["c"], c)
        h, c = made["h"] if shown is None else shown[:, t], made.get("c", c)
        if shown is not None and mask is not None:
            h = np.where(mask[:, t, None], h, before)
        for name, values in made.items():
            if name not in out:
                out[name] = np.zeros((batch, steps, values.shape[1]), np.float32)
            out[name][:, t] = values
    return out


def _output_of(given: Any, rows: int, steps: int, time_first: bool = False) -> Optional[Array]:
    """What a model gives as one array [rows, features] or [rows, steps, features]: of several its first.

    None where it is no such array, as where a loss is returned.
    """
    if isinstance(given, Mapping):
        given = given["logits"] if "logits" in given else next(iter(given.values()), None)
    if _is_packed(given):
        values = _unpack(given)[0]
    elif isinstance(given, (tuple, list)):
        return _output_of(given[0], rows, steps, time_first) if given else None
    elif given is None or not hasattr(given, "shape"):
        return None
    else:
        values = to_numpy(given)
        if time_first and values.ndim == 3:
            values = values.swapaxes(0, 1)
    if values.dtype.kind != "f" or values.ndim not in (1, 2, 3) or len(values) != rows:
        return None
    if values.ndim == 3 and values.shape[1] != steps:
        # The cross-entropy of PyTorch reads classes before steps.
        values = values.swapaxes(1, 2)
    if values.ndim == 3 and values.shape[1] != steps:
        return None
    values = values.astype(np.float32)
    return values[:, None] if values.ndim == 1 else values


def _farthest(a: Array, b: Array, mask: Optional[Array] = None) -> float:
    """The largest difference over real steps."""
    if a.shape != b.shape:
        return float("inf")
    if mask is not None:
        a, b = a[mask], b[mask]
    return float(np.max(np.abs(a - b), initial=0.0))


def _agrees(apart: float, shown: Array, sums: float = 0.0) -> bool:
    """Whether a replay is as far from the true outputs as float32 allows.

    :param sums: the size of the sums that gates are made of, whose roundings are parts of them.
    """
    scale = max(1.0, float(np.max(np.abs(shown), initial=0.0)))
    rounding = float(np.finfo(np.float32).eps) * sums
    return apart <= REPLAY_TOLERANCE * scale + min(rounding, 10 * REPLAY_TOLERANCE * scale)


def _sums(cell: Cell, x: Array, h: Array) -> float:
    """An upper limit of the parts that a gate of the cell adds up, for these inputs and states."""
    parts = [np.abs(cell.bias).max(initial=0.0)]
    for values, weights in ((x, cell.kernel), (h, cell.recurrent)):
        if weights.size:
            parts.append(np.abs(values).max(initial=0.0) * np.abs(weights).sum(0).max())
    return float(np.sum(parts))


def _stepwise(
    cell: Cell, x: Array, start: Sequence[Optional[Array]], mask: Optional[Array], reverse: bool, shown: Array
) -> Tuple[Dict[str, Array], float, bool]:
    """A replay from the true output of each step before: what it made, how far it is from them, and if it agrees."""
    made = replay(cell, x, start[0], start[1], mask, reverse, shown)
    if made["h"].shape != shown.shape:
        return made, float("inf"), False
    apart = _farthest(made["h"], shown, mask)
    return {**made, "h": shown}, apart, _agrees(apart, shown, _sums(cell, x, shown))


# ---------------------------------------------------------------- what one run of a batch gives


class Layer(NamedTuple):
    """The states of one layer and direction for a batch, [batch, time, units] (or [batch, units] without time)."""

    values: Array
    kind: str
    variable: str  # output, state or gate
    direction: str = "forward"
    #: sum, ave or mul, where both directions are in every unit.
    merge: Optional[str] = None


class Batch(NamedTuple):
    layers: Dict[str, Layer]
    #: Real steps, [batch, time], where the network itself says which are real.
    mask: Optional[Array]
    notes: List[str]
    #: What the whole model gives, [batch, ...]; absent where that is no single array of numbers.
    output: Optional[Array] = None


_gates = ("i", "f", "g", "o", "r", "z", "n")


def _named(name: str, made: Mapping[str, Array], kind: str, direction: str) -> Dict[str, Layer]:
    layers = {name: Layer(made["h"], kind, "output", direction)}
    if "c" in made:
        layers[f"{name}/c"] = Layer(made["c"], kind, "state", direction)
    for gate in _gates:
        if gate in made:
            layers[f"{name}/{gate}"] = Layer(made[gate], kind, "gate", direction)
    return layers


class _Patched:
    """Puts another callable in the place of a method of one object, and takes it away again."""

    def __init__(self) -> None:
        self.undo: List[Callable[[], None]] = []

    def put(self, owner: Any, name: str, function: Callable[..., Any]) -> None:
        had, before = name in vars(owner), vars(owner).get(name)
        object.__setattr__(owner, name, function)
        self.undo.append(
            (lambda: object.__setattr__(owner, name, before)) if had else (lambda: object.__delattr__(owner, name))
        )

    def remove(self) -> None:
        while self.undo:
            self.undo.pop()()


# ---------------------------------------------------------------- PyTorch

#: What modules were given (input, state) and gave, call by call, by their labels.
_Calls = Dict[str, List[Tuple[Any, Any, Any]]]


def _place(chosen: Sequence[str], names: Sequence[str]) -> int:
    """Where one of the names stands among the chosen ones."""
    return min((chosen.index(name) for name in names if name in chosen), default=len(chosen))


def _moved(values: Any) -> Any:
    """The same structure with other numbers."""
    if _is_packed(values):
        return values._replace(data=_moved(values.data))
    if isinstance(values, Mapping):
        return type(values)((key, _moved(value)) for key, value in values.items())
    if isinstance(values, tuple) and hasattr(values, "_fields"):
        return type(values)(*(_moved(value) for value in values))
    if isinstance(values, (tuple, list)):
        return type(values)(_moved(value) for value in values)
    if hasattr(values, "is_floating_point") and values.is_floating_point():
        return values * 1.25 + 0.25
    return values


def _tensors(values: Any) -> List[Any]:
    if _is_packed(values):
        return [values.data]
    if isinstance(values, Mapping):
        return [tensor for value in values.values() for tensor in _tensors(value)]
    if isinstance(values, (tuple, list)):
        return [tensor for value in values for tensor in _tensors(value)]
    return [values] if hasattr(values, "detach") else []


def _given_to(calls: Sequence[Tuple[Any, Any, Any]]) -> List[Any]:
    """What a module reads: its input at every call, and the state that it begins with (later ones are its own)."""
    return _tensors([[given for given, _, _ in calls], calls[0][1]])


def _same(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return len(a) == len(b) and all(one.shape == two.shape and bool((one == two).all()) for one, two in zip(a, b))


def _goes_on(calls: Sequence[Tuple[Any, Any, Any]]) -> bool:
    """Whether each call of a cell, or of a whole module for one step, begins with the state that the last one left."""

    def left(output: Any) -> Any:
        # A whole module gives its output and its state; a cell the state alone, h or (h, c).
        return output[1] if isinstance(output, tuple) and getattr(output[0], "ndim", 0) == 3 else output

    return len(calls) > 0 and all(
        state is not None and _same(_tensors(state), _tensors(left(before[2])))
        for before, (_, state, _) in zip(calls, calls[1:])
    )


def _is_loop(calls: Sequence[Tuple[Any, Any, Any]], steps: int, module: Any) -> bool:
    """Whether a whole module is called step by step: once for every step of x, or for steps of its own."""
    if len(calls) == steps:
        return True
    axis = 1 if module.batch_first else 0
    one_step = all(getattr(given, "ndim", 0) == 3 and given.shape[axis] == 1 for given, _, _ in calls)
    return one_step and not module.bidirectional and _goes_on(calls)


#: What torch.compile calls the module that it wraps.
_COMPILED = "_orig_mod"


def _is_wrapper(module: Any) -> bool:
    """Whether a module only wraps another (torch.compile, data parallel), which is the one that counts."""
    return _COMPILED in module._modules or type(module).__name__ in ("DataParallel", "DistributedDataParallel")


def _own_names(model: Any) -> List[Tuple[str, Any]]:
    """Modules with their names, without the wrappers among them and what these put into names."""
    found: List[Tuple[str, Any]] = []
    wrappers = [name for name, module in model.named_modules() if _is_wrapper(module)]
    for name, module in model.named_modules():
        if name in wrappers:
            continue
        parts = name.split(".")
        kept = [part for at, part in enumerate(parts) if at == 0 or ".".join(parts[:at]) not in wrappers]
        found.append((".".join(kept), module))
    return found


def _unwrapped(name: str) -> str:
    """A name as a wrapped model gives it, without what the wrapper put before it."""
    return re.sub(r"^((_orig_mod|module)\.)+", "", name)


def _label(name: str, module: Any) -> str:
    clean = "".join(ch if ch.isalnum() or ch in "._-" else "_" for ch in name)
    clean = clean or type(module).__name__.lower()
    return clean if clean[0].isalpha() else f"layer{clean}"


class _Torch:
    """A PyTorch module: finds its recurrent modules, runs it, and replays their cells."""

    def __init__(self, model: Any, layers: Optional[Sequence[str]], forward: Optional[Callable[..., Any]]) -> None:
        import torch

        self.torch = torch
        # What wraps a module (torch.compile, data parallel) is passed by: a run here must not compile or synchronise.
        inner = model
        while _is_wrapper(inner):
            inner = inner._modules[_COMPILED if _COMPILED in inner._modules else "module"]
        self.model = inner
        modules = _own_names(inner)
        if layers is not None:
            names = {name for own, module in modules for name in (own, _label(own, module))}
            layers = [name if name in names else _unwrapped(name) for name in layers]
        self.forward = forward
        self.chosen = None if layers is None else list(layers)
        nn = torch.nn
        self.whole: Dict[str, Any] = {}
        #: The module's own name by its label.
        self.names: Dict[str, str] = {}
        self.cells: Dict[str, Any] = {}
        self.others: Dict[str, Any] = {}
        for name, module in modules:
            label = _label(name, module)
            if layers is not None and name not in layers and label not in layers:
                continue
            self.names[label] = name
            if isinstance(module, nn.RNNBase):
                self.whole[label] = module
            elif isinstance(module, nn.RNNCellBase):
                self.cells[label] = module
            elif layers is not None:
                self.others[label] = module
        if layers is not None:
            # A module may be named by its own name ("0" in an nn.Sequential) or by its label here ("layer0").
            found = {*self.names, *self.names.values()}
            missing = [name for name in layers if name not in found]
            if missing:
                have = ", ".join(name for name, _ in modules if name)
                raise RecordingError(
                    f"The model has no module {missing[0]!r}; it has: {have}. "
                    "Write some of these in layers=[...]."
                )
        elif not self.whole and not self.cells:
            raise RecordingError(
                "No nn.LSTM, nn.GRU, nn.RNN or cell of them is in the model: name the modules to record, "
                'Recorder(..., layers=["encoder"]), or hand over states by rec.add({"name": states}, epoch).'
            )
        #: Whether the model cannot be called without lengths.
        self.needs_lengths = False
        self.lengths_argument = self._lengths_argument()
        #: What the last run gave.
        self.given: Any = None

    def _lengths_argument(self) -> Optional[str]:
        """The name of the parameter that takes lengths: one that is called so, or the second of a given ``forward``.

        :raises RecordingError: where calling the model takes more than inputs and lengths.
        """
        function, first = (self.model.forward, 1) if self.forward is None else (self.forward, 2)
        try:
            parameters = list(inspect.signature(function).parameters.values())[first:]
        except (TypeError, ValueError):
            return None
        named = [p for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
        if self.forward is not None:
            takes = bool(named) and (named[0].default is named[0].empty or "len" in named[0].name.lower())
            self.needs_lengths = takes and named[0].default is named[0].empty
            return named[0].name if takes else None
        taken = next((p for p in named if "len" in p.name.lower()), None)
        self.needs_lengths = taken is not None and taken.default is taken.empty
        lengths = None if taken is None else taken.name
        more = [p.name for p in named if p.default is p.empty and p.name != lengths]
        if more:
            raise RecordingError(
                f"Calling the model takes {', '.join(more)} besides x. Say how to call it: "
                f"Recorder(..., forward=lambda model, x, lengths: model(x, {more[0]}=...))."
            )
        return lengths

    def call(self, x: Any, lengths: Optional[Array]) -> Any:
        named = {}
        if lengths is not None and self.lengths_argument is not None:
            # pack_padded_sequence wants lengths on the CPU.
            named[self.lengths_argument] = self.torch.as_tensor(lengths, dtype=self.torch.int64)
        if self.forward is not None:
            return self.forward(self.model, x, **named)
        return self.model(x, **named)

    def tensor(self, values: Any) -> Any:
        parameter = next(self.model.parameters(), None)
        made = values if hasattr(values, "detach") else self.torch.as_tensor(np.asarray(values))
        if parameter is None:
            return made
        if made.is_floating_point() and made.dtype != parameter.dtype and parameter.is_floating_point():
            made = made.to(parameter.dtype)
        return made.to(parameter.device)

    @contextlib.contextmanager
    def evaluating(self) -> Iterator[None]:
        """Evaluation without gradients; flags, buffers, attributes and random states are as before at its end."""
        torch = self.torch
        attributes = [(module, dict(vars(module)), dict(module._buffers)) for module in self.model.modules()]
        buffers = [(buffer, buffer.detach().clone()) for buffer in self.model.buffers()]
        kept = torch.get_rng_state()
        cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_available() and torch.cuda.is_initialized() else None
        try:
            self.model.eval()
            with torch.no_grad():
                yield
        finally:
            for module, own, held in attributes:
                # A state that a module carries is an attribute or a buffer of it.
                vars(module).clear()
                vars(module).update(own)
                module._buffers.clear()
                module._buffers.update(held)
            with torch.no_grad():
                for buffer, value in buffers:
                    if not torch.equal(buffer, value):
                        buffer.copy_(value)
            torch.set_rng_state(kept)
            if cuda is not None:
                torch.cuda.set_rng_state_all(cuda)

    def _modules(self) -> Dict[str, Any]:
        return {**self.whole, **self.cells, **self.others}

    @property
    def modules(self) -> int:
        """How many modules are recorded."""
        return len(self._modules())

    def _calls(
        self,
        x: Any,
        lengths: Optional[Array],
        time_first: bool,
        packed: bool,
        held: Optional[_Calls] = None,
        moved: Optional[str] = None,
    ) -> _Calls:
        """Runs the model: what each module was given (input, state) and gave, call by call, in order of first calls.

        With ``held`` modules do not run, but give what they gave there; ``moved`` gives other numbers than that.
        """
        calls: _Calls = {}
        patched = _Patched()

        def catching(label: str, forward: Callable[..., Any]) -> Callable[..., Any]:
            def caught(*args: Any, **kwargs: Any) -> Any:
                if held is None:
                    output = forward(*args, **kwargs)
                else:
                    output = held[label][len(calls.get(label, []))][2]
                    output = _moved(output) if label == moved else output
                given = args[0] if args else kwargs.get("input")
                state = args[1] if len(args) > 1 else kwargs.get("hx")
                calls.setdefault(label, []).append((given, state, output))
                return output

            return caught

        for label, module in self._modules().items():
            patched.put(module, "forward", catching(label, module.forward))
        try:
            self.given = self.call(self.argument(x, lengths, time_first, packed), lengths)
        finally:
            patched.remove()
        return calls

    def reads(
        self, x: Array, lengths: Optional[Array], time_first: bool, packed: bool, names: Sequence[str]
    ) -> Dict[str, List[str]]:
        """What each recorded layer reads: names of layers that run before it, and "X". Empty where that is not known.

        A module reads another, or the input past all others, if what it is given changes with that alone.
        """
        if len(self._modules()) < 2:
            return {}
        try:
            found = self._modules_read(x, lengths, time_first, packed)
        except Exception:  # noqa: BLE001 - a model may refuse numbers that it did not make itself
            return {}
        levels = {label: self._levels(label, names) for label in found}
        tops = {label: own[-1] for label, own in levels.items() if own}
        reads: Dict[str, List[str]] = {}
        for label, sources in found.items():
            below = [name for source in sources for name in (["X"] if source == "X" else tops.get(source, []))]
            for level in levels[label]:
                reads.update({name: below for name in level})
                below = level
        return reads

    def _modules_read(
        self, x: Array, lengths: Optional[Array], time_first: bool, packed: bool
    ) -> Dict[str, List[str]]:
        other = np.roll(x, 1, 0)
        if np.array_equal(x, other):
            return {}
        first = self._calls(x, lengths, time_first, packed)
        order = list(first)
        reads: Dict[str, List[str]] = {label: [] for label in order}
        for source in ["X", *order]:
            again = self._calls(other if source == "X" else x, lengths, time_first, packed, first, source)
            if list(again) != order:
                # One is inside another, which was held.
                return {}
            before = -1 if source == "X" else order.index(source)
            for label in order[before + 1 :]:
                if not _same(_given_to(first[label]), _given_to(again[label])):
                    reads[label].append(source)
        return reads

    def not_over_x(
        self, x: Array, lengths: Optional[Array], time_first: bool, packed: bool
    ) -> Tuple[List[str], List[str]]:
        """Modules whose steps are not those of x: fed by themselves alone, and by the whole of x from the first step.

        The first read neither x nor a module before them, but by their first state, and begin with the same input for
        all x: decoders that read their own outputs. The input of the others at their first step changes with the last
        step of x, though no module below them reads backward.
        """
        other = np.roll(x, 1, 0)
        late = np.array(x)
        late[:, -1] = other[:, -1]
        if np.array_equal(x, other):
            return [], []
        try:
            first = self._calls(x, lengths, time_first, packed)
            changed = self._calls(other, lengths, time_first, packed)
            ended = self._calls(late, lengths, time_first, packed)
            own = [label for label in first if self._begins_alike(label, first, changed)]
            if own:
                for source in ["X", *first]:
                    again = self._calls(other if source == "X" else x, lengths, time_first, packed, first, source)
                    if list(again) != list(first):
                        return [], []
                    own = [
                        label
                        for label in own
                        if label == source or _same(*(_tensors([one[0] for one in c[label]]) for c in (first, again)))
                    ]
        except Exception:  # noqa: BLE001 - a model may refuse numbers that it did not make itself
            return [], []
        whole: List[str] = []
        for label in first:
            if getattr(self.whole.get(label), "bidirectional", False):
                break
            if not np.array_equal(late, x) and not self._begins_alike(label, first, ended) and label not in self.others:
                whole.append(label)
        return own, [label for label in whole if label not in own]

    def _begins_alike(self, label: str, one: _Calls, two: _Calls) -> bool:
        """Whether the input of a module at its first step is the same in two runs; a packed one is not looked at."""
        module = self.whole.get(label)

        def begin(calls: _Calls) -> List[Any]:
            given = calls[label][0][0]
            if _is_packed(given):
                return [given.data[: int(given.batch_sizes[0])]]
            if module is None or getattr(given, "ndim", 0) != 3:
                return _tensors(given)
            return [given[:, 0] if module.batch_first else given[0]]

        return label in two and _same(begin(one), begin(two))

    def _levels(self, label: str, names: Sequence[str]) -> List[List[str]]:
        """The recorded outputs of a module, one list for each of the layers that it stacks."""
        if label in names:
            return [[label]]
        module = self.whole.get(label)
        stacked = [f"{label}/{number + 1}" for number in range(getattr(module, "num_layers", 1))]
        ways = ["", "/forward", "/backward"]
        found = [[base + way for way in ways if base + way in names] for base in [*stacked, label]]
        return [level for level in found if level]

    def run(self, x: Any, lengths: Optional[Array], time_first: bool, packed: bool) -> Batch:
        calls = self._calls(x, lengths, time_first, packed)
        given, self.given = self.given, None
        steps = np.shape(x)[1]
        longest = steps if lengths is None else int(np.max(lengths))
        whole = _output_of(given, len(x), steps, time_first)
        whole = _output_of(given, len(x), longest, time_first) if whole is None else whole
        batch = Batch({}, None, [], whole)
        mask: Optional[Array] = None
        for label, module in self.whole.items():
            if label not in calls:
                batch.notes.append(f"{label} did not run.")
                continue
            if len(calls[label]) > 1 and _is_loop(calls[label], steps, module):
                mask = self._one_step_calls(label, module, calls[label], batch, mask)
                continue
            if len(calls[label]) > 1:
                batch.notes.append(f"{label} ran {len(calls[label])} times in one pass; the first is recorded.")
            own = self._whole(label, module, calls[label][0], batch)
            mask = own if own is not None else mask
        for label, module in self.cells.items():
            self._cell(label, module, calls.get(label, []), steps, batch)
        for label in self.others:
            self._other(label, calls.get(label, []), time_first, batch)
        return batch._replace(mask=mask, layers=self._in_order(batch.layers, list(calls)))

    def _in_order(self, layers: Dict[str, Layer], ran: Sequence[str]) -> Dict[str, Layer]:
        """Layers in the order in which the caller named their modules, or else in that in which these ran."""
        order = list(ran)
        if self.chosen is not None:
            order.sort(key=lambda label: _place(self.chosen or [], (self.names[label], label)))
        place = {label: at for at, label in enumerate(order)}

        def of(name: str) -> int:
            while name not in place and "/" in name:
                name = name.rsplit("/", 1)[0]
            return place.get(name, len(order))

        return dict(sorted(layers.items(), key=lambda one: of(one[0])))

    def argument(self, x: Any, lengths: Optional[Array], time_first: bool, packed: bool) -> Any:
        made = self.tensor(x)
        if packed:
            return self.torch.nn.utils.rnn.pack_padded_sequence(
                made, self.torch.as_tensor(lengths), batch_first=True, enforce_sorted=False
            )
        return made.transpose(0, 1) if time_first else made

    def is_time_first(self, x: Any, lengths: Optional[Array]) -> bool:
        """Whether the model wants [time, batch]: what its modules without batch_first see of a few rows tells."""
        if all(module.batch_first for module in self.whole.values()) and not self.cells:
            return False
        rows = 2 if np.shape(x)[1] != 2 else 3
        rows = min(rows, len(x))
        seen: List[Tuple[int, int]] = []
        patched = _Patched()

        def looking(module: Any, forward: Callable[..., Any], is_cell: bool) -> Callable[..., Any]:
            def looked(*args: Any, **kwargs: Any) -> Any:
                given = args[0] if args else kwargs.get("input")
                if is_cell and given is not None:
                    seen.append((-1, int(given.shape[0])))
                elif _is_packed(given):
                    seen.append((-1, int(given.batch_sizes[0])))
                elif given is not None and given.dim() == 3 and not module.batch_first:
                    seen.append((int(given.shape[0]), int(given.shape[1])))
                return forward(*args, **kwargs)

            return looked

        for module in self.whole.values():
            patched.put(module, "forward", looking(module, module.forward, False))
        for module in self.cells.values():
            patched.put(module, "forward", looking(module, module.forward, True))
        try:
            self.call(self.tensor(x[:rows]), None if lengths is None else lengths[:rows])
        except Exception:  # noqa: BLE001 - the model may well refuse the wrong layout
            if not seen:
                return False
        finally:
            patched.remove()
        return bool(seen) and seen[0][1] == np.shape(x)[1] and seen[0][1] != rows

    # -- weights

    def save(self, folder: Path, epoch: int) -> str:
        """Writes the module's arrays under their own names, and gives the name of the file with {epoch} in it."""
        arrays = {name: to_numpy(values) for name, values in self.model.state_dict().items()}
        _save(folder / f"weights-{epoch}.npz", arrays)
        return "weights-{epoch}.npz"

    def _weights(self, module: Any, suffix: str) -> Cell:
        get: Callable[[str], Array] = lambda name: to_numpy(getattr(module, f"{name}{suffix}")).astype(
            np.float32
        )  # noqa: E731
        kind = type(module).__name__.lower().replace("cell", "")
        mode = str(getattr(module, "mode", "")).lower()
        for known in ("lstm", "gru", "rnn"):
            if mode.startswith(known) or (not mode and kind.startswith(known)):
                kind = known
        kernel, recurrent = get("weight_ih").T, get("weight_hh").T
        biased = bool(module.bias)
        bias = get("bias_ih") if biased else np.zeros(kernel.shape[1], np.float32)
        recurrent_bias = get("bias_hh") if biased else None
        if kind != "gru" and recurrent_bias is not None:
            bias, recurrent_bias = bias + recurrent_bias, None
        nonlinearity = getattr(module, "nonlinearity", "tanh") if kind == "rnn" else "tanh"
        projection = get("weight_hr").T if getattr(module, "proj_size", 0) else None
        return Cell(kind, kernel, recurrent, bias, recurrent_bias, activation=nonlinearity, projection=projection)

    def _given(self, state: Any) -> Tuple[Optional[Array], Optional[Array]]:
        if state is None:
            return None, None
        h, c = state if isinstance(state, tuple) else (state, None)
        return to_numpy(h).astype(np.float32), None if c is None else to_numpy(c).astype(np.float32)

    # -- states

    def _whole(self, label: str, module: Any, call: Tuple[Any, Any, Any], batch: Batch) -> Optional[Array]:
        given, state, (output, _) = call
        mask: Optional[Array] = None
        if _is_packed(given):
            x, lengths = _unpack(given)
            shown, _ = _unpack(output)
            mask = _mask_of(lengths, x.shape[1])
        else:
            x, shown = to_numpy(given), to_numpy(output)
            if x.ndim == 2:
                batch.notes.append(f"{label} was called without a batch axis, and is not recorded.")
                return None
            if not module.batch_first:
                x, shown = x.swapaxes(0, 1), shown.swapaxes(0, 1)
        h0, c0 = self._given(state)
        directions = ["forward", "backward"] if module.bidirectional else ["forward"]
        kind = str(module.mode).split("_")[0].lower()
        kind = "simpleRNN" if kind == "rnn" else kind
        below = x.astype(np.float32)
        top = shown.astype(np.float32)
        layers: Dict[str, Layer] = {}
        for number in range(module.num_layers):
            name = f"{label}/{number + 1}" if module.num_layers > 1 else label
            parts, last = [], number == module.num_layers - 1
            again: Dict[str, Layer] = {}
            agree = last
            for place, direction in enumerate(directions):
                reverse = direction == "backward"
                cell = self._weights(module, f"_l{number}{'_reverse' if reverse else ''}")
                at = number * len(directions) + place
                start = [None if h0 is None else h0[at], None if c0 is None else c0[at]]
                made = replay(cell, below, start[0], start[1], mask, reverse)
                whole = f"{name}/{direction}" if module.bidirectional else name
                layers.update(_named(whole, made, kind, direction))
                parts.append(made["h"])
                part = top[..., place * cell.outputs : (place + 1) * cell.outputs]
                if last and not _agrees(_farthest(made["h"], part, mask), part):
                    # Large weights make roundings grow from step to step; each single step agrees all the same.
                    own, _, fits = _stepwise(cell, below, start, mask, reverse, part)
                    agree = agree and fits
                    again.update(_named(whole, own, kind, direction))
            if last and agree:
                batch.layers.update({**layers, **again})
                return mask
            below = np.concatenate(parts, -1)
            if mask is not None:
                below = below * mask[:, :, None]
        apart = _farthest(below, top, mask)
        batch.notes.append(
            f"{label}: only its output is recorded, because a replay of its cell differs from it by {apart:.1e} "
            "(another cell behind the same class, or arithmetic of low precision)."
        )
        units = shown.shape[-1] // len(directions)
        for place, direction in enumerate(directions):
            part = shown[..., place * units : (place + 1) * units].astype(np.float32)
            name = f"{label}/{direction}" if module.bidirectional else label
            batch.layers[name] = Layer(part, kind, "output", direction)
        return mask

    def _one_step_calls(
        self, label: str, module: Any, calls: Sequence[Tuple[Any, Any, Any]], batch: Batch, mask: Optional[Array]
    ) -> Optional[Array]:
        """A whole module that is called once for every step, of x or of its own."""
        own: List[Dict[str, Layer]] = []
        for call in calls:
            one = Batch({}, None, [])
            self._whole(label, module, call, one)
            own.append(one.layers)
        for name in own[0]:
            if all(name in one for one in own):
                first = own[0][name]
                batch.layers[name] = first._replace(values=np.concatenate([one[name].values for one in own], 1))
        return mask

    def _cell(self, label: str, module: Any, calls: Sequence[Tuple[Any, Any, Any]], steps: int, batch: Batch) -> None:
        if len(calls) != steps and not _goes_on(calls):
            batch.notes.append(
                f"{label} ran {len(calls)} times for {steps} steps, not each from the state before, so its states "
                "belong to no step: not recorded."
            )
            return
        cell = self._weights(module, "")
        kind = "simpleRNN" if cell.kind == "rnn" else cell.kind
        made: Dict[str, List[Array]] = {}
        apart, fits = 0.0, True
        for given, state, output in calls:
            x = to_numpy(given).astype(np.float32)
            if x.ndim == 1:
                batch.notes.append(f"{label} was called without a batch axis, and is not recorded.")
                return
            h, c = self._given(state)
            h = np.zeros((len(x), cell.outputs), np.float32) if h is None else h
            c = np.zeros((len(x), cell.units), np.float32) if c is None else c
            step = cell_step(cell, x @ cell.kernel + cell.bias, h, c)
            shown = {"h": output[0], "c": output[1]} if cell.kind == "lstm" else {"h": output}
            for name, values in shown.items():
                own = to_numpy(values).astype(np.float32)
                off = _farthest(step[name], own)
                apart, fits = max(apart, off), fits and _agrees(off, own, _sums(cell, x, h))
                step[name] = own
            for name, values in step.items():
                made.setdefault(name, []).append(values)
        stacked = {name: np.stack(values, 1) for name, values in made.items()}
        if not fits:
            stacked = {name: values for name, values in stacked.items() if name in ("h", "c")}
            batch.notes.append(
                f"{label}: its gates are not recorded, because a replay of its cell differs by {apart:.1e}."
            )
        batch.layers.update(_named(label, stacked, kind, "forward"))

    def _other(self, label: str, calls: Sequence[Tuple[Any, Any, Any]], time_first: bool, batch: Batch) -> None:
        if not calls:
            batch.notes.append(f"{label} did not run.")
            return
        outputs = [output[0] if isinstance(output, tuple) else output for _, _, output in calls]
        if len(outputs) > 1:
            values = np.stack([to_numpy(output) for output in outputs], 1)
        elif _is_packed(outputs[0]):
            values = _unpack(outputs[0])[0]
        else:
            values = to_numpy(outputs[0])
            values = values.swapaxes(0, 1) if time_first and values.ndim == 3 else values
        if values.ndim not in (2, 3):
            batch.notes.append(f"{label} has an output of {values.ndim} axes, and is not recorded.")
            return
        kind = {"Linear": "dense"}.get(type(self.others[label]).__name__, type(self.others[label]).__name__.lower())
        batch.layers[label] = Layer(values.astype(np.float32), kind, "output")


# ---------------------------------------------------------------- Keras

_ways = ("/forward", "/backward")


class _Keras:
    """A Keras model: finds its recurrent layers, runs it eagerly, and replays their cells."""

    def __init__(self, model: Any, layers: Optional[Sequence[str]]) -> None:
        import keras

        self.keras = keras
        self.model = model
        self.chosen = None if layers is None else list(layers)
        self.function: Optional[Callable[..., Any]] = None
        #: Places of layers that return their last output alone and are run again for the others, since a replay of
        #: their cell is not known or does not agree.
        self.run_again: Set[int] = set()
        #: Variables that runs change, while states are recorded.
        self.others_now: Optional[List[Any]] = None
        every = list(model._flatten_layers(include_self=True, recursive=True))
        inside = {
            id(layer)
            for outer in every
            if hasattr(outer, "backward_layer")
            for layer in (outer.forward_layer, outer.backward_layer)
        }
        self.rnns: List[Tuple[str, Any, str]] = []
        self.bidirectional: List[Any] = []
        self.others: List[Any] = []
        #: Layers of both directions that do not put them side by side: what they give is recorded too.
        self.merged: List[Any] = []
        for layer in every:
            if layers is not None and layer.name not in layers:
                continue
            if hasattr(layer, "backward_layer"):
                self.bidirectional.append(layer)
                if layer.merge_mode in ("sum", "ave", "mul"):
                    self.merged.append(layer)
                self.rnns.append((f"{layer.name}/forward", layer.forward_layer, "forward"))
                self.rnns.append((f"{layer.name}/backward", layer.backward_layer, "backward"))
            elif isinstance(layer, keras.layers.RNN):
                if id(layer) not in inside:
                    self.rnns.append((layer.name, layer, "backward" if layer.go_backwards else "forward"))
            elif layers is not None:
                self.others.append(layer)
        missing = [name for name in layers or [] if name not in [layer.name for layer in every]]
        if missing:
            raise RecordingError(
                f"The model has no layer {missing[0]!r}; it has: {', '.join(layer.name for layer in every)}. "
                "Write some of these in layers=[...]."
            )
        for label, layer, _ in self.rnns:
            if layer.stateful:
                raise RecordingError(
                    f"{label} is stateful=True: its states go on from batch to batch, so they are no function of the "
                    "sequence. Build the same model with stateful=False for the recorder, with shared weights."
                )
        inputs = getattr(model, "inputs", None) or []
        if len(inputs) > 1:
            reader = self.rnns[0][1].name if self.rnns else "encoder"
            raise RecordingError(
                f"The model takes {len(inputs)} inputs, and x is one of them. Hand over the part of it that reads x: "
                f'Recorder(folder, keras.Model(model.inputs[0], model.get_layer("{reader}").output), x, y).'
            )
        if not self.rnns and not self.others:
            raise RecordingError(
                "No LSTM, GRU or SimpleRNN is in the model: name the layers to record, "
                'Recorder(..., layers=["encoder"]), or hand over states by rec.add({"name": states}, epoch).'
            )

    @contextlib.contextmanager
    def evaluating(self) -> Iterator[None]:
        """Variables that a run may change (states of stateful layers, seeds) are as before at its end."""
        sync = getattr(self.model, "jax_state_sync", None)
        if sync is not None:
            sync()
        trained = {id(variable) for variable in self.model.trainable_variables}
        kept = [
            (v, np.array(self.keras.ops.convert_to_numpy(v), copy=True))
            for v in self._changeable()
            if id(v) not in trained
        ]
        self.others_now = None
        try:
            yield
        finally:
            self.others_now = None
            for variable, value in kept:
                variable.assign(value)

    def _changeable(self) -> List[Any]:
        found = list(self.model.non_trainable_variables)
        for layer in self.model._flatten_layers(include_self=True, recursive=True):
            found += list(getattr(layer, "_seed_generators", []) and [g.state for g in layer._seed_generators] or [])
        return list({id(v): v for v in found}.values())

    def run(self, x: Any, lengths: Optional[Array], time_first: bool, packed: bool) -> Batch:
        given, calls = self._compiled(x) if self.keras.backend.backend() == "jax" else self._eager(x)
        batch = Batch({}, None, [], _output_of(given, len(x), np.shape(x)[1]))
        mask: Optional[Array] = None
        short: Set[int] = set()
        for place, (label, layer, direction) in enumerate(self.rnns):
            if place not in calls:
                batch.notes.append(f"{label} did not run.")
                continue
            before = len(batch.layers)
            own = self._every_call(label, layer, direction, calls[place], batch)
            if len(batch.layers) == before and not layer.return_sequences:
                short.add(place)
            mask = mask if mask is not None else own
        if not short <= self.run_again:
            self.run_again |= short
            self.function = None
            return self.run(x, lengths, time_first, packed)
        for place, layer in enumerate(self.others, len(self.rnns)):
            if place in calls:
                values = to_numpy(calls[place]["output"])
                if values.ndim in (2, 3):
                    kind = type(layer).__name__.lower()
                    batch.layers[layer.name] = Layer(values.astype(np.float32), kind, "output")
                    continue
            batch.notes.append(f"{layer.name} gave no output of two or three axes, and is not recorded.")
        for place, layer in enumerate(self.merged, len(self.rnns) + len(self.others)):
            if place in calls:
                values = np.ascontiguousarray(to_numpy(calls[place]["output"]), np.float32)
                batch.layers[layer.name] = Layer(values, "bidirectional", "output", merge=layer.merge_mode)
        return batch._replace(mask=mask, layers=self._in_order(batch.layers))

    def _in_order(self, layers: Dict[str, Layer]) -> Dict[str, Layer]:
        """Layers in the order in which the caller named them, or else in that of the model."""
        order = self.chosen
        if order is None:
            order = [layer.name for layer in self.model._flatten_layers(include_self=True, recursive=True)]
        place = {name: at for at, name in reversed(list(enumerate(order)))}

        def of(name: str) -> int:
            while name not in place and "/" in name:
                name = name.rsplit("/", 1)[0]
            return place.get(name, len(place))

        return dict(sorted(layers.items(), key=lambda one: of(one[0])))

    def reads(
        self, x: Array, lengths: Optional[Array], time_first: bool, packed: bool, names: Sequence[str]
    ) -> Dict[str, List[str]]:
        """What each recorded layer reads: by the graph of a Sequential or functional model, or else by runs in which
        single layers give other numbers. Empty where neither tells it."""
        merged = {f"{layer.name}{way}": layer.name for layer in self.merged if layer.name in names for way in _ways}
        apart = [name for name in names if name not in merged.values()]
        found = self._graph_reads(apart) or self._traced_reads(x, apart)
        for name in found if merged else ():
            found[name] = list(dict.fromkeys(merged.get(read, read) for read in found[name]))
        for way, name in merged.items():
            if found:
                found[name] = [*found.get(name, []), way]
        return found

    @property
    def modules(self) -> int:
        """How many layers are recorded, both directions of one as one."""
        return len(self.rnns) - len(self.bidirectional) + len(self.others)

    def _graph_reads(self, names: Sequence[str]) -> Dict[str, List[str]]:
        graph = getattr(self.model, "_functional", None) or self.model
        within = {id(node) for nodes in getattr(graph, "_nodes_by_depth", {}).values() for node in nodes}
        recorded = {
            layer.name: [name for name in names if name in (layer.name, *(layer.name + way for way in _ways))]
            for layer in self.model.layers
        }
        outputs = [name for name in names if name.rsplit("/", 1)[-1] not in ("c", *_gates)]
        # A layer inside another model has no place in the graph of this one.
        if not within or len(outputs) < 2 or sorted(outputs) != sorted(sum(recorded.values(), [])):
            return {}

        def sources(layer: Any) -> List[str]:
            found: List[str] = []
            for node in layer._inbound_nodes:
                for parent in node.parent_nodes if id(node) in within else []:
                    if parent.is_input:
                        found.append("X")
                    else:
                        found += recorded.get(parent.operation.name) or sources(parent.operation)
            return list(dict.fromkeys(found))

        try:
            read = {layer.name: sources(layer) for layer in self.model.layers if recorded[layer.name]}
        except AttributeError:  # another version of Keras
            return {}
        return {name: read[layer] for layer in read for name in recorded[layer]}

    def _traced_reads(self, x: Array, names: Sequence[str]) -> Dict[str, List[str]]:
        """A layer reads another, or the input past all others, if what it is given changes with that alone."""
        labels = [label for label, _, _ in self.rnns] + [layer.name for layer in self.others]
        other = np.roll(x, 1, 0)
        if len(labels) < 2 or np.array_equal(x, other):
            return {}
        try:
            first = self._traced(x)
            order = list(first)
            reads: Dict[str, List[str]] = {labels[place]: [] for place in order}
            for source in [-1, *order]:
                again = self._traced(other if source < 0 else x, first, source)
                if list(again) != order:
                    # One is inside another, which was held.
                    return {}
                after = order if source < 0 else order[order.index(source) + 1 :]
                for place in after:
                    mine, theirs = first[place][0], again[place][0]
                    if not (len(mine) == len(theirs) and all(map(np.array_equal, mine, theirs))):
                        reads[labels[place]].append("X" if source < 0 else labels[source])
        except Exception:  # noqa: BLE001 - a model may refuse numbers that it did not make itself
            return {}
        return {name: found for name, found in reads.items() if name in names}

    def _traced(
        self, x: Array, held: Optional[Mapping[int, Tuple[List[Array], Any]]] = None, moved: int = -1
    ) -> Dict[int, Tuple[List[Array], Any]]:
        """Runs the model eagerly: what each layer was given and gave, by its place, in the order of their calls.

        With ``held`` layers do not run, but give what they gave there; ``moved`` gives other numbers than that.
        :raises ValueError: where a layer is called twice.
        """
        calls: Dict[int, Tuple[List[Array], Any]] = {}
        patched = _Patched()
        tree = self.keras.tree

        def tracing(place: int, call: Callable[..., Any]) -> Callable[..., Any]:
            def traced(*args: Any, **kwargs: Any) -> Any:
                if place in calls:
                    raise ValueError("called twice")
                state = args[1] if len(args) > 1 else kwargs.get("initial_state")
                first = args[0] if args else next(iter(kwargs.values()))
                given = [to_numpy(one) for one in tree.flatten([first, state]) if one is not None]
                calls[place] = (given, None)
                output = call(*args, **kwargs) if held is None else held[place][1]
                if held is not None and place == moved:
                    output = tree.map_structure(lambda values: values * 1.25 + 0.25, output)
                calls[place] = (given, output)
                return output

            return traced

        for place, layer in enumerate([rnn for _, rnn, _ in self.rnns] + self.others):
            patched.put(layer, "call", tracing(place, layer.call))
        for layer in self.bidirectional:
            for name in ("_can_attempt_fused_lstm", "_can_attempt_fused_gru"):
                if hasattr(layer, name):
                    patched.put(layer, name, lambda *_: False)
        try:
            self.model(x, **self._evaluation())
            return calls
        finally:
            patched.remove()

    def _catching(self, run: Callable[[], Any]) -> Tuple[Any, Dict[int, Dict[str, Any]]]:
        """Runs the model: its result, and what each layer was given (input, state, mask) and gave, by its place."""
        calls: Dict[int, Dict[str, Any]] = {}
        patched = _Patched()

        def catching(place: int, layer: Any, call: Callable[..., Any]) -> Callable[..., Any]:
            def caught(*args: Any, **kwargs: Any) -> Any:
                state = args[1] if len(args) > 1 else kwargs.get("initial_state")
                output = call(*args, **kwargs)
                mask = args[2] if len(args) > 2 else kwargs.get("mask")
                mask = mask[0] if isinstance(mask, (list, tuple)) else mask
                kept = {
                    "x": args[0] if args else kwargs.get("sequences"),
                    "state": list(state) if isinstance(state, (list, tuple)) else [] if state is None else [state],
                    "output": output[0] if isinstance(output, (tuple, list)) else output,
                }
                if place in self.run_again:
                    kept["sequence"] = self._all_outputs(layer, call, args, kwargs)
                kept = kept if mask is None else {**kept, "mask": mask}
                if place in calls:
                    calls[place].setdefault("later", []).append(kept)
                else:
                    calls[place] = kept
                return output

            return caught

        for place, layer in enumerate([rnn for _, rnn, _ in self.rnns] + self.others + self.merged):
            patched.put(layer, "call", catching(place, layer, layer.call))
        for layer in self.bidirectional:
            # A fused kernel for both directions would pass by the layers inside.
            for name in ("_can_attempt_fused_lstm", "_can_attempt_fused_gru"):
                if hasattr(layer, name):
                    patched.put(layer, name, lambda *_: False)
        try:
            return run(), calls
        finally:
            patched.remove()

    @staticmethod
    def _all_outputs(layer: Any, call: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """The output of a layer at every step, in the order of processing, by its own code and arithmetic."""
        layer.return_sequences = True
        try:
            output = call(*args, **kwargs)
        finally:
            layer.return_sequences = False
        return output[0] if isinstance(output, (tuple, list)) else output

    def _eager(self, x: Any) -> Tuple[Any, Dict[int, Dict[str, Any]]]:
        return self._catching(lambda: self.model(x, training=False))

    def _evaluation(self) -> Dict[str, bool]:
        return {"training": False} if getattr(self.model, "_call_has_training_arg", True) else {}

    def _compiled(self, x: Any) -> Tuple[Any, Dict[int, Dict[str, Any]]]:
        """The same as one compiled function of the variables: without it JAX compiles every scan of every call anew."""
        import jax

        if self.function is None:
            if not self.model.built:
                self.model(x[:1], training=False)

            def pure(trainable: Any, others: Any, given: Any) -> Any:
                (output, after), calls = self._catching(
                    lambda: self.model.stateless_call(trainable, others, given, **self._evaluation())
                )
                return output, calls, after

            self.function = jax.jit(pure)
        others = [v.value for v in self.model.non_trainable_variables] if self.others_now is None else self.others_now
        calls: Dict[int, Dict[str, Any]]
        given, calls, self.others_now = self.function([v.value for v in self.model.trainable_variables], others, x)
        return given, calls

    def save(self, folder: Path, epoch: int) -> str:
        """Writes the whole model, and gives the name of the file with {epoch} in it."""

        def write(beside: Path) -> None:
            # Keras tells the format by the ending.
            whole = beside.with_name(f".{beside.name}.keras")
            try:
                self.model.save(whole)
                os.replace(whole, beside)
            finally:
                with contextlib.suppress(FileNotFoundError):
                    whole.unlink()

        _replace(folder / f"weights-{epoch}.keras", write)
        return "weights-{epoch}.keras"

    def _weights(self, layer: Any) -> Union[Cell, str]:
        """The cell of a layer, or why it cannot be replayed."""
        cell, layers = layer.cell, self.keras.layers
        kinds = {layers.LSTMCell: "lstm", layers.GRUCell: "gru", layers.SimpleRNNCell: "rnn"}
        kind = kinds.get(type(cell))
        if kind is None:
            return f"its cell {type(cell).__name__} is not known here"
        act = getattr(cell.activation, "__name__", "?")
        gate = getattr(getattr(cell, "recurrent_activation", None), "__name__", "sigmoid")
        for name in (act, gate):
            if name not in _activations:
                return f"its activation {name} is not known here"
        numbers: Callable[[Any], Array] = lambda v: to_numpy(self.keras.ops.convert_to_numpy(v)).astype(
            np.float32
        )  # noqa: E731
        kernel, recurrent = numbers(cell.kernel), numbers(cell.recurrent_kernel)
        bias = numbers(cell.bias) if cell.use_bias else np.zeros(kernel.shape[1], np.float32)
        if kind != "gru":
            return Cell(kind, kernel, recurrent, bias, activation=act, gate=gate)
        # Keras has z, r, h; here r, z, n.
        n = kernel.shape[1] // 3
        order = np.r_[n : 2 * n, :n, 2 * n : 3 * n]
        after = bool(cell.reset_after)
        own, its = (bias[0], bias[1]) if bias.ndim == 2 else (bias, None)
        return Cell(
            kind,
            kernel[:, order],
            recurrent[:, order],
            own[order],
            None if its is None else its[order],
            after,
            act,
            gate,
        )

    def _every_call(
        self, label: str, layer: Any, direction: str, call: Dict[str, Any], batch: Batch
    ) -> Optional[Array]:
        """A layer that is called step by step has the states of all calls; of other calls the first counts."""
        later = call.get("later", [])
        if any(np.shape(one["x"])[1] != 1 for one in (call, *later)):
            if later:
                batch.notes.append(f"{label} ran {len(later) + 1} times in one pass; the first is recorded.")
            later = []
        if not later:
            return self._rnn(label, layer, direction, call, batch)
        parts = [Batch({}, None, []) for _ in (call, *later)]
        for one, part in zip((call, *later), parts):
            self._rnn(label, layer, direction, one, part)
        batch.notes.extend(note for note in parts[0].notes if note not in batch.notes)
        for name, first in parts[0].layers.items():
            if all(name in part.layers for part in parts):
                steps = [part.layers[name].values for part in parts]
                batch.layers[name] = first._replace(values=np.concatenate(steps, 1))
        return None

    def _rnn(self, label: str, layer: Any, direction: str, call: Dict[str, Any], batch: Batch) -> Optional[Array]:
        x = to_numpy(call["x"]).astype(np.float32)
        mask = to_numpy(call["mask"]).astype(bool) if "mask" in call else None
        cell = self._weights(layer)
        # A layer of any cell is of no kind but that of its cell.
        own = layer.cell if type(layer).__name__ == "RNN" else layer
        kind = cell.kind if isinstance(cell, Cell) else type(own).__name__.lower()
        kind = "simpleRNN" if kind in ("rnn", "simplernn") else kind
        first = to_numpy(call["output"]).astype(np.float32)
        reverse = bool(layer.go_backwards)
        # Outputs stand in the order of processing.
        shown = first[:, ::-1] if layer.return_sequences and reverse else first
        why = cell if isinstance(cell, str) else ""
        if isinstance(cell, Cell):
            start = [to_numpy(part).astype(np.float32) for part in call["state"]]
            made = replay(cell, x, start[0] if start else None, start[1] if len(start) > 1 else None, mask, reverse)
            last = made["h"][:, 0 if reverse else -1]
            apart = _farthest(made["h"], shown, mask) if layer.return_sequences else _farthest(last, shown)
            fits = _agrees(apart, shown)
            if not fits and layer.return_sequences:
                # Large weights make roundings grow from step to step; each single step agrees all the same.
                made, _, fits = _stepwise(cell, x, [*start, None, None][:2], mask, reverse, shown)
            elif not fits and "sequence" in call:
                run = to_numpy(call["sequence"]).astype(np.float32)
                if _agrees(_farthest(run[:, -1], first), first):
                    run = run[:, ::-1] if reverse else run
                    made, _, fits = _stepwise(cell, x, [*start, None, None][:2], mask, reverse, run)
            if fits:
                batch.layers.update(_named(label, made, kind, direction))
                return mask
            why = f"a replay of its cell differs from it by {apart:.1e}"
            if layer.compute_dtype in ("bfloat16", "float16"):
                why += f" (its arithmetic is {layer.compute_dtype}, that of the replay float32)"
        if not layer.return_sequences and "sequence" in call:
            run = to_numpy(call["sequence"]).astype(np.float32)
            # The same arithmetic, compiled twice, may round the last bit of a number another way.
            if _farthest(run[:, -1], first) <= _rounding(layer.compute_dtype) * max(1.0, float(np.abs(first).max())):
                shown = run[:, ::-1] if reverse else run
        if shown.ndim == 3 and shown.shape[:2] == x.shape[:2]:
            batch.layers[label] = Layer(np.ascontiguousarray(shown), kind, "output", direction)
            batch.notes.append(f"{label}: only its output is recorded, because {why}.")
        elif layer.return_sequences or first.ndim != 2:
            batch.notes.append(f"{label}: its output has {first.ndim} axes, so it is not recorded.")
        else:
            batch.notes.append(
                f"{label}: not recorded, because it returns its last output alone and {why}. With "
                "return_sequences=True its outputs would be recorded; keras.layers.Lambda(lambda h: h[:, -1]) behind "
                "it then gives the last."
            )
        return mask


def _rounding(dtype: str) -> float:
    """How far two computations of one number near 1 may lie apart: the unit in its last place, or as a replay may."""
    return {"bfloat16": 2.0**-7, "float16": 2.0**-10}.get(str(dtype), REPLAY_TOLERANCE)


# ---------------------------------------------------------------- anything that returns its states


class _Function:
    """A function from a batch of inputs to its states by name (JAX, numpy, anything)."""

    def __init__(self, function: Callable[[Any], Mapping[str, Any]]) -> None:
        self.function = function

    @contextlib.contextmanager
    def evaluating(self) -> Iterator[None]:
        yield

    def run(self, x: Any, lengths: Optional[Array], time_first: bool, packed: bool) -> Batch:
        states = self.function(x)
        if not isinstance(states, Mapping):
            raise RecordingError(
                "The model is neither of PyTorch nor of Keras, and calling it gives no dict of states: "
                'hand over states by rec.add({"name": states}, epoch).'
            )
        return Batch(
            {
                name: Layer(_states_of(name, values), "recorded", "output")
                for name, values in states.items()
            },
            None,
            [],
        )


def _few_targets(x: Array, y: Array) -> str:
    """What to hand over where there are targets of some steps alone."""
    if len(y) != len(x):
        return " Hand over those of the same sequences, in the same order."
    if y.ndim != 2 or y.shape[1] > x.shape[1]:
        return " Hand over one of them: y[:, 0]."
    return (
        f" For targets of the last {y.shape[1]} steps fill them up: "
        f"np.pad(y, ((0, 0), ({x.shape[1] - y.shape[1]}, 0)), constant_values=-100); or hand over one of them: y[:, 0]."
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _misshapen(shape: Sequence[int]) -> RecordingError:
    return RecordingError(
        f"x has shape {list(shape)}, but must be [sequences, steps] or [sequences, steps, features]. "
        "One sequence alone is x[None]."
    )


def _load(path: Any) -> str:
    return f"np.load({os.fspath(path)!r})" if str(path).endswith(".npy") else f"torch.load({os.fspath(path)!r})"


def _joining(dataset: Any) -> str:
    """The line that makes arrays of a data set of single samples, by the form of its first ones."""
    every = "dataset[i] for i in range(len(dataset))"
    try:
        few = [dataset[i] for i in range(min(len(dataset), 50))]
    except Exception:  # noqa: BLE001 - its own code may refuse single samples
        few = []
    first = few[0] if few else None
    if isinstance(first, Mapping):
        return f"x = np.stack([one[{next(iter(first), 'x')!r}] for one in ({every})])"
    if not isinstance(first, (tuple, list)):
        return f"x = np.stack([{every}])"
    names = ", ".join(["x", "y", *(f"more{place}" for place in range(1, len(first) - 1))][: len(first)])
    # Sequences of unequal length are refused in turn, with the line that fills them up.
    makes = "np.stack" if len({np.shape(one[0]) for one in few}) == 1 else "list"
    comma = "," if len(first) == 1 else ""
    return f"{names}{comma} = map({makes}, zip(*({every})))"


def _refuse_no_array(name: str, given: Any) -> None:
    """:raises RecordingError: where what was handed over is no array, with the line that makes one of it."""
    wanted = f"{name} must be one array of all sequences"
    if isinstance(given, (str, os.PathLike)):
        raise RecordingError(f"{wanted}, but is the path of a file. Read it first: {name} = {_load(given)}.")
    if isinstance(given, Mapping):
        first = next(iter(given), "input_ids")
        raise RecordingError(f"{wanted}, but is a {type(given).__name__}. Take one array of it: {name}[{first!r}].")
    is_array = hasattr(given, "shape") or hasattr(given, "__array__") or isinstance(given, Sequence)
    if not is_array and hasattr(given, "__getitem__") and hasattr(given, "__len__"):
        raise RecordingError(
            f"{wanted}, but is a {type(given).__name__}, which gives single samples. Join them: {_joining(given)}."
        )
    if hasattr(given, "__iter__") and not is_array:
        raise RecordingError(
            f"{wanted}, but is a {type(given).__name__}, which gives batches. Join them: "
            "x, y = (torch.cat(part) for part in zip(*loader))."
        )
    if not isinstance(given, (tuple, list)) or hasattr(given, "batch_sizes"):
        return
    if isinstance(given, tuple) and name == "x" and len(given) == 2 and hasattr(given[0], "shape"):
        second = "lengths=" if getattr(given[1], "shape", None) == given[0].shape[:1] else ""
        rest = "lengths=x[1]" if second else "y"
        raise RecordingError(
            f"{wanted}, but is a tuple of two arrays. Hand them over apart: Recorder(folder, model, x[0], {rest})."
        )
    parts = [one for one in given if hasattr(one, "__len__") and not isinstance(one, str)]
    sizes = {len(one) for one in parts if getattr(one, "shape", None) != ()}
    if len(sizes) > 1:
        longest = max(sizes)
        raise RecordingError(
            f"{name} is a {type(given).__name__} of sequences of {min(sizes)} to {longest} steps, but must be one "
            f"array. Fill them up to the longest, and hand over lengths=[len(one) for one in {name}]: "
            f"{name} = np.stack([np.pad(one, [(0, {longest} - len(one))] + [(0, 0)] * (np.ndim(one) - 1)) "
            f"for one in {name}])."
        )


def _refuse_texts(x: Any) -> None:
    """:raises RecordingError: where x is a list of texts, with the line that makes symbols of their letters."""
    if not isinstance(x, (list, tuple, Array)) or _is_packed(x) or not all(isinstance(one, str) for one in x):
        return
    longest = max((len(one) for one in x), default=0)
    raise RecordingError(
        "x holds texts, but must hold numbers, a symbol for each letter or word: "
        f"lengths = [len(one) for one in x], and x = np.stack([np.pad([ord(letter) for letter in one], "
        f"(0, {longest} - len(one))) for one in x]). Hand over what the model reads."
    )


def _states_of(name: str, values: Any) -> Array:
    """States in float32.

    :raises RecordingError: where they are no array of real numbers.
    """
    try:
        array = to_numpy(values)
    except ValueError:
        raise RecordingError(
            f"{name} holds arrays of unequal lengths. Fill them up with zeros to the steps of x, and hand over lengths."
        ) from None
    if array.dtype.kind == "c":
        raise RecordingError(
            f"{name} holds complex numbers, whose imaginary part would be lost. Hand over both parts: "
            f'{{"{name}": np.concatenate([states.real, states.imag], -1)}}.'
        )
    if array.dtype.kind not in "biuf":
        what = "texts" if array.dtype.kind in "US" else type(values).__name__ if array.ndim == 0 else str(array.dtype)
        raise RecordingError(f"{name} holds {what}, but must be an array of numbers, [sequences, steps, units].")
    return array.astype(np.float32)


def _by_name(what: str, given: Any, example: str) -> Dict[str, Any]:
    """:raises RecordingError: where it is no dict by names of layers."""
    if isinstance(given, Mapping) and all(isinstance(name, str) for name in given):
        return dict(given)
    raise RecordingError(f"{what} must be a dict by names of layers, but is a {type(given).__name__}. Write {example}.")


def _is_one_hot(y: Array) -> bool:
    return bool(np.isin(y, (0, 1)).all() and (y.sum(-1) == 1).all())


def _refuse_one_hot(y: Array) -> None:
    """:raises RecordingError: where [N, T] targets may as well be T classes, one-hot."""
    if y.shape[1] > 1 and _is_one_hot(y):
        raise RecordingError(
            f"y of shape {list(y.shape)} has a single 1 in each row, so that it may be one-hot classes or targets at "
            "every step. For classes at the end hand over y.argmax(1), for targets at every step y[:, :, None]."
        )


def _is_of(name: str, label: str) -> bool:
    """Whether a layer is of a module: its output, or one of its levels, directions, states and gates."""
    return name == label or name.startswith(f"{label}/")


def _is_one_value(rows: Array) -> bool:
    return bool((rows == rows[:1]).all())


def _are_labels(y: Array) -> bool:
    """Whether numbers of a float type are those of classes: whole ones from 0, twice each or oftener."""
    if len(y) == 0 or not (np.isfinite(y).all() and (y >= 0).all() and (y == np.floor(y)).all()):
        return False
    return bool(len(np.unique(y)) <= max(2, len(y) // 2)) and bool(y.max() < 65_536)


def _refuse_others_than_numbers(name: str, values: Array) -> None:
    """:raises RecordingError: where an array holds no numbers."""
    if values.dtype.kind in "biuf":
        return
    if any(one is None for one in values.reshape(-1)[:1000].tolist()):
        raise RecordingError(f"{name} holds None, but must hold numbers. Write -100 for no target.")
    number = ""
    if values.dtype.kind in "US":
        number = f" Number them: np.unique({name}, return_inverse=True)[1].reshape(np.shape({name}))."
    if values.dtype.kind == "c":
        number = f" Take both parts: np.stack([{name}.real, {name}.imag], -1)."
    raise RecordingError(f"{name} holds {values.dtype}, but must hold numbers.{number}")


def _runner(model: Any, layers: Optional[Sequence[str]], forward: Optional[Callable[..., Any]]) -> Any:
    torch, keras = sys.modules.get("torch"), sys.modules.get("keras")
    # With Keras on PyTorch a model is both.
    if keras is not None and isinstance(model, keras.Model):
        return _Keras(model, layers)
    if torch is not None and isinstance(model, torch.nn.Module):
        return _Torch(model, layers, forward)
    if callable(model):
        return _Function(model)
    raise RecordingError(
        f"{type(model).__name__} is neither a module of PyTorch, nor a model of Keras, nor a function. "
        "Hand over states: "
        'rec = Recorder(folder, None, x, y), and rec.add({"name": states}, epoch).'
    )


# ---------------------------------------------------------------- the recorder


class Recorder:
    """Writes the states of a network for held-out sequences, epoch by epoch, into a folder.

    :param folder: where to write; it is made, and a recording that it holds is replaced.
    :param model: a PyTorch module, a Keras model, a function from inputs to ``{name: states}``, or None with ``add``.
    :param x: held-out inputs, the sequence first: [N, T] of symbol numbers, or [N, T, D]; or a PackedSequence. For a
        module without ``batch_first`` [T, N] and [T, N, D] are read too where ``y`` or ``lengths`` tell N.
    :param y: targets, [N] at the end, or [N, T] or [N, T, 1] at every step; integers are classes, ``no_target``: none.
    :param lengths: real steps of each sequence. By default a PackedSequence or a mask inside the model tells them.
    :param layers: modules to record by name, besides recurrent ones too; by default all recurrent ones.
    :param samples: at most this many sequences are recorded, drawn once.
    :param batch_size: sequences in one run of the model.
    :param forward: ``forward(model, x)`` or ``forward(model, x, lengths)`` where calling the model takes more. Without
        it lengths go to the parameter of the model that is named so.
    :param no_target: the label that stands for no target; None: no label does. NaN is none in any case.
    :param reads: what layers read, where that cannot be seen (states of a function or of ``add``) or is seen wrongly:
        ``{"two": ["X"]}``, names of layers and "X" for the input.
    :param directions: "backward" for layers of a function or of ``add`` that read from the end of a sequence to its
        start: ``{"two": "backward"}``. Their final state stands at the first step.
    :param weights: keep the network's weights at every recorded epoch too. Where the network is a chain of layers that
        RNN Information Flow knows, it is then run there on further sequences, so that information about the input is
        known from both sides, far beyond the log of the number of sequences.
    :param mask: real steps as [N, T] of true and false, in place of ``lengths`` where padding stands in front.
    """

    def __init__(
        self,
        folder: Union[str, "os.PathLike[str]"],
        model: Any = None,
        x: Any = None,
        y: Any = None,
        lengths: Any = None,
        layers: Optional[Sequence[str]] = None,
        *,
        samples: int = 1000,
        batch_size: int = 250,
        forward: Optional[Callable[..., Any]] = None,
        no_target: Optional[int] = NO_TARGET,
        seed: int = 0,
        weights: bool = False,
        reads: Optional[Mapping[str, Union[str, Sequence[str]]]] = None,
        directions: Optional[Mapping[str, str]] = None,
        mask: Any = None,
    ) -> None:
        if x is None:
            raise RecordingError(
                "x is missing: the held-out inputs, one sequence a row. "
                "Recorder(folder, model, x, y)."
            )
        for name, given in (("x", x), ("y", y)):
            _refuse_no_array(name, given)
        _refuse_texts(x)
        if samples < 8:
            raise RecordingError("samples must be 8 or more: nothing can be estimated from fewer sequences.")
        # Where the program goes later changes nothing.
        self.folder = Path(folder).absolute()
        self.batch_size = batch_size
        self.notes: List[str] = []
        self._begun = False
        self._runner: Any = None if model is None else _runner(model, layers, forward)
        if isinstance(self._runner, _Keras):
            # A batch of another size would be compiled anew.
            self.batch_size = max(batch_size, 1000)
        self._packed = _is_packed(x)
        if self._packed:
            x, lengths = _unpack(x)
        y = None if y is None else to_numpy(y)
        lengths = None if lengths is None else to_numpy(lengths).astype(np.int64).reshape(-1)
        count = len(y) if y is not None and y.ndim == 1 else None if lengths is None else len(lengths)
        shape = np.shape(x)
        if len(shape) < 2:
            raise _misshapen(shape)
        self._time_first = False
        if count is not None and shape[0] != count and shape[1] == count:
            self._time_first = True
            x = np.swapaxes(to_numpy(x), 0, 1)
            if y is not None and y.ndim >= 2 and y.shape[:2] == tuple(shape[:2]):
                y = np.swapaxes(y, 0, 1)
        elif y is not None and y.ndim >= 2 and y.shape[:2] == shape[:2] and self._wants_time_first(x):
            self._time_first = True
            x, y = np.swapaxes(to_numpy(x), 0, 1), np.swapaxes(y, 0, 1)
        elif y is not None and y.ndim == 1 and len(y) == shape[0] == shape[1] and self._wants_time_first(x):
            # Both axes are as long, so that the model tells alone which is time.
            self._time_first = True
            x = np.swapaxes(to_numpy(x), 0, 1)
            self._note(
                f"x has as many steps as sequences ({len(y)}), and is read as [steps, sequences], as the model takes "
                "it. If its first axis is the sequence, the model runs over sequences: build it with batch_first=True."
            )
        elif y is None and lengths is None and self._wants_time_first(x):
            self._time_first = True
            x = np.swapaxes(to_numpy(x), 0, 1)
        x = to_numpy(x)
        # Targets with an axis of their own, [N, T, 1], are at every step; [N, K] of a single 1 a row may be classes.
        told = y is not None and y.ndim == 3 and y.shape[2] == 1
        y = y[:, :, 0] if y is not None and told else y
        self._check(x, y, lengths)
        if y is not None and y.ndim == 2 and not told:
            _refuse_one_hot(y)
        real = None if mask is None else self._checked_mask(to_numpy(mask), x, lengths)
        if lengths is None and getattr(self._runner, "needs_lengths", False):
            name = self._runner.lengths_argument
            raise RecordingError(
                f"Calling the model takes {name}. Hand over the real steps of each sequence, "
                f"Recorder(..., lengths={name}); where all sequences are whole, lengths=[{x.shape[1]}] * {len(x)}."
            )
        self._total = len(x)
        rows = np.arange(len(x))
        if len(x) > samples:
            rows = np.sort(np.random.default_rng(seed).permutation(len(x))[:samples])
        if lengths is not None:
            # pack_padded_sequence wants the longest first unless it is told otherwise.
            rows = rows[np.argsort(-lengths[rows], kind="stable")]
        self._rows = rows
        self._x = x[rows]
        self._y = None if y is None else y[rows]
        self._lengths = None if lengths is None else lengths[rows]
        #: Whether the model is handed lengths: those that a mask tells are not those of its own steps.
        self._hands_lengths = lengths is not None
        self._mask = None if real is None else real[rows]
        self._no_target = no_target
        if weights and not hasattr(self._runner, "save"):
            raise RecordingError("weights=True needs a module of PyTorch or a model of Keras. Remove it.")
        self._keeps_weights = weights
        self._weights_name: Optional[str] = None
        #: What the whole model gave for the sequences, in the epoch that is written.
        self._output: Optional[Array] = None
        #: What the caller says of layers.
        self._told_reads = _by_name("reads", reads or {}, '{"name": ["X"]}')
        self._told_directions = _by_name("directions", directions or {}, '{"name": "backward"}')
        #: What each layer reads, once that was looked for.
        self._reads: Optional[Dict[str, List[str]]] = None
        self._take: Optional[Array] = None
        self._epochs: List[Dict[str, int]] = []
        self._layers: List[Dict[str, Any]] = []
        #: Modules that are not laid over x, once they were looked for.
        self._own_steps: Optional[List[str]] = None
        #: Why epochs could not be recorded, and which.
        self._left_out: Dict[str, Tuple[str, List[int]]] = {}
        self._calls = 0
        self._end: Optional[Dict[str, str]] = None
        self._text = ""
        self._ended: Optional[float] = None
        self._told = False
        self._watched = False

    def _wants_time_first(self, x: Any) -> bool:
        if not isinstance(self._runner, _Torch):
            return False
        with self._runner.evaluating(), _same_randomness():
            return self._runner.is_time_first(to_numpy(x), None)

    @staticmethod
    def _check(x: Array, y: Optional[Array], lengths: Optional[Array]) -> None:
        if x.ndim not in (2, 3):
            raise _misshapen(x.shape)
        if len(x) < 8:
            raise RecordingError(
                f"x has {_counted(len(x), 'sequence')}; at least 8 are needed to estimate anything. "
                "Hand over more."
            )
        _refuse_others_than_numbers("x", x)
        if y is not None:
            _refuse_others_than_numbers("y", y)
            if y.ndim > 1 and y.shape[-1] > 1 and y.shape[1:] != x.shape[1:2] and _is_one_hot(y):
                raise RecordingError(
                    f"y of shape {list(y.shape)} is one-hot, but classes are numbers here: hand over "
                    f"{'y.argmax(1)' if y.ndim == 2 else 'y.argmax(-1)'}."
                )
        if y is not None and (len(y) != len(x) or (y.ndim == 2 and y.shape[1] not in (1, x.shape[1])) or y.ndim > 2):
            raise RecordingError(
                f"y has shape {list(y.shape)}; for x of shape {list(x.shape)} it must be [{len(x)}] (at the end) or "
                f"[{len(x)}, {x.shape[1]}] (at every step).{_few_targets(x, y)}"
            )
        if lengths is not None:
            if len(lengths) != len(x):
                raise RecordingError(
                    f"lengths has {len(lengths)} entries for {len(x)} sequences. "
                    "Hand over one for each."
                )
            if lengths.min() < 1 or lengths.max() > x.shape[1]:
                raise RecordingError(
                    f"lengths go from {lengths.min()} to {lengths.max()}, but must lie between 1 and the "
                    f"{x.shape[1]} steps of x. Leave empty sequences out: x[lengths > 0]."
                )

    def _checked_mask(self, mask: Array, x: Array, lengths: Optional[Array]) -> Array:
        if self._time_first and mask.shape == x.shape[1::-1] and mask.shape != x.shape[:2]:
            mask = mask.swapaxes(0, 1)
        if mask.shape != x.shape[:2]:
            raise RecordingError(
                f"mask has shape {list(mask.shape)}; for x of shape {list(x.shape)} it must be {list(x.shape[:2])}."
            )
        if lengths is not None:
            raise RecordingError("mask and lengths both say which steps are real. Remove one of them.")
        if not np.isin(mask, (0, 1)).all():
            raise RecordingError("mask must hold true and false (or 1 and 0) alone: true where a step is real.")
        real: Array = mask.astype(bool)
        return real

    # -- recording

    def __call__(self, epoch: int, step: Optional[int] = None) -> None:
        """Records the states of the model as it is now.

        :raises RecordingError: at the first epoch, where the states cannot be recorded. A training that goes on is
            never ended: a later epoch that cannot be recorded is left out, and a note says why.
        """
        self._refuse_epoch(epoch)
        try:
            self._record_epoch(epoch, step)
        except Exception as failure:  # noqa: BLE001 - whatever it is, the training goes on
            if not self._epochs:
                raise
            self._leave_out(int(epoch), failure)

    def _leave_out(self, epoch: int, failure: Exception) -> None:
        """Notes that an epoch is not recorded: once for each reason."""
        why = str(failure) if isinstance(failure, RecordingError) else _said(failure)
        key = re.sub(r"\d+(\.\d+)?(e[-+]?\d+)?", "", why)
        if key not in self._left_out:
            print(f"rnn_infoflow: epoch {epoch} is not recorded: {why}", file=sys.stderr)
        self._left_out.setdefault(key, (why, []))[1].append(epoch)
        # A full disk does not end the training either.
        with contextlib.suppress(OSError):
            self._record()

    def _notes_of_left_out(self) -> List[str]:
        notes = []
        for why, epochs in self._left_out.values():
            few = ", ".join(str(epoch) for epoch in epochs[:4]) + (", ..." if len(epochs) > 4 else "")
            several = f"{len(epochs)} epochs ({few}) are" if len(epochs) > 1 else f"Epoch {few} is"
            notes.append(f"{several} not recorded: {why}")
        return notes

    def _record_epoch(self, epoch: int, step: Optional[int]) -> None:
        began = time.perf_counter()
        if self._runner is None:
            raise RecordingError('There is no model: hand over states by rec.add({"name": states}, epoch).')
        with self._runner.evaluating(), _same_randomness():
            self._same_twice()
            parts = self._with_own_steps([self._run(rows) for rows in self._batches()])
        mask = None
        if parts[0].mask is not None:
            steps = self._x.shape[1]
            mask = np.concatenate([_widened(p.mask, steps) for p in parts if p.mask is not None])
        self._begin(mask)
        states = {}
        for name, first in parts[0].layers.items():
            if all(name in part.layers for part in parts):
                values = [
                    (
                        _widened(part.layers[name].values, self._x.shape[1])
                        if first.values.ndim == 3
                        else part.layers[name].values
                    )
                    for part in parts
                ]
                states[name] = first._replace(values=np.concatenate(values))
        told: Dict[str, str] = {}
        for note in [note for part in parts for note in part.notes]:
            # The same of another batch, with another number in it, is told once.
            told.setdefault(re.sub(r"\d+\.\de[-+]\d+", "", note), note)
        for note in told.values():
            self._note(note)
        if not states:
            self._refuse_order("The model")
            raise RecordingError("Nothing could be recorded. " + " ".join(self.notes))
        if self._reads is None:
            with self._runner.evaluating(), _same_randomness():
                self._reads = self._what_is_read(list(states))
        self._output = self._whole_output([part.output for part in parts]) if self._keeps_weights else None
        self._write(epoch, step, self._as_told(states))
        self._tell_cost(began, time.perf_counter())

    def _whole_output(self, parts: Sequence[Optional[Array]]) -> Optional[Array]:
        """The model's own output for all sequences, by which a run of its weights elsewhere is checked."""
        own = [part for part in parts if part is not None]
        if len(own) < len(parts):
            return None
        if own[0].ndim == 3:
            own = [_widened(part, self._x.shape[1]) for part in own]
        if any(part.shape[1:] != own[0].shape[1:] for part in own):
            return None
        values = np.concatenate(own)
        values = self._arranged(values) if values.ndim == 3 else values
        return np.ascontiguousarray(values) if np.isfinite(values).all() else None

    def _tell_cost(self, began: float, ended: float) -> None:
        """Prints, once, the share of an epoch that recording takes: the first has other work beside it."""
        before, self._ended = self._ended, ended
        if before is None or self._told or began - before < 0.01:
            return
        self._told = True
        spent, apart = ended - began, began - before
        share = spent / apart
        text = f"rnn_infoflow: recording took {spent:.2f} s, {100 * share:.1f} % of the {apart:.2f} s before it."
        if share > WORTH_SAYING:
            every = int(np.ceil(share / WORTH_SAYING))
            text += f" Every {every} epochs, or with fewer sequences (samples=...), it would be below 2 %."
        print(text, file=sys.stderr)

    def add(
        self,
        states: Mapping[str, Any],
        epoch: int,
        step: Optional[int] = None,
        *,
        reads: Optional[Mapping[str, Union[str, Sequence[str]]]] = None,
        directions: Optional[Mapping[str, str]] = None,
    ) -> None:
        """Writes states from anywhere, [N, T, units] or [N, units] for all sequences of ``x``.

        :param reads: what layers read, ``{"two": ["X"]}``: names of layers, and "X" for the input. Without it each
            layer is taken to read the one before it.
        :param directions: ``{"two": "backward"}`` for layers that read from the end of a sequence to its start.
        """
        self._told_reads.update(_by_name("reads", reads or {}, '{"name": ["X"]}'))
        self._told_directions.update(_by_name("directions", directions or {}, '{"name": "backward"}'))
        states = _by_name("states", states, 'rec.add({"name": states}, epoch)')
        if not states:
            raise RecordingError('There are no states. Write rec.add({"name": states}, epoch).')
        layers = {}
        for name, values in states.items():
            array = _states_of(name, values)
            if array.ndim not in (2, 3) or len(array) != self._total:
                raise RecordingError(
                    f"{name} has shape {list(array.shape)}; it must be [{self._total}, {self._x.shape[1]}, units], or "
                    f"[{self._total}, units] without time."
                )
            if array.ndim == 3 and array.shape[1] != self._x.shape[1]:
                raise RecordingError(
                    f"{name} has {array.shape[1]} steps, but x has {self._x.shape[1]}. "
                    "A layer of other steps is added by its last state, without time: states[:, -1]."
                )
            layers[name] = Layer(array[self._rows], "recorded", "output")
        self._begin(None)
        self._write(epoch, step, self._as_told(layers))

    def _as_told(self, states: Mapping[str, Layer]) -> Dict[str, Layer]:
        """The layers with the directions that the caller named; what they read is kept beside them.

        :raises RecordingError: where a name is that of no layer.
        """
        names, listed = set(states), ", ".join(states)
        told = {name: [own] if isinstance(own, str) else list(own) for name, own in self._told_reads.items()}
        for what, name in [("reads", name) for name in told] + [("directions", name) for name in self._told_directions]:
            if name not in names:
                raise RecordingError(f"{what} names {name!r}, which is no layer here. There are: {listed}.")
        for name, own in told.items():
            for one in own:
                if one != "X" and one not in names or one == name:
                    others = "".join(f"{n}, " for n in states if n != name)
                    raise RecordingError(
                        f"{name} cannot read {one!r}. It may read {others}{'or ' if others else ''}" '"X", the input.'
                    )
        for name, way in self._told_directions.items():
            if way not in ("forward", "backward"):
                raise RecordingError(f'The direction of {name} is {way!r}, but must be "forward" or "backward".')
        self._reads = {**(self._reads or {}), **told}
        outputs = [name for name, layer in states.items() if layer.variable == "output"]
        unknown = [name for name in outputs[1:] if name not in self._reads]
        # The stacked layers and the directions of a single module are a chain.
        if getattr(self._runner, "modules", len(outputs)) > 1 and unknown:
            self._note(
                f"What {', '.join(unknown)} read{'s' if len(unknown) == 1 else ''} is not seen here, so each layer is "
                f'taken to read the one before it. If they stand side by side: reads={{"{unknown[0]}": ["X"]}}.'
            )
        return {
            name: layer._replace(direction=self._told_directions.get(name, layer.direction))
            for name, layer in states.items()
        }

    def _batches(self) -> List[Array]:
        return np.array_split(np.arange(len(self._x)), max(1, -(-len(self._x) // self.batch_size)))

    def _run(self, rows: Array) -> Batch:
        lengths = self._lengths[rows] if self._hands_lengths and self._lengths is not None else None
        batch: Batch = self._runner.run(self._x[rows], lengths, self._time_first, self._packed)
        return batch

    def _with_own_steps(self, parts: Sequence[Batch]) -> List[Batch]:
        """Layers whose steps are not those of ``x``, such as decoders, as their last states, without time.

        Filled up to the steps of ``x`` they would end in zeros, which hold nothing, and their lags would be those of
        other steps.
        """
        apart: Dict[str, int] = {}
        own_steps = self._fed_by_themselves(parts[0])
        for part, rows in zip(parts, self._batches()):
            known = {self._x.shape[1]}
            if part.mask is not None:
                known.add(part.mask.shape[1])
            if self._lengths is not None:
                known.add(int(self._lengths[rows].max()))
            for name, layer in part.layers.items():
                if layer.values.ndim == 3 and (layer.values.shape[1] not in known or name in own_steps):
                    apart[name] = layer.values.shape[1]
        if not apart:
            return list(parts)
        own = list(parts)
        for name, steps in apart.items():
            if name in own_steps:
                continue
            if not any(part.layers[name].variable == "gate" for part in parts if name in part.layers):
                own[0].notes.append(
                    f"{name} runs {steps} step{'' if steps == 1 else 's'} where x has {self._x.shape[1]}: "
                    "its last state is recorded, without time."
                )
        for at, part in enumerate(own):
            layers = {}
            for name, layer in part.layers.items():
                if name not in apart or layer.values.ndim != 3:
                    layers[name] = layer
                elif layer.variable != "gate":
                    last = layer.values[:, 0 if layer.direction == "backward" else -1]
                    layers[name] = layer._replace(values=np.ascontiguousarray(last))
            own[at] = part._replace(layers=layers)
        return own

    def _fed_by_themselves(self, batch: Batch) -> Set[str]:
        """Layers of as many steps as x that read no step of it; looked for once, and noted."""
        if self._own_steps is None:
            few = slice(0, READING_SEQUENCES)
            lengths = self._lengths[few] if self._hands_lengths and self._lengths is not None else None
            find = getattr(self._runner, "not_over_x", None)
            own, whole = find(self._x[few], lengths, self._time_first, self._packed) if find else ([], [])
            # Layers of other steps have no time in any case.
            timed = [name for name, one in batch.layers.items() if one.values.shape[1:-1] == self._x.shape[1:2]]
            own, whole = (
                [label for label in some if any(_is_of(name, label) for name in timed)] for some in (own, whole)
            )
            self._own_steps = own
            for label in own:
                self._note(
                    f"{label} reads no step of x nor of a layer before it, but goes on from a first state: its last "
                    "state is recorded, without time."
                )
            for label in whole:
                self._note(
                    f"{label} reads at its first step what depends on the last step of x (the state of a whole "
                    "sequence, attention over it, or x in another order): a lag does not say when it read a symbol."
                )
        return {name for name in batch.layers if any(_is_of(name, label) for label in self._own_steps)}

    def _what_is_read(self, names: Sequence[str]) -> Dict[str, List[str]]:
        """What each layer reads, states and gates as the outputs beside them; empty where that is not known."""
        if not hasattr(self._runner, "reads"):
            return {}
        few = slice(0, READING_SEQUENCES)
        lengths = self._lengths[few] if self._hands_lengths and self._lengths is not None else None
        reads = self._runner.reads(self._x[few], lengths, self._time_first, self._packed, names)
        beside = {name: reads.get(name, reads.get(name.rsplit("/", 1)[0])) for name in names}
        return {name: found for name, found in beside.items() if found is not None}

    def _same_twice(self) -> None:
        """Runs a few sequences three times: twice alike, and once fewer of them. Each must have the same states.

        :raises RecordingError: where dropout is on, or a state is carried from batch to batch, or the order is lost.
        """
        few = self._batches()[0] if isinstance(self._runner, _Keras) else self._x
        rows = np.arange(min(16, len(few))) if few is self._x else few
        first, again = self._run(rows), self._run(rows)
        for name, layer in first.layers.items():
            self._alike(name, layer, again.layers.get(name), slice(None))
        if isinstance(self._runner, _Torch):
            fewer = self._run(rows[::2])
            for name, layer in first.layers.items():
                self._alike(name, layer, fewer.layers.get(name), slice(None, None, 2))

    def _alike(self, name: str, layer: Layer, other: Optional[Layer], rows: slice) -> None:
        mine = layer.values[rows]
        if other is None:
            raise RecordingError(f"{name} did not run the second time.")
        theirs = other.values
        steps = min(mine.shape[1], theirs.shape[1]) if mine.ndim == 3 else None
        if mine.ndim == 3:
            mine, theirs = mine[:, :steps], theirs[:, :steps]
        apart = _farthest(mine, theirs)
        scale = max(1.0, float(np.max(np.abs(mine), initial=0.0)))
        if mine.shape != theirs.shape:
            self._refuse_order(name)
            raise RecordingError(
                f"{name} has states of shape {list(mine.shape)}, and of shape {list(theirs.shape)} when the same "
                "sequences are shown again. The first axis of what the model gives must be the sequence."
            )
        if not np.isfinite(apart):
            self._refuse_no_number()
            raise RecordingError(
                f"{name} holds a state that is not finite: training has diverged. "
                "Record the epochs before it."
            )
        if not apart <= REPEAT_TOLERANCE * scale:
            raise RecordingError(
                f"{name} has other states when the same sequences are shown again (by {apart:.1e}). A state must be a "
                "function of its input: switch dropout off, reset states that are carried from batch to batch "
                "(stateful=True), and keep the order of the batch."
            )

    def _refuse_order(self, name: str) -> None:
        """:raises RecordingError: where the model takes the first axis of x for time, but y or lengths say sequences.

        A model that transposes x itself is not meant: its modules see as many sequences as it was given.
        """
        if self._time_first or self._packed or not self._wants_time_first(self._x):
            return
        count, steps = len(self._x), self._x.shape[1]
        raise RecordingError(
            f"{name} takes the first axis of x for time: it runs over the {count} sequences in place of their {steps} "
            "steps. Build it with batch_first=True, or hand over what it takes: Recorder(..., x.transpose(0, 1), ...) "
            "for a tensor, x.swapaxes(0, 1) for an array of numpy."
        )

    def _refuse_no_number(self) -> None:
        """:raises RecordingError: where x itself is not finite at a real step."""
        real = np.ones(self._x.shape[:2], bool) if self._lengths is None else _mask_of(self._lengths, self._x.shape[1])
        finite = np.isfinite(self._x).reshape(*real.shape, -1).all(-1)
        bad = np.argwhere(real & ~finite)
        if len(bad) > 0:
            row, step = bad[0]
            raise RecordingError(
                f"x holds a number that is not finite, at [{self._rows[row]}, {step}]. "
                "Fill it in: np.nan_to_num(x)."
            )

    # -- files

    def _begin(self, mask: Optional[Array]) -> None:
        """Writes the sequences, once the first run has told which steps are real."""
        if self._begun:
            return
        steps = self._x.shape[1]
        if mask is None or mask.all():
            mask = self._mask
        if mask is None and self._lengths is not None:
            self._refuse_padding_in_front()
        if mask is not None and not mask.all():
            told = mask.sum(1)
            if self._lengths is not None and not np.array_equal(told, self._lengths):
                raise RecordingError(
                    f"lengths says {self._lengths[:4].tolist()} ..., but the model itself reads "
                    f"{told[:4].tolist()} ... real steps."
                )
            self._lengths = told
            if not np.array_equal(mask, _mask_of(told, steps)):
                # Real steps come first, in their order; Keras pads before a sequence by default.
                self._take = np.argsort(~mask, axis=1, kind="stable")
                started = np.logical_or.accumulate(mask, 1)
                goes_on = np.logical_or.accumulate(mask[:, ::-1], 1)[:, ::-1]
                inside = ~mask & started & goes_on
                if inside.any():
                    self._note(
                        f"{int(inside.sum())} steps in {int(inside.any(1).sum())} of {len(mask)} sequences are masked "
                        "though real steps follow. The network skips them and they are left out, so that a lag counts "
                        "real steps alone. If they hold data (a symbol 0 under mask_zero=True), number symbols from 1."
                    )
        if self._lengths is not None and (self._lengths < 1).any():
            raise RecordingError("A sequence is masked at every step. Leave it out of x and y.")
        self._real = None if self._lengths is None else _mask_of(self._lengths, steps)
        arrays: Dict[str, Array] = {}
        inputs, self._inputs = self._inputs_of(self._arranged(self._x))
        arrays["inputs"] = inputs
        self._targets: Optional[Dict[str, Any]] = None
        if self._y is not None:
            arrays["targets"], self._targets = self._targets_of(self._y)
        if self._lengths is not None:
            arrays["lengths"] = self._lengths.astype(np.int32)
        self.folder.mkdir(parents=True, exist_ok=True)
        # A reader believes record.json: what an earlier recording left behind goes after it.
        with contextlib.suppress(FileNotFoundError):
            (self.folder / "record.json").unlink()
        for old in [*self.folder.glob("epoch-*.npz"), *self.folder.glob("weights-*")]:
            old.unlink()
        _save(self.folder / "data.npz", arrays)
        self._begun = True
        for note in self.notes:
            print(f"rnn_infoflow: {note}", file=sys.stderr)

    def _refuse_padding_in_front(self) -> None:
        """:raises RecordingError: where lengths are told, but what stands in front of x is padding, not behind.

        Padding is one value. It stands in front where the steps that it would take there are all of one value in all
        shorter sequences, and those behind the lengths are not.
        """
        lengths, steps = self._lengths, self._x.shape[1]
        if lengths is None:
            return
        short = lengths <= steps - 2
        behind = ~_mask_of(lengths, steps)[short]
        x = self._x[short].reshape(int(short.sum()), steps, int(np.prod(self._x.shape[2:])))
        if behind.sum() < 8 or _is_one_value(x[behind]) or not _is_one_value(x[behind[:, ::-1]]):
            return
        raise RecordingError(
            "lengths says that x is padded behind its sequences, but its padding stands in front: there x holds one "
            "value, and behind it holds others. Give a mask in place of lengths: Recorder(..., "
            "mask=np.arange(T) >= T - lengths[:, None]) with T = x.shape[1]."
        )

    def _arranged(self, values: Array) -> Array:
        """Real steps first, zeros after them."""
        if self._take is not None:
            index = self._take if values.ndim == 2 else self._take[:, :, None]
            values = np.take_along_axis(values, index, 1)
        if self._real is None:
            return values
        return np.where(self._real if values.ndim == 2 else self._real[:, :, None], values, np.zeros((), values.dtype))

    def _inputs_of(self, x: Array) -> Tuple[Array, Dict[str, Any]]:
        real = np.ones(x.shape[:2], bool) if self._real is None else self._real
        if x.ndim == 3 and x.shape[2] == 1 and x.dtype.kind in "iub":
            x = x[:, :, 0]
        if x.ndim == 2 and x.dtype.kind in "iub":
            labels = np.unique(x[real])
            if labels[0] < 0 or labels[-1] >= 65_536:
                # Numbers of no order, or signs: symbols in the order of their values.
                x = np.where(real, np.searchsorted(labels, x), 0).astype(np.int32)
                few = ", ".join(str(label) for label in labels[:4].tolist())
                self._note(f"x holds {len(labels)} different integers ({few}, ...), read as symbols in their order.")
                found = {"kind": "symbols", "symbols": int(max(2, len(labels))), "labels": labels.tolist()}
                return x, found
            x = x.astype(np.int32)
            return x, {"kind": "symbols", "symbols": int(max(2, x[real].max() + 1))}
        if x.ndim == 3 and x.shape[2] > 1 and np.isin(x[real], (0, 1)).all() and (x[real].sum(-1) == 1).all():
            symbols = x.argmax(-1).astype(np.int32)
            return np.where(real, symbols, 0), {"kind": "symbols", "symbols": int(x.shape[2]), "from": "oneHot"}
        x = x.astype(np.float32)
        if not np.isfinite(x).all():
            raise RecordingError("x holds a number that is not finite. Fill it in: np.nan_to_num(x).")
        return x, {"kind": "values", "features": 1 if x.ndim == 2 else int(x.shape[2])}

    def _targets_of(self, y: Array) -> Tuple[Array, Dict[str, Any]]:
        every = y.ndim == 2 and y.shape[1] == self._x.shape[1] and y.shape[1] > 1
        if not every:
            y = y.reshape(len(y))
        at = "every" if every else "end"
        if every and self._take is not None:
            y = np.take_along_axis(y, self._take, 1)
        none = np.zeros(y.shape, bool) if self._no_target is None else y == self._no_target
        if every and self._real is not None:
            none |= ~self._real
        if y.dtype.kind == "f":
            marked = none if self._real is None or not every else none & self._real
            none = none | np.isnan(y)
            if not marked.any() or not _are_labels(y[~none]):
                return self._values_of(y, none, marked), {"kind": "values", "at": at}
            y = np.where(none, 0, y)
        y = y.astype(np.int64)
        labels = np.unique(y[~none])
        if len(labels) > 0 and labels[0] == -1:
            none, labels = self._minus_one(y, none, labels)
        if len(labels) == 0:
            raise RecordingError(
                f"y holds no target at all: every one is {self._no_target}. "
                "Leave y out, or name another no_target=..."
            )
        if labels[0] >= 0 and labels[-1] < 65_536 and labels[-1] < 2 * len(labels) + 64:
            classes = int(max(2, labels[-1] + 1))
            return np.where(none, -1, y).astype(np.int32), {"kind": "classes", "at": at, "classes": classes}
        numbers = np.searchsorted(labels, y)
        return (
            np.where(none, -1, numbers).astype(np.int32),
            {"kind": "classes", "at": at, "classes": max(2, len(labels)), "labels": labels.tolist()},
        )

    def _values_of(self, y: Array, none: Array, marked: Array) -> Array:
        """Targets that are real numbers, with NaN where there is none.

        :raises RecordingError: where the number that stands for no target is among them, and may be a value too.
        """
        if marked.any() and self._no_target == NO_TARGET and not none.all():
            raise RecordingError(
                f"{int(marked.sum())} of {marked.size} targets in y are {NO_TARGET}, among real numbers. Where that "
                f"stands for no target, write np.where(y == {NO_TARGET}, np.nan, y); where it is a value, "
                "Recorder(..., no_target=None)."
            )
        if none.all():
            what = "NaN" if not marked.any() else self._no_target
            raise RecordingError(f"y holds no target at all: every one is {what}. Leave y out.")
        return np.where(none, np.nan, y).astype(np.float32)

    def _minus_one(self, y: Array, none: Array, labels: Array) -> Tuple[Array, Array]:
        """Among classes from 0, -1 is no target before the first or behind the last of a sequence alone.

        Between targets it is a class, as it is in [-1, 0, 1], and so it is where a sequence has a single target. Each
        is noted with how many there are.
        """
        minus = (y == -1) & ~none
        if not np.array_equal(labels[1:], np.arange(len(labels) - 1)) or len(labels) < 3:
            return none, labels
        if y.ndim == 1:
            self._note(
                f"{int(minus.sum())} of {int((~none).sum())} targets are -1, which is read as a class. If it stands "
                "for no target, say so: Recorder(..., no_target=-1)."
            )
            return none, labels
        wanted = ~none & ~minus
        inside = np.logical_or.accumulate(wanted, 1) & np.logical_or.accumulate(wanted[:, ::-1], 1)[:, ::-1]
        count = f"{int(minus.sum())} of {int((~none).sum())} targets are -1"
        if (minus & inside).any():
            self._note(
                f"{count}, and stand between others: -1 is read as a class. If it stands for no target, say so: "
                "Recorder(..., no_target=-1)."
            )
            return none, labels
        self._note(
            f'{count}, which is read as "no target here". If it is a class, number the classes from 0: y + 1.'
        )
        return none | minus, labels[1:]

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)
            if self._begun:
                print(f"rnn_infoflow: {note}", file=sys.stderr)

    @staticmethod
    def _refuse_epoch(epoch: int) -> None:
        is_number = isinstance(epoch, (int, float, np.number)) and not isinstance(epoch, bool) and np.isfinite(epoch)
        if not is_number or int(epoch) != epoch or epoch < 0:
            raise RecordingError(f"The epoch must be a whole number from 0 on, and is {epoch!r}. Write rec(0), rec(1).")

    def _write(self, epoch: int, step: Optional[int], states: Mapping[str, Layer]) -> None:
        self._refuse_epoch(epoch)
        arrays: Dict[str, Array] = {}
        layers: List[Dict[str, Any]] = []
        for name, layer in states.items():
            values = layer.values
            if values.ndim == 3:
                values = self._arranged(values)
            if not np.isfinite(values).all():
                raise RecordingError(
                    f"{name} holds a state that is not finite: training has diverged. "
                    "Record the epochs before it."
                )
            # Gates lie between -1 and 1, and nothing is estimated of them unless it is asked for.
            arrays[name] = np.ascontiguousarray(values, np.float16 if layer.variable == "gate" else np.float32)
            layers.append(
                {
                    "name": name,
                    "kind": layer.kind,
                    "variable": layer.variable,
                    "direction": layer.direction,
                    **({"mergeMode": layer.merge} if layer.merge else {}),
                    "units": int(values.shape[-1]),
                    "time": values.ndim == 3,
                    **({"reads": self._reads[name]} if self._reads and name in self._reads else {}),
                }
            )
        if self._runner is not None and self._layers:
            layers = self._as_before(states, layers, arrays)
        if self._layers and [one["name"] for one in layers] != [one["name"] for one in self._layers]:
            raise RecordingError(
                f"Epoch {epoch} has the layers {', '.join(states)}, but the epochs before have "
                f"{', '.join(one['name'] for one in self._layers)}. Record into another folder: Recorder(folder, ...)."
            )
        for one, before in zip(layers, self._layers):
            if (one["units"], one["time"]) != (before["units"], before["time"]):
                now, then = ("" if each["time"] else " without time" for each in (one, before))
                raise RecordingError(
                    f"{one['name']} has {_counted(one['units'], 'unit')}{now} in epoch {epoch}, but {before['units']}"
                    f"{then} in the epochs before. "
                    "Record another network into another folder: Recorder(folder, ...)."
                )
        self._layers = layers
        if self._keeps_weights:
            self._weights_name = self._runner.save(self.folder, int(epoch))
            if self._output is not None:
                arrays[OUTPUT_NAME] = self._output
        _save(self.folder / f"epoch-{int(epoch)}.npz", arrays)
        self._calls += 1
        entry = {"epoch": int(epoch), "step": self._calls if step is None else int(step)}
        others = [one for one in self._epochs if one["epoch"] != epoch]
        self._epochs = sorted([*others, entry], key=lambda one: one["epoch"])
        self._end = None
        self._record()
        if not self._watched:
            self._watched = True
            atexit.register(self._at_exit, os.getpid())

    def _as_before(
        self, states: Mapping[str, Layer], layers: List[Dict[str, Any]], arrays: Dict[str, Array]
    ) -> List[Dict[str, Any]]:
        """The layers of the epochs before, of an epoch that gave more or less of them; gates may lack, and are NaN.

        :raises RecordingError: where states lack
        """
        own = {one["name"]: one for one in layers}
        lacking = [one for one in self._layers if one["name"] not in own]
        states_lacking = [one["name"] for one in lacking if one["variable"] != "gate"]
        if states_lacking:
            raise RecordingError(
                f"{', '.join(states_lacking)} could not be found out by a replay of the cells, as in the epochs before."
            )
        for one in lacking:
            shape = (len(self._x), self._x.shape[1], one["units"]) if one["time"] else (len(self._x), one["units"])
            arrays[one["name"]] = np.full(shape, np.nan, np.float16)
        for name in set(states) - {one["name"] for one in self._layers}:
            del arrays[name]
        return [own.get(one["name"], one) for one in self._layers]

    def end(self) -> None:
        """Writes that the training is over, which a reader that follows it then says.

        Callbacks do so by themselves, and so does the end of the program: only a training that is ended from outside
        leaves its recording without an end.
        """
        if self._begun and self._layers:
            self._end = {"how": "finished"}
            self._record()

    def _at_exit(self, process: int) -> None:
        # A forked child that ends is not the training.
        if os.getpid() != process or self._end is not None:
            return
        error = getattr(sys, "last_value", None)
        self._end = {"how": "finished"} if error is None else {"how": "failed", "error": _said(error)}
        # The folder may be gone by now, or hold a later recording.
        with contextlib.suppress(OSError):
            if (self.folder / "record.json").read_text() == self._text:
                self._record()

    def _record(self) -> None:
        record = {
            "format": "rnn-infoflow recording",
            "version": 1,
            "process": _process(),
            "end": self._end,
            "sequences": int(len(self._x)),
            "steps": int(self._x.shape[1]),
            "lengths": self._lengths is not None,
            "inputs": self._inputs,
            "targets": self._targets,
            "layers": self._layers,
            "epochs": self._epochs,
            "weights": self._weights_name,
            "output": OUTPUT_NAME if self._output is not None else None,
            "notes": [*self.notes, *self._notes_of_left_out()],
        }
        self._text = json.dumps(record, indent=1) + "\n"
        _replace(self.folder / "record.json", lambda path: path.write_text(self._text))

    # -- callbacks

    def keras(self, every: int = 1) -> Any:
        """A callback of Keras: records before training and after every ``every``-th epoch, and the last one.

        A training that stops early ends in the epoch in which it stopped. Where it then puts back the weights of its
        best epoch, these are recorded as that epoch.
        """
        import keras

        recorder = self

        class RecorderCallback(keras.callbacks.Callback):  # type: ignore[misc]
            def on_train_begin(self, logs: Any = None) -> None:
                #: Epoch and step at the ends of epochs, by the weights there.
                self.ends: Dict[bytes, Tuple[int, int]] = {}
                self.recorded: Set[Tuple[int, int]] = set()
                self.last = (0, 0)

            def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
                # A training that goes on from a checkpoint begins behind 0.
                if not self.ends:
                    self.record(self.ended(epoch))

            def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
                stops = bool(getattr(self.model, "stop_training", False))
                place = self.ended(epoch + 1, stops)
                if (epoch + 1) % every == 0 or stops or epoch + 1 == (self.params or {}).get("epochs"):
                    self.record(place)

            def on_train_end(self, logs: Any = None) -> None:
                place = self.ends.get(_mark(self.model))
                if place is not None and self.ends:
                    self.record(place)
                    if place != self.last:
                        recorder._note(f"At its end the training put back the network of epoch {place[0]}.")
                if self.ends and self.last not in self.recorded and place != self.last:
                    recorder._note(
                        f"Epoch {self.last[0]}, the last, is not recorded: its weights were changed before the "
                        "recorder saw that the training ends. Put rec.keras() at the end of callbacks=[...]."
                    )
                recorder.end()

            def ended(self, epoch: int, stops: bool = False) -> Tuple[int, int]:
                """Epoch and step of the network as it is: those of an earlier one, where that was put back."""
                self.last = (epoch, int(np.asarray(keras.ops.convert_to_numpy(self.model.optimizer.iterations))))
                mark = _mark(self.model)
                if not stops or mark not in self.ends:
                    self.ends[mark] = self.last
                return self.ends[mark]

            def record(self, place: Tuple[int, int]) -> None:
                if place not in self.recorded:
                    recorder(*place)
                    self.recorded.add(place)

        return RecorderCallback()

    def lightning(self, every: int = 1) -> Any:
        """A callback of Lightning: records before training and after every ``every``-th epoch."""
        try:
            from lightning.pytorch.callbacks import Callback
        except ImportError:
            from pytorch_lightning.callbacks import Callback

        recorder = self

        class RecorderCallback(Callback):  # type: ignore[misc]
            #: The last epoch and step where they were not recorded: training may end there.
            left: Optional[Tuple[int, int]] = None

            def on_train_start(self, trainer: Any, pl_module: Any) -> None:
                # A training that goes on from a checkpoint begins behind 0.
                recorder(int(trainer.current_epoch), int(trainer.global_step))

            def on_train_epoch_end(self, trainer: Any, pl_module: Any) -> None:
                done = int(trainer.current_epoch) + 1
                self.left = (done, int(trainer.global_step))
                if done % every == 0 or done == trainer.max_epochs:
                    recorder(*self.left)
                    self.left = None

            def on_train_end(self, trainer: Any, pl_module: Any) -> None:
                if self.left is not None:
                    recorder(*self.left)
                recorder.end()

        return RecorderCallback()

    def hugging_face(self, every: int = 1) -> Any:
        """A callback of transformers' Trainer: records before training and after every ``every``-th epoch."""
        from transformers import TrainerCallback

        recorder = self

        class RecorderCallback(TrainerCallback):  # type: ignore[misc]
            #: The last epoch and step where they were not recorded: training may end there.
            left: Optional[Tuple[int, int]] = None

            def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
                # A training that goes on from a checkpoint begins behind 0.
                recorder(_whole_epochs(state.epoch), int(state.global_step))

            def on_epoch_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
                done = _whole_epochs(state.epoch)
                self.left = (done, int(state.global_step))
                if done % every == 0 or done == int(args.num_train_epochs):
                    recorder(*self.left)
                    self.left = None

            def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
                # The best network, where it is loaded at the end, is that of another epoch.
                if self.left is not None and not getattr(args, "load_best_model_at_end", False):
                    recorder(*self.left)
                recorder.end()

        return RecorderCallback()

    # -- looking

    def config(self) -> Path:
        """The config beside the folder that opens it; written where there is none."""
        path = self.folder.parent / f"{self.folder.name}.rnn.json"
        if not path.exists():
            data = {"data": {"task": "activations", "recording": self.folder.name}}
            _replace(path, lambda place: place.write_text(json.dumps(data, indent=2) + "\n"))
        return path

    def show(self, program: Optional[Sequence[str]] = None) -> "Report":
        """Analyzes the recording and returns the self-contained report, which a notebook shows.

        :param program: the command line program; by default ``rnn-infoflow`` or ``dist/cli.js`` beside this file.
        """
        command = list(program) if program is not None else _program()
        with tempfile.TemporaryDirectory() as out:
            done = subprocess.run(
                [*command, "analyze", str(self.config()), "--out", out], capture_output=True, text=True, check=False
            )
            if done.returncode != 0:
                raise RecordingError(f"The analysis failed: {done.stderr.strip()}")
            page = Path(out) / "report.html"
            return Report(page.read_text(encoding="utf8"), done.stdout)


class Report:
    """A self-contained page; a notebook shows it in a frame, ``save`` writes it, and ``print`` gives the summary."""

    def __init__(self, html: str, summary: str) -> None:
        self.html = html
        self.summary = summary

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        Path(path).write_text(self.html, encoding="utf8")

    def __str__(self) -> str:
        return self.summary

    def _repr_html_(self) -> str:
        page = self.html.replace("&", "&amp;").replace('"', "&quot;")
        return f'<iframe srcdoc="{page}" sandbox="allow-scripts" style="width:100%;height:800px;border:0"></iframe>'


def _whole_epochs(epochs: Optional[float]) -> int:
    """Epochs that were begun: a training of 2.5 ends in its third. Sums of steps may be off by a rounding."""
    return int(np.ceil((epochs or 0) - 1e-3))


def _mark(model: Any) -> bytes:
    """A hash of the weights of a Keras model, which tells the network of one epoch from those of others."""
    sync = getattr(model, "jax_state_sync", None)
    if sync is not None:
        sync()
    mark = hashlib.blake2b(digest_size=16)
    for weights in model.get_weights():
        mark.update(np.ascontiguousarray(to_numpy(weights)).tobytes())
    return mark.digest()


def _process() -> Dict[str, Any]:
    """This process: its number, its machine and, on Linux, its start, since numbers of processes are used again."""
    own: Dict[str, Any] = {"id": os.getpid(), "host": socket.gethostname()}
    with contextlib.suppress(OSError, IndexError, ValueError):
        # The name, in parentheses, may hold spaces; the start is the 22nd field.
        own["start"] = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    return own


def _said(error: BaseException) -> str:
    """ValueError: what is wrong"""
    text = str(error).strip()
    return f"{type(error).__name__}: {text}"[:300] if text else type(error).__name__


def _program() -> List[str]:
    found = shutil.which("rnn-infoflow")
    if found:
        return [found]
    built = Path(__file__).resolve().parent.parent / "dist" / "cli.js"
    node = shutil.which("node")
    if node and built.exists():
        return [node, str(built)]
    raise RecordingError('rnn-infoflow is not on the path: rec.show(program=["node", "…/dist/cli.js"]).')


@contextlib.contextmanager
def _same_randomness() -> Iterator[None]:
    """Python's and numpy's random states are as before at its end."""
    kept, numbers = random.getstate(), np.random.get_state()
    try:
        yield
    finally:
        random.setstate(kept)
        np.random.set_state(numbers)


def _widened(values: Array, steps: int) -> Array:
    """A batch whose longest sequence was shorter, with zeros up to all steps."""
    if values.shape[1] == steps:
        return values
    wide = np.zeros((values.shape[0], steps, *values.shape[2:]), values.dtype)
    wide[:, : values.shape[1]] = values[:, :steps]
    return wide


def _replace(path: Path, write: Callable[[Path], Any]) -> None:
    """Writes beside the place and renames, so that a reader sees the old file or the new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(beside)
        os.replace(beside, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()


def _save(path: Path, arrays: Mapping[str, Array]) -> None:
    def write(beside: Path) -> None:
        with open(beside, "wb") as file:
            np.savez(file, **dict(arrays))  # type: ignore[arg-type]

    _replace(path, write)
