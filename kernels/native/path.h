// One compiled form of the kernels: the same sources with the vectors of one family of processors.
#pragma once
#include <cstdint>

struct Path {
  const char* name;
  /**
   * Runs one of `shares` shares of the operations from `from` to `to` over `memory`; false on an unknown operation.
   * The result does not depend on how many shares there are.
   */
  bool (*execute)(char* memory, const uint32_t* from, const uint32_t* to, uint32_t share, uint32_t shares);
};

#if defined(__x86_64__) || defined(_M_X64)
extern const Path avx512Path;
extern const Path avx2Path;
#elif defined(__aarch64__)
extern const Path neonPath;
#endif

/** The forms that this processor runs, the fastest first; ends with a null pointer. */
const Path* const* usablePaths();
