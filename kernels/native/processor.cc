// Which vectors this processor and its operating system have. Asked by CPUID and XGETBV themselves: the compilers'
// own __builtin_cpu_supports answers 0 in some builds.
#include "path.h"

#if defined(__x86_64__) || defined(_M_X64)
#include <cpuid.h>

namespace {

struct Registers {
  unsigned a, b, c, d;
};

Registers cpuid(unsigned leaf) {
  Registers r = {0, 0, 0, 0};
  __cpuid_count(leaf, 0, r.a, r.b, r.c, r.d);
  return r;
}

/** The register states that the operating system saves. */
unsigned savedStates() {
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

bool all(unsigned value, unsigned bits) { return (value & bits) == bits; }

constexpr unsigned FMA = 1u << 12, OSXSAVE = 1u << 27, AVX = 1u << 28;
constexpr unsigned AVX2 = 1u << 5, AVX512F = 1u << 16, AVX512DQ = 1u << 17, AVX512BW = 1u << 30, AVX512VL = 1u << 31;
/** SSE and AVX registers; with AVX-512 its masks and both halves of its registers too. */
constexpr unsigned YMM = 0x6, ZMM = 0xe6;

const Path* const* find() {
  static const Path* found[3] = {nullptr, nullptr, nullptr};
  if (cpuid(0).a < 7) return found;
  const unsigned first = cpuid(1).c, seventh = cpuid(7).b;
  if (!all(first, FMA | OSXSAVE | AVX) || !all(seventh, AVX2)) return found;
  const unsigned saved = savedStates();
  int count = 0;
  if (all(saved, ZMM) && all(seventh, AVX512F | AVX512DQ | AVX512BW | AVX512VL)) found[count++] = &avx512Path;
  if (all(saved, YMM)) found[count++] = &avx2Path;
  return found;
}

}  // namespace

const Path* const* usablePaths() {
  static const Path* const* found = find();
  return found;
}

#elif defined(__aarch64__)

// Every AArch64 processor has NEON.
const Path* const* usablePaths() {
  static const Path* const found[] = {&neonPath, nullptr};
  return found;
}

#else

const Path* const* usablePaths() {
  static const Path* const found[] = {nullptr};
  return found;
}

#endif
