// Vectors of floats of one length, and the few operations on them that are not operators. The file that includes this
// one has set VL: 16 (AVX-512), 8 (AVX2 with FMA) or 4 (NEON).
#pragma once
#include "memory.h"
#include <cstring>
#if defined(__aarch64__)
#include <arm_neon.h>
#else
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))

typedef float f32x4 __attribute__((vector_size(16), may_alias));
typedef float f32x8 __attribute__((vector_size(32), may_alias));
typedef float f32x16 __attribute__((vector_size(64), may_alias));

// Of least and most, the second operand is the answer where one is NaN, so that NaN is not lost.
#if VL == 16
typedef f32x16 Wide;
INLINE f32x16 madd(f32x16 a, f32x16 b, f32x16 c) { return (f32x16)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c); }
INLINE f32x16 least(f32x16 a, f32x16 b) { return (f32x16)_mm512_min_ps((__m512)a, (__m512)b); }
INLINE f32x16 most(f32x16 a, f32x16 b) { return (f32x16)_mm512_max_ps((__m512)a, (__m512)b); }
#endif
#if VL >= 8
INLINE f32x8 madd(f32x8 a, f32x8 b, f32x8 c) { return (f32x8)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c); }
INLINE f32x8 least(f32x8 a, f32x8 b) { return (f32x8)_mm256_min_ps((__m256)a, (__m256)b); }
INLINE f32x8 most(f32x8 a, f32x8 b) { return (f32x8)_mm256_max_ps((__m256)a, (__m256)b); }
#endif
#if VL == 8
typedef f32x8 Wide;
#elif VL == 4
typedef f32x4 Wide;
INLINE f32x4 madd(f32x4 a, f32x4 b, f32x4 c) {
  return (f32x4)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
}
INLINE f32x4 least(f32x4 a, f32x4 b) { return (f32x4)vminq_f32((float32x4_t)a, (float32x4_t)b); }
INLINE f32x4 most(f32x4 a, f32x4 b) { return (f32x4)vmaxq_f32((float32x4_t)a, (float32x4_t)b); }
#endif

/** Loads and stores need no alignment. */
template <class V>
INLINE V load(const float* at) {
  V v;
  memcpy(&v, at, sizeof v);
  return v;
}

template <class V>
INLINE void store(float* at, V v) {
  memcpy(at, &v, sizeof v);
}

template <class V>
INLINE V splat(float x) {
  return x - V{};
}

/** Calls `work` with each vector of `count` floats, a multiple of 8: `work(index, V{})`. */
template <class Work>
INLINE void eachVector(size_t count, Work work) {
  size_t i = 0;
  for (; i + VL <= count; i += VL) work(i, Wide{});
#if VL == 16
  if (i < count) work(i, f32x8{});
#endif
}
