// Eight rows side by side: transposes between rows of features and lanes of rows.
#pragma once
#include "vectors.h"

#if VL >= 8
/** Eight rows of eight floats, `from` apart, become eight columns, `to` apart (both in floats). */
INLINE void transpose8(const float* source, size_t from, float* target, size_t to) {
  __m256 a = _mm256_loadu_ps(source), b = _mm256_loadu_ps(source + from);
  __m256 c = _mm256_loadu_ps(source + 2 * from), d = _mm256_loadu_ps(source + 3 * from);
  __m256 e = _mm256_loadu_ps(source + 4 * from), f = _mm256_loadu_ps(source + 5 * from);
  __m256 g = _mm256_loadu_ps(source + 6 * from), h = _mm256_loadu_ps(source + 7 * from);
  const __m256 ab = _mm256_unpacklo_ps(a, b), ba = _mm256_unpackhi_ps(a, b);
  const __m256 cd = _mm256_unpacklo_ps(c, d), dc = _mm256_unpackhi_ps(c, d);
  const __m256 ef = _mm256_unpacklo_ps(e, f), fe = _mm256_unpackhi_ps(e, f);
  const __m256 gh = _mm256_unpacklo_ps(g, h), hg = _mm256_unpackhi_ps(g, h);
  a = _mm256_shuffle_ps(ab, cd, 0x44), b = _mm256_shuffle_ps(ab, cd, 0xee);
  c = _mm256_shuffle_ps(ba, dc, 0x44), d = _mm256_shuffle_ps(ba, dc, 0xee);
  e = _mm256_shuffle_ps(ef, gh, 0x44), f = _mm256_shuffle_ps(ef, gh, 0xee);
  g = _mm256_shuffle_ps(fe, hg, 0x44), h = _mm256_shuffle_ps(fe, hg, 0xee);
  _mm256_storeu_ps(target, _mm256_permute2f128_ps(a, e, 0x20));
  _mm256_storeu_ps(target + to, _mm256_permute2f128_ps(b, f, 0x20));
  _mm256_storeu_ps(target + 2 * to, _mm256_permute2f128_ps(c, g, 0x20));
  _mm256_storeu_ps(target + 3 * to, _mm256_permute2f128_ps(d, h, 0x20));
  _mm256_storeu_ps(target + 4 * to, _mm256_permute2f128_ps(a, e, 0x31));
  _mm256_storeu_ps(target + 5 * to, _mm256_permute2f128_ps(b, f, 0x31));
  _mm256_storeu_ps(target + 6 * to, _mm256_permute2f128_ps(c, g, 0x31));
  _mm256_storeu_ps(target + 7 * to, _mm256_permute2f128_ps(d, h, 0x31));
}
#else
INLINE void transpose4(const float* source, size_t from, float* target, size_t to) {
  const float32x4_t a = vld1q_f32(source), b = vld1q_f32(source + from);
  const float32x4_t c = vld1q_f32(source + 2 * from), d = vld1q_f32(source + 3 * from);
  const float64x2_t ab = vreinterpretq_f64_f32(vtrn1q_f32(a, b)), ba = vreinterpretq_f64_f32(vtrn2q_f32(a, b));
  const float64x2_t cd = vreinterpretq_f64_f32(vtrn1q_f32(c, d)), dc = vreinterpretq_f64_f32(vtrn2q_f32(c, d));
  vst1q_f32(target, vreinterpretq_f32_f64(vtrn1q_f64(ab, cd)));
  vst1q_f32(target + to, vreinterpretq_f32_f64(vtrn1q_f64(ba, dc)));
  vst1q_f32(target + 2 * to, vreinterpretq_f32_f64(vtrn2q_f64(ab, cd)));
  vst1q_f32(target + 3 * to, vreinterpretq_f32_f64(vtrn2q_f64(ba, dc)));
}

INLINE void transpose8(const float* source, size_t from, float* target, size_t to) {
  transpose4(source, from, target, to);
  transpose4(source + 4, from, target + 4 * to, to);
  transpose4(source + 4 * from, from, target + 4, to);
  transpose4(source + 4 * from + 4, from, target + 4 * to + 4, to);
}
#endif

/** Lanes of `features` features become rows of features, `stride` floats apart; the first `rows` of the eight. */
INLINE void lanesToRows(const float* source, size_t features, float* target, size_t stride, size_t rows) {
  size_t f = 0;
  if (rows == LANES)
    for (; f + 8 <= features; f += 8) transpose8(source + f * LANES, LANES, target + f, stride);
  for (; f < features; f++)
    for (size_t r = 0; r < rows; r++) target[r * stride + f] = source[f * LANES + r];
}

/** Rows of features, `stride` floats apart, become lanes; lanes from `rows` on are zero. */
INLINE void rowsToLanes(const float* source, size_t stride, size_t rows, size_t features, float* target) {
  size_t f = 0;
  if (rows == LANES)
    for (; f + 8 <= features; f += 8) transpose8(source + f, stride, target + f * LANES, LANES);
  for (; f < features; f++)
    for (size_t r = 0; r < LANES; r++) target[f * LANES + r] = r < rows ? source[r * stride + f] : 0;
}
