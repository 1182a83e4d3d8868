// The operations of a program, in the numbering of src/models/kernels/wasm/operations.ts.
#pragma once
#include <cstdint>

enum Operation : uint32_t {
  BARRIER = 0,
  TO_LANES = 1,
  FROM_LANES = 2,
  PACK = 3,
  FILL = 4,
  LSTM_FORWARD = 5,
  LSTM_BACKWARD = 6,
  GRU_FORWARD = 7,
  GRU_BACKWARD = 8,
  SIMPLE_FORWARD = 9,
  SIMPLE_BACKWARD = 10,
  OUTER = 11,
  SUM_FRAMES = 12,
  COPY = 14,
  DENSE = 15,
  ACTIVATE = 16,
  ACTIVATE_BACKWARD = 17,
  GRU_AFTER_FORWARD = 18,
  GRU_AFTER_BACKWARD = 19,
};

/** Whether shares of the operation are columns of a gradient, over all rows; otherwise they are rows. */
inline bool sharesColumns(uint32_t operation) { return operation == OUTER || operation == SUM_FRAMES; }
