// Conversions between rows of features, [row, time, feature] in any strides, and lanes, [time][block][feature][8].
#pragma once
#include "lanes.h"

/** Rows 0 ... rows - 1 to lanes, blocks first ... last - 1; lanes without a row are zero. */
static void toLanes(const char* source, size_t rowStride, size_t timeStride, uint32_t rows, uint32_t times,
                    uint32_t features, char* target, size_t targetTime, size_t targetBlock, uint32_t first,
                    uint32_t last) {
  for (uint32_t t = 0; t < times; t++)
    for (uint32_t b = first; b < last; b++) {
      const uint32_t row = b * LANES, present = rows - row < LANES ? rows - row : LANES;
      rowsToLanes(floats(source + t * timeStride + row * rowStride), rowStride / sizeof(float), present, features,
                  floats(target + t * targetTime + b * targetBlock));
    }
}

/** Lanes back to rows; lanes without a row are dropped. */
static void fromLanes(const char* source, size_t sourceTime, size_t sourceBlock, uint32_t rows, uint32_t times,
                      uint32_t features, char* target, size_t rowStride, size_t timeStride, uint32_t first,
                      uint32_t last) {
  for (uint32_t t = 0; t < times; t++)
    for (uint32_t b = first; b < last; b++) {
      const uint32_t row = b * LANES, present = rows - row < LANES ? rows - row : LANES;
      lanesToRows(floats(source + t * sourceTime + b * sourceBlock), features,
                  floats(target + row * rowStride + t * timeStride), rowStride / sizeof(float), present);
    }
}

static void fillFrames(char* target, size_t time, size_t block, uint32_t times, size_t bytes, uint32_t first,
                       uint32_t last) {
  for (uint32_t t = 0; t < times; t++)
    for (uint32_t b = first; b < last; b++) memset(target + t * time + b * block, 0, bytes);
}

/** Copies frames; with `add`, adds them. */
static void copyFrames(const char* source, size_t sourceTime, size_t sourceBlock, char* target, size_t targetTime,
                       size_t targetBlock, uint32_t times, uint32_t features, bool add, uint32_t first,
                       uint32_t last) {
  for (uint32_t t = 0; t < times; t++)
    for (uint32_t b = first; b < last; b++) {
      const float* from = floats(source + t * sourceTime + b * sourceBlock);
      float* to = floats(target + t * targetTime + b * targetBlock);
      if (!add) {
        memcpy(to, from, features * LANE_BYTES);
        continue;
      }
      eachVector(features * LANES, [&](size_t i, auto of) {
        typedef decltype(of) V;
        store(to + i, load<V>(to + i) + load<V>(from + i));
      });
    }
}
