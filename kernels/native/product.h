// Matrix products with the rows along the lanes: C[f][8] = bias[f] + sum over k of W[k,f] A[k][8], for blocks of 8
// rows. Every sum runs over k in order, whatever the tile, so that the split into shares does not change a bit.
#pragma once
#include "vectors.h"

/** Features a tile covers: as many sums as fit the registers. */
#if VL == 16
constexpr uint32_t TILE = 12;
#else
constexpr uint32_t TILE = 6;
#endif

INLINE uint32_t tileWidth(uint32_t j, uint32_t f) { return f - j < TILE ? f - j : TILE; }

/** The n-th vector of one feature of neighboring blocks, `block` bytes apart. */
template <class V>
INLINE V loadRows(const char* at, size_t block, int n) {
  if constexpr (sizeof(V) == 32) {
    return load<V>(floats(at + n * block));
  } else if constexpr (sizeof(V) == 16) {
    return load<V>(floats(at + (n / 2) * block) + (n % 2) * 4);
  } else {
#if VL == 16
    const __m512 low = _mm512_castps256_ps512(_mm256_loadu_ps(floats(at + 2 * n * block)));
    return (V)_mm512_insertf32x8(low, _mm256_loadu_ps(floats(at + (2 * n + 1) * block)), 1);
#endif
  }
}

template <class V>
INLINE void storeRows(char* at, size_t block, int n, V v) {
  if constexpr (sizeof(V) == 32) {
    store(floats(at + n * block), v);
  } else if constexpr (sizeof(V) == 16) {
    store(floats(at + (n / 2) * block) + (n % 2) * 4, v);
  } else {
#if VL == 16
    _mm256_storeu_ps(floats(at + 2 * n * block), _mm512_castps512_ps256((__m512)v));
    _mm256_storeu_ps(floats(at + (2 * n + 1) * block), _mm512_extractf32x8_ps((__m512)v, 1));
#endif
  }
}

/** F features of N vectors of rows. With a null bias the sums start from C. */
template <class V, int N, int F>
static void tile(const float* w, const char* a, size_t aBlock, char* c, size_t cBlock, uint32_t k, const float* bias) {
  V sums[F][N];
#pragma GCC unroll 12
  for (int f = 0; f < F; f++)
#pragma GCC unroll 4
    for (int n = 0; n < N; n++)
      sums[f][n] = bias ? splat<V>(bias[f]) : loadRows<V>(c + f * LANE_BYTES, cBlock, n);
  for (uint32_t i = 0; i < k; i++) {
    V x[N];
#pragma GCC unroll 4
    for (int n = 0; n < N; n++) x[n] = loadRows<V>(a, aBlock, n);
#pragma GCC unroll 12
    for (int f = 0; f < F; f++) {
      const V weight = splat<V>(w[f]);
#pragma GCC unroll 4
      for (int n = 0; n < N; n++) sums[f][n] = madd(weight, x[n], sums[f][n]);
    }
    w += F;
    a += LANE_BYTES;
  }
#pragma GCC unroll 12
  for (int f = 0; f < F; f++)
#pragma GCC unroll 4
    for (int n = 0; n < N; n++) storeRows<V>(c + f * LANE_BYTES, cBlock, n, sums[f][n]);
}

/** The tile of a width up to F. */
template <class V, int N, int F>
static void tileOf(uint32_t width, const float* w, const char* a, size_t aBlock, char* c, size_t cBlock, uint32_t k,
                   const float* bias) {
  if constexpr (F > 0) {
    if (width == F) tile<V, N, F>(w, a, aBlock, c, cBlock, k, bias);
    else tileOf<V, N, F - 1>(width, w, a, aBlock, c, cBlock, k, bias);
  }
}

/** The product for blocks first ... last - 1 of one time step; W is packed in tiles by pack.h. */
static void product(const float* w, const float* bias, uint32_t k, uint32_t f, const char* a, size_t aBlock, char* c,
                    size_t cBlock, uint32_t first, uint32_t last) {
  for (uint32_t j = 0; j < f; j += TILE) {
    const uint32_t width = tileWidth(j, f);
    const float* weights = w + (size_t)j * k;
    const float* start = bias ? bias + j : nullptr;
    const char* from = a + first * aBlock;
    char* to = c + first * cBlock + j * LANE_BYTES;
    uint32_t left = last - first;
    const auto advance = [&](uint32_t blocks) {
      from += blocks * aBlock;
      to += blocks * cBlock;
      left -= blocks;
    };
#if VL == 16
    for (; left >= 4; advance(4)) tileOf<f32x16, 2, TILE>(width, weights, from, aBlock, to, cBlock, k, start);
    for (; left >= 2; advance(2)) tileOf<f32x16, 1, TILE>(width, weights, from, aBlock, to, cBlock, k, start);
    for (; left >= 1; advance(1)) tileOf<f32x8, 1, TILE>(width, weights, from, aBlock, to, cBlock, k, start);
#elif VL == 8
    for (; left >= 2; advance(2)) tileOf<f32x8, 2, TILE>(width, weights, from, aBlock, to, cBlock, k, start);
    for (; left >= 1; advance(1)) tileOf<f32x8, 1, TILE>(width, weights, from, aBlock, to, cBlock, k, start);
#else
    for (; left >= 2; advance(2)) tileOf<f32x4, 4, TILE>(width, weights, from, aBlock, to, cBlock, k, start);
    for (; left >= 1; advance(1)) tileOf<f32x4, 2, TILE>(width, weights, from, aBlock, to, cBlock, k, start);
#endif
  }
}
