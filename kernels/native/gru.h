#pragma once
#include "frames.h"

static void gruGates(float* z, const float* h, float* reset, size_t n) {
  eachVector(n, [&](size_t at, auto of) {
    typedef decltype(of) V;
    const V r = sigmoidOf(load<V>(z + n + at));
    store(z + at, sigmoidOf(load<V>(z + at)));
    store(z + n + at, r);
    store(reset + at, r * load<V>(h + at));
  });
}

static void gruCell(float* z, const float* h, float* hNext, size_t n) {
  eachVector(n, [&](size_t at, auto of) {
    typedef decltype(of) V;
    const V candidate = tanhOf(load<V>(z + 2 * n + at));
    store(z + 2 * n + at, candidate);
    store(hNext + at, candidate + load<V>(z + at) * (load<V>(h + at) - candidate));
  });
}

/**
 * Cho et al. (2014), the reset gate before the matrix product, Keras's order z, r, candidate; h_t = z h_{t-1} + (1 - z)
 * candidate. Frames: inputs [T+1] of [x_t | h_{t-1}], gates [T] of 3H, resets [T] of r_t h_{t-1}. packedZR stacks the
 * kernel's and the recurrent kernel's first 2H columns; packedX and packedH are the candidate's.
 */
static void gruForward(const float* packedZR, const float* packedX, const float* packedH, const float* bias,
                       char* inputs, char* gates, char* resets, const Run& run) {
  const size_t state = run.state(), input = run.input(), gate = 3 * state;
  const uint32_t d = run.inputs, h = run.units;
  for (uint32_t t = 0; t < run.times; t++) {
    char *at = inputs + t * run.blocks * input, *next = at + run.blocks * input + run.skip();
    char *z = gates + t * run.blocks * gate, *rh = resets + t * run.blocks * state;
    product(packedZR, bias, d + h, 2 * h, at, input, z, gate, run.first, run.last);
    product(packedX, bias + 2 * h, d, h, at, input, z + 2 * state, gate, run.first, run.last);
    const char* before = at + run.skip();
    for (uint32_t b = run.first; b < run.last; b++)
      gruGates(floats(z + b * gate), floats(before + b * input), floats(rh + b * state), run.count());
    product(packedH, nullptr, h, h, rh, state, z + 2 * state, gate, run.first, run.last);
    for (uint32_t b = run.first; b < run.last; b++)
      gruCell(floats(z + b * gate), floats(before + b * input), floats(next + b * input), run.count());
  }
}

static void gruCellBackward(const float* outer, const float* inner, const float* h, float* z, float* to, size_t n) {
  eachVector(n, [&](size_t at, auto of) {
    typedef decltype(of) V;
    const V one = splat<V>(1);
    const V dh = load<V>(outer + at) + load<V>(inner + at);
    const V update = load<V>(z + at), candidate = load<V>(z + 2 * n + at);
    const V dUpdate = dh * (load<V>(h + at) - candidate);
    store(to + at, dh * update);
    store(z + at, dUpdate * (update * (one - update)));
    store(z + 2 * n + at, (dh * (one - update)) * (one - candidate * candidate));
  });
}

static void gruGatesBackward(const float* dReset, const float* h, float* z, float* to, size_t n) {
  eachVector(n, [&](size_t at, auto of) {
    typedef decltype(of) V;
    const V one = splat<V>(1);
    const V d = load<V>(dReset + at), reset = load<V>(z + n + at);
    store(to + at, load<V>(to + at) + d * reset);
    store(z + n + at, (d * load<V>(h + at)) * (reset * (one - reset)));
  });
}

/**
 * Back through time: `outer` [T] of dL/dh_t from above; gates become dL/dz in place; `inner` [T+1] of [dL/dx_t |
 * dL/dh_{t-1}] as in lstmBackward; dReset [block] is scratch of H for dL/d(r h). packedZR and packedH are the
 * transposed recurrent parts, packedX the whole transposed kernel, or null.
 */
static void gruBackward(const float* packedX, const float* packedZR, const float* packedH, const float* zeros,
                        const char* outer, const char* inputs, char* gates, char* inner, char* dReset,
                        const Run& run) {
  const size_t state = run.state(), input = run.input(), gate = 3 * state;
  const uint32_t h = run.units;
  for (uint32_t t = run.times; t-- > 0;) {
    char *to = inner + t * run.blocks * input, *z = gates + t * run.blocks * gate;
    char *before = to + run.skip(), *after = before + run.blocks * input;
    const char* from = inputs + t * run.blocks * input + run.skip();
    for (uint32_t b = run.first; b < run.last; b++)
      gruCellBackward(floats(outer + (t * run.blocks + b) * state), floats(after + b * input), floats(from + b * input),
                      floats(z + b * gate), floats(before + b * input), run.count());
    product(packedH, zeros, h, h, z + 2 * state, gate, dReset, state, run.first, run.last);
    for (uint32_t b = run.first; b < run.last; b++)
      gruGatesBackward(floats(dReset + b * state), floats(from + b * input), floats(z + b * gate),
                       floats(before + b * input), run.count());
    product(packedZR, nullptr, 2 * h, h, z, gate, before, input, run.first, run.last);
    if (packedX) product(packedX, zeros, 3 * h, run.inputs, z, gate, to, input, run.first, run.last);
  }
}
