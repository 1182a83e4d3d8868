// What the cells' kernels share: the blocks of a share, and the frames that they walk over.
#pragma once
#include "activation.h"
#include "product.h"

/** Sizes of a recurrent layer, and the blocks of rows that are worked on. */
struct Run {
  uint32_t times, inputs, units, blocks, first, last;

  /** Bytes of a block of states, and of [x | h]. */
  size_t state() const { return units * LANE_BYTES; }
  size_t input() const { return (inputs + units) * LANE_BYTES; }
  /** Bytes of the x half of a frame. */
  size_t skip() const { return inputs * LANE_BYTES; }
  /** Floats of a block of states. */
  size_t count() const { return units * LANES; }
};
