// Addresses in the memory that a program works in. Words of a program are byte offsets, strides and counts.
#pragma once
#include <cstddef>
#include <cstdint>

/** Rows stand side by side in blocks of 8 lanes: a feature of a block takes 8 floats. */
constexpr size_t LANES = 8;
constexpr size_t LANE_BYTES = LANES * sizeof(float);

inline float* floats(char* at) { return reinterpret_cast<float*>(at); }
inline const float* floats(const char* at) { return reinterpret_cast<const float*>(at); }
