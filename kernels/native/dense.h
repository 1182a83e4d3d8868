// A layer that is the same at every step.
#pragma once
#include "frames.h"

/** C = bias + A W over frames of k and of f features; a null bias adds to C. */
static void denseFrames(const float* packed, const float* bias, uint32_t k, uint32_t f, const char* a, size_t aTime,
                        size_t aBlock, char* c, size_t cTime, size_t cBlock, uint32_t times, uint32_t first,
                        uint32_t last) {
  for (uint32_t t = 0; t < times; t++)
    product(packed, bias, k, f, a + t * aTime, aBlock, c + t * cTime, cBlock, first, last);
}

/** Replaces frames of f features by their activation. */
static void activateFrames(char* z, size_t time, size_t block, uint32_t f, uint32_t activation, uint32_t times,
                           uint32_t first, uint32_t last) {
  for (uint32_t t = 0; t < times; t++)
    for (uint32_t b = first; b < last; b++) {
      float* at = floats(z + t * time + b * block);
      activate(at, at, activation, f * LANES);
    }
}

/** Replaces frames y of the activation by the gradient of its argument, given the gradient of y. `zeros`: 8 f zeros. */
static void activateFramesBackward(const char* outer, size_t outerTime, size_t outerBlock, const float* zeros, char* z,
                                   size_t time, size_t block, uint32_t f, uint32_t activation, uint32_t times,
                                   uint32_t first, uint32_t last) {
  for (uint32_t t = 0; t < times; t++)
    for (uint32_t b = first; b < last; b++)
      activateBackward(floats(outer + t * outerTime + b * outerBlock), zeros, floats(z + t * time + b * block),
                       activation, f * LANES);
}
