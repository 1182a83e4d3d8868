#pragma once
#include "frames.h"

/** Gates in place, c_t, tanh(c_t) and h_t of one block of n floats, a multiple of 8. */
static void lstmCell(float* z, const float* c, float* cNext, float* squashed, float* h, size_t n) {
  eachVector(n, [&](size_t at, auto of) {
    typedef decltype(of) V;
    const V i = sigmoidOf(load<V>(z + at)), f = sigmoidOf(load<V>(z + n + at));
    const V g = tanhOf(load<V>(z + 2 * n + at)), o = sigmoidOf(load<V>(z + 3 * n + at));
    const V cell = f * load<V>(c + at) + i * g, s = tanhOf(cell);
    store(z + at, i);
    store(z + n + at, f);
    store(z + 2 * n + at, g);
    store(z + 3 * n + at, o);
    store(cNext + at, cell);
    store(squashed + at, s);
    store(h + at, o * s);
  });
}

/**
 * Hochreiter and Schmidhuber's cell in Keras's gate order i, f, g, o. Frames [time][block], each features * 8 lanes:
 * inputs [T+1] of [x_t | h_{t-1}] (so h_t is written into the next frame), gates [T] of 4H, cells [T+1] of H, squashed
 * [T] of tanh(c_t).
 */
static void lstmForward(const float* packed, const float* bias, char* inputs, char* gates, char* cells,
                        char* squashed, const Run& run) {
  const size_t state = run.state(), input = run.input(), gate = 4 * state;
  for (uint32_t t = 0; t < run.times; t++) {
    char *at = inputs + t * run.blocks * input, *next = at + run.blocks * input;
    char *z = gates + t * run.blocks * gate, *c = cells + t * run.blocks * state;
    char* s = squashed + t * run.blocks * state;
    product(packed, bias, run.inputs + run.units, 4 * run.units, at, input, z, gate, run.first, run.last);
    for (uint32_t b = run.first; b < run.last; b++)
      lstmCell(floats(z + b * gate), floats(c + b * state), floats(c + (run.blocks + b) * state), floats(s + b * state),
               floats(next + b * input + run.skip()), run.count());
  }
}

/** The gates of one block become the gradients of their sums; dCell becomes dL/dc_{t-1}. */
static void lstmCellBackward(const float* outer, const float* inner, float* z, const float* c, const float* squashed,
                             float* dCell, size_t n) {
  eachVector(n, [&](size_t at, auto of) {
    typedef decltype(of) V;
    const V one = splat<V>(1);
    const V dh = load<V>(outer + at) + load<V>(inner + at);
    const V i = load<V>(z + at), f = load<V>(z + n + at), g = load<V>(z + 2 * n + at), o = load<V>(z + 3 * n + at);
    const V s = load<V>(squashed + at);
    const V dc = load<V>(dCell + at) + (dh * o) * (one - s * s);
    store(z + at, (dc * g) * through(i));
    store(z + n + at, (dc * load<V>(c + at)) * through(f));
    store(z + 2 * n + at, (dc * i) * (one - g * g));
    store(z + 3 * n + at, (dh * s) * through(o));
    store(dCell + at, dc * f);
  });
}

/**
 * Back through time: `outer` [T] of dL/dh_t from above; gates become dL/dz in place; `inner` [T+1] of [dL/dx_t |
 * dL/dh_{t-1}] (the x half is written when `packedX` is given), of which the last frame's h half holds dL/dh_T from
 * elsewhere; dCell [block] holds dL/dc_T and ends as dL/dc_0.
 */
static void lstmBackward(const float* packedX, const float* packedH, const float* zeros, const char* outer,
                         char* gates, const char* cells, const char* squashed, char* inner, char* dCell,
                         const Run& run) {
  const size_t state = run.state(), input = run.input(), gate = 4 * state;
  for (uint32_t t = run.times; t-- > 0;) {
    char *to = inner + t * run.blocks * input, *z = gates + t * run.blocks * gate;
    for (uint32_t b = run.first; b < run.last; b++) {
      const size_t at = (t * run.blocks + b) * state;
      lstmCellBackward(floats(outer + at), floats(to + (run.blocks + b) * input + run.skip()), floats(z + b * gate),
                       floats(cells + at), floats(squashed + at), floats(dCell + b * state), run.count());
    }
    product(packedH, zeros, 4 * run.units, run.units, z, gate, to + run.skip(), input, run.first, run.last);
    if (packedX) product(packedX, zeros, 4 * run.units, run.inputs, z, gate, to, input, run.first, run.last);
  }
}
