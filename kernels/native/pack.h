#pragma once
#include "product.h"

/**
 * W, whose element (k, f) is at source + k * kStride + f * fStride bytes, into rows from ... from + k - 1 of a packed
 * matrix of `total` rows: tile after tile of features, each [total][width]. Each share packs some of the tiles.
 */
static void pack(const char* source, size_t kStride, size_t fStride, uint32_t k, uint32_t f, float* target,
                 uint32_t from, uint32_t total, uint32_t share, uint32_t shares) {
  const uint32_t tiles = (f + TILE - 1) / TILE;
  for (uint32_t t = tiles * share / shares; t < tiles * (share + 1) / shares; t++) {
    const uint32_t j = t * TILE, width = tileWidth(j, f);
    float* out = target + (size_t)j * total + (size_t)from * width;
    for (uint32_t i = 0; i < k; i++, out += width) {
      const char* row = source + i * kStride + j * fStride;
      for (uint32_t l = 0; l < width; l++) out[l] = *floats(row + l * fStride);
    }
  }
}
