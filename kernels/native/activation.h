// Activations, as in kernels/recurrent.
#pragma once
#include "vectors.h"

enum Activation : uint32_t { LINEAR = 0, TANH = 1, RELU = 2, SIGMOID = 3 };

/**
 * tanh as an odd rational function of degree 9 over 8, clamped where float32 rounds it to 1: that of
 * kernels/recurrent/simd.ts, so that both give the same bits where WebAssembly fuses its multiplications and additions.
 */
template <class V>
INLINE V tanhOf(V x) {
  x = most(splat<V>(-8), least(splat<V>(8), x));
  const V u = x * x;
  V p = madd(u, splat<V>(1.5230469330163032e-8f), splat<V>(2.189470069424715e-5f));
  p = madd(u, p, splat<V>(0.0035716001875698566f));
  p = madd(u, p, splat<V>(0.13444499671459198f));
  p = madd(u, p, splat<V>(0.9999999403953552f));
  V q = madd(u, splat<V>(8.522467851435067e-7f), splat<V>(0.0003411295765545219f));
  q = madd(u, q, splat<V>(0.026164451614022255f));
  q = madd(u, q, splat<V>(0.4677782356739044f));
  q = madd(u, q, splat<V>(0.9999999403953552f));
  return (x * p) / q;
}

/** The logistic function by tanh, with half its error. */
template <class V>
INLINE V sigmoidOf(V x) {
  const V half = splat<V>(0.5f);
  return madd(half, tanhOf(half * x), half);
}

/** The slope of the logistic function from its value. */
template <class V>
INLINE V through(V y) {
  return y - y * y;
}

template <class V>
INLINE V activated(V x, uint32_t activation) {
  if (activation == TANH) return tanhOf(x);
  if (activation == RELU) return most(V{}, x);
  if (activation == SIGMOID) return sigmoidOf(x);
  return x;
}

/** d times the slope of the activation whose value is y. */
template <class V>
INLINE V activatedBack(V d, V y, uint32_t activation) {
  const V one = splat<V>(1);
  if (activation == TANH) return d * (one - y * y);
  if (activation == RELU) return y > 0 ? d : V{};
  if (activation == SIGMOID) return d * (y * (one - y));
  return d;
}

/** Replaces z by its activation, written to `also` too. */
INLINE void activate(float* z, float* also, uint32_t activation, size_t count) {
  eachVector(count, [&](size_t i, auto of) {
    typedef decltype(of) V;
    const V y = activated(load<V>(z + i), activation);
    store(z + i, y);
    store(also + i, y);
  });
}

/** Replaces the activation in z by the gradient of its argument, given the gradient of the activation in two parts. */
INLINE void activateBackward(const float* outer, const float* inner, float* z, uint32_t activation, size_t count) {
  eachVector(count, [&](size_t i, auto of) {
    typedef decltype(of) V;
    store(z + i, activatedBack(load<V>(outer + i) + load<V>(inner + i), load<V>(z + i), activation));
  });
}
