#pragma once
#include "frames.h"

/**
 * Elman's cell: h_t = activation(x_t W + h_{t-1} U + b). Frames: inputs [T+1] of [x_t | h_{t-1}], states [T] of h_t.
 */
static void simpleForward(const float* packed, const float* bias, char* inputs, char* states, uint32_t activation,
                          const Run& run) {
  const size_t state = run.state(), input = run.input();
  for (uint32_t t = 0; t < run.times; t++) {
    char *at = inputs + t * run.blocks * input, *z = states + t * run.blocks * state;
    product(packed, bias, run.inputs + run.units, run.units, at, input, z, state, run.first, run.last);
    for (uint32_t b = run.first; b < run.last; b++)
      activate(floats(z + b * state), floats(at + (run.blocks + b) * input + run.skip()), activation, run.count());
  }
}

/** Back through time: states become dL/dz in place; `outer` and `inner` as in lstmBackward. */
static void simpleBackward(const float* packedX, const float* packedH, const float* zeros, const char* outer,
                           char* states, char* inner, uint32_t activation, const Run& run) {
  const size_t state = run.state(), input = run.input();
  for (uint32_t t = run.times; t-- > 0;) {
    char *to = inner + t * run.blocks * input, *z = states + t * run.blocks * state;
    for (uint32_t b = run.first; b < run.last; b++)
      activateBackward(floats(outer + (t * run.blocks + b) * state),
                       floats(to + (run.blocks + b) * input + run.skip()), floats(z + b * state), activation,
                       run.count());
    product(packedH, zeros, run.units, run.units, z, state, to + run.skip(), input, run.first, run.last);
    if (packedX) product(packedX, zeros, run.units, run.inputs, z, state, to, input, run.first, run.last);
  }
}
