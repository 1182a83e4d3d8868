// Weight gradients: G[k][j] = sum over rows and times of A[k] Z[j]. Shares take columns of G, and every sum runs over
// times and rows in order, so that the result does not depend on the number of shares.
#pragma once
#include "lanes.h"

/** Columns of G that are made together: their part of Z is transposed once for all rows of G. */
constexpr uint32_t PANEL = 64;
/** Frames whose transposed part of Z stays in the nearest cache. */
constexpr uint32_t CHUNK = 8;
/** A tile of G: rows, and vectors of columns. */
constexpr int TILE_ROWS = 6;
#if VL == 8
constexpr int TILE_VECTORS = 2;
#else
constexpr int TILE_VECTORS = 4;
#endif

/** Some frames of A and Z, and the transposed panel of Z, [frame][row][PANEL]. */
struct Chunk {
  uint32_t frames;
  const char* a[CHUNK];
  float* panel;
};

/** Rows k ... k + K - 1 and N vectors of columns of the panel, added to G or written to it. */
template <int K, int N>
static void outerTile(const Chunk& chunk, uint32_t k, uint32_t column, float* sums) {
  Wide s[K][N];
#pragma GCC unroll 6
  for (int i = 0; i < K; i++)
#pragma GCC unroll 4
    for (int n = 0; n < N; n++) s[i][n] = Wide{};
  const float* z = chunk.panel + column;
  for (uint32_t frame = 0; frame < chunk.frames; frame++) {
    const float* a = floats(chunk.a[frame]) + k * LANES;
    for (uint32_t row = 0; row < LANES; row++, z += PANEL, a++) {
      Wide v[N];
#pragma GCC unroll 4
      for (int n = 0; n < N; n++) v[n] = load<Wide>(z + n * VL);
#pragma GCC unroll 6
      for (int i = 0; i < K; i++) {
        const Wide x = splat<Wide>(a[i * LANES]);
#pragma GCC unroll 4
        for (int n = 0; n < N; n++) s[i][n] = madd(x, v[n], s[i][n]);
      }
    }
  }
#pragma GCC unroll 6
  for (int i = 0; i < K; i++)
#pragma GCC unroll 4
    for (int n = 0; n < N; n++) store(sums + i * PANEL + n * VL, s[i][n]);
}

template <int K, int N>
INLINE void outerTileOf(uint32_t rows, uint32_t vectors, const Chunk& chunk, uint32_t k, uint32_t column, float* sums) {
  if constexpr (K > 0 && N > 0) {
    if (rows < K) outerTileOf<K - 1, N>(rows, vectors, chunk, k, column, sums);
    else if (vectors < N) outerTileOf<K, N - 1>(rows, vectors, chunk, k, column, sums);
    else outerTile<K, N>(chunk, k, column, sums);
  }
}

/** The chunk's part of `count` columns of G, the whole panel. */
static void outerPanel(const Chunk& chunk, uint32_t k, uint32_t count, bool first, char* target, size_t stride) {
  alignas(64) float sums[TILE_ROWS * PANEL];
  constexpr uint32_t width = TILE_VECTORS * VL;
  for (uint32_t i = 0; i < k; i += TILE_ROWS) {
    const uint32_t rows = k - i < TILE_ROWS ? k - i : TILE_ROWS;
    for (uint32_t column = 0; column < count; column += width) {
      const uint32_t left = (count - column + VL - 1) / VL;
      const uint32_t vectors = left < TILE_VECTORS ? left : TILE_VECTORS;
      outerTileOf<TILE_ROWS, TILE_VECTORS>(rows, vectors, chunk, i, column, sums + column);
    }
    for (uint32_t row = 0; row < rows; row++) {
      float* to = floats(target + (i + row) * stride);
      const float* from = sums + row * PANEL;
      if (first)
        for (uint32_t c = 0; c < count; c++) to[c] = from[c];
      else
        for (uint32_t c = 0; c < count; c++) to[c] += from[c];
    }
  }
}

/** G, [K][J] with rows `stride` bytes apart; zero where there are no frames. */
static void outer(const char* a, size_t aTime, size_t aBlock, uint32_t k, const char* z, size_t zTime, size_t zBlock,
                  uint32_t j, uint32_t times, uint32_t blocks, char* target, size_t stride, uint32_t share,
                  uint32_t shares) {
  alignas(64) float transposed[CHUNK * LANES * PANEL];
  const uint32_t panels = (j + PANEL - 1) / PANEL, frames = times * blocks;
  for (uint32_t p = panels * share / shares; p < panels * (share + 1) / shares; p++) {
    const uint32_t from = p * PANEL, count = j - from < PANEL ? j - from : PANEL;
    char* to = target + from * sizeof(float);
    if (count < PANEL) memset(transposed, 0, sizeof transposed);
    if (frames == 0)
      for (uint32_t i = 0; i < k; i++) memset(to + i * stride, 0, count * sizeof(float));
    uint32_t t = 0, b = 0;
    for (uint32_t start = 0; start < frames; start += CHUNK) {
      Chunk chunk;
      chunk.frames = frames - start < CHUNK ? frames - start : CHUNK;
      chunk.panel = transposed;
      for (uint32_t i = 0; i < chunk.frames; i++) {
        chunk.a[i] = a + t * aTime + b * aBlock;
        const float* source = floats(z + t * zTime + b * zBlock) + from * LANES;
        lanesToRows(source, count, transposed + i * LANES * PANEL, PANEL, LANES);
        if (++b == blocks) b = 0, t++;
      }
      outerPanel(chunk, k, count, start == 0, to, stride);
    }
  }
}

/** Bias gradients: g[j] = sum over rows and times of Z[j]. Shares take columns. */
static void sumFrames(const char* z, size_t time, size_t block, uint32_t j, uint32_t times, uint32_t blocks,
                      float* target, uint32_t share, uint32_t shares) {
  const uint32_t panels = (j + PANEL - 1) / PANEL;
  for (uint32_t p = panels * share / shares; p < panels * (share + 1) / shares; p++) {
    const uint32_t from = p * PANEL, count = j - from < PANEL ? j - from : PANEL;
    alignas(64) float sums[PANEL * LANES] = {};
    for (uint32_t t = 0; t < times; t++) {
      for (uint32_t b = 0; b < blocks; b++) {
        const float* at = floats(z + t * time + b * block) + from * LANES;
        eachVector(count * LANES, [&](size_t i, auto of) {
          typedef decltype(of) V;
          store(sums + i, load<V>(sums + i) + load<V>(at + i));
        });
      }
    }
    for (uint32_t c = 0; c < count; c++) {
      float sum = 0;
      for (uint32_t lane = 0; lane < LANES; lane++) sum += sums[c * LANES + lane];
      target[from + c] = sum;
    }
  }
}
