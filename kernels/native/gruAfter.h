#pragma once
#include "frames.h"

static void gruAfterCell(float* z, const float* h, const float* q, float* hNext, size_t n) {
  eachVector(n, [&](size_t at, auto of) {
    typedef decltype(of) V;
    const V update = sigmoidOf(load<V>(z + at)), reset = sigmoidOf(load<V>(z + n + at));
    const V candidate = tanhOf(load<V>(z + 2 * n + at) + reset * load<V>(q + at));
    store(z + at, update);
    store(z + n + at, reset);
    store(z + 2 * n + at, candidate);
    store(hNext + at, candidate + update * (load<V>(h + at) - candidate));
  });
}

/**
 * The GRU whose reset gate acts after the matrix product (Keras's `reset_after`, PyTorch, cuDNN): candidate = tanh(x W
 * + b + r (h_{t-1} U + c)), Keras's order z, r, candidate, the bias b of 3H followed by c of H; h_t = z h_{t-1} + (1 -
 * z) candidate. Frames: inputs [T+1] of [x_t | h_{t-1}], gates [T] of 3H, products [T] of h_{t-1} U + c. Packed as for
 * gruForward.
 */
static void gruAfterForward(const float* packedZR, const float* packedX, const float* packedH, const float* bias,
                            char* inputs, char* gates, char* products, const Run& run) {
  const size_t state = run.state(), input = run.input(), gate = 3 * state;
  const uint32_t d = run.inputs, h = run.units;
  for (uint32_t t = 0; t < run.times; t++) {
    char *at = inputs + t * run.blocks * input, *before = at + run.skip(), *next = before + run.blocks * input;
    char *z = gates + t * run.blocks * gate, *q = products + t * run.blocks * state;
    product(packedZR, bias, d + h, 2 * h, at, input, z, gate, run.first, run.last);
    product(packedX, bias + 2 * h, d, h, at, input, z + 2 * state, gate, run.first, run.last);
    product(packedH, bias + 3 * h, h, h, before, input, q, state, run.first, run.last);
    for (uint32_t b = run.first; b < run.last; b++)
      gruAfterCell(floats(z + b * gate), floats(before + b * input), floats(q + b * state), floats(next + b * input),
                   run.count());
  }
}

static void gruAfterCellBackward(const float* outer, const float* inner, const float* h, float* z, float* q, float* to,
                                 size_t n) {
  eachVector(n, [&](size_t at, auto of) {
    typedef decltype(of) V;
    const V one = splat<V>(1);
    const V dh = load<V>(outer + at) + load<V>(inner + at);
    const V update = load<V>(z + at), reset = load<V>(z + n + at), candidate = load<V>(z + 2 * n + at);
    const V dSum = (dh * (one - update)) * (one - candidate * candidate);
    const V dUpdate = dh * (load<V>(h + at) - candidate);
    store(to + at, dh * update);
    store(z + at, dUpdate * (update * (one - update)));
    store(z + n + at, (dSum * load<V>(q + at)) * (reset * (one - reset)));
    store(z + 2 * n + at, dSum);
    store(q + at, dSum * reset);
  });
}

/**
 * Back through time, with the frames and packed matrices of gruBackward; `products` become the gradients of the
 * products in place.
 */
static void gruAfterBackward(const float* packedX, const float* packedZR, const float* packedH, const float* zeros,
                             const char* outer, const char* inputs, char* gates, char* inner, char* products,
                             const Run& run) {
  const size_t state = run.state(), input = run.input(), gate = 3 * state;
  const uint32_t h = run.units;
  for (uint32_t t = run.times; t-- > 0;) {
    char *to = inner + t * run.blocks * input, *z = gates + t * run.blocks * gate;
    char *before = to + run.skip(), *after = before + run.blocks * input;
    char* q = products + t * run.blocks * state;
    const char* from = inputs + t * run.blocks * input + run.skip();
    for (uint32_t b = run.first; b < run.last; b++)
      gruAfterCellBackward(floats(outer + (t * run.blocks + b) * state), floats(after + b * input),
                           floats(from + b * input), floats(z + b * gate), floats(q + b * state),
                           floats(before + b * input), run.count());
    product(packedH, nullptr, h, h, q, state, before, input, run.first, run.last);
    product(packedZR, nullptr, 2 * h, h, z, gate, before, input, run.first, run.last);
    if (packedX) product(packedX, zeros, 3 * h, run.inputs, z, gate, to, input, run.first, run.last);
  }
}
