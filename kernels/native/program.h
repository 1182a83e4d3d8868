// Runs the operations of a program, each [operation, number of words, words ...] as src/models/kernels/wasm/program.ts
// writes them. Included once for each form of the kernels.
#pragma once
#include "dense.h"
#include "gru.h"
#include "gruAfter.h"
#include "layout.h"
#include "lstm.h"
#include "operations.h"
#include "outer.h"
#include "pack.h"
#include "simpleRNN.h"

/** The words of an operation as what they stand for. */
struct Words {
  char* memory;
  const uint32_t* at;

  uint32_t operator[](int i) const { return at[i]; }
  char* place(int i) const { return memory + at[i]; }
  float* values(int i) const { return floats(place(i)); }
  /** 0 stands for none. */
  float* valuesOrNull(int i) const { return at[i] ? values(i) : nullptr; }
  /** Steps, inputs and units from word i on. */
  Run run(int i, uint32_t first, uint32_t last) const { return {at[i], at[i + 1], at[i + 2], at[0], first, last}; }
};

static bool execute(char* memory, const uint32_t* from, const uint32_t* to, uint32_t share, uint32_t shares) {
  while (from < to) {
    const uint32_t operation = from[0];
    const Words p = {memory, from + 2};
    from += 2 + from[1];
    // The first word is the number of blocks, where an operation is split by rows.
    const uint32_t first = (uint64_t)p[0] * share / shares, last = (uint64_t)p[0] * (share + 1) / shares;
    switch (operation) {
      case TO_LANES:
        if (p[4]) return false;
        toLanes(p.place(1), p[2], p[3], p[5], p[6], p[7], p.place(8), p[9], p[10], first, last);
        break;
      case FROM_LANES:
        fromLanes(p.place(1), p[2], p[3], p[4], p[5], p[6], p.place(7), p[8], p[9], first, last);
        break;
      case PACK:
        pack(p.place(0), p[1], p[2], p[3], p[4], p.values(5), p[6], p[7], share, shares);
        break;
      case FILL:
        fillFrames(p.place(1), p[2], p[3], p[4], p[5], first, last);
        break;
      case LSTM_FORWARD:
        lstmForward(p.values(1), p.values(2), p.place(3), p.place(4), p.place(5), p.place(6), p.run(7, first, last));
        break;
      case LSTM_BACKWARD:
        lstmBackward(p.valuesOrNull(1), p.values(2), p.values(3), p.place(4), p.place(5), p.place(6), p.place(7),
                     p.place(8), p.place(9), p.run(10, first, last));
        break;
      case GRU_FORWARD:
        gruForward(p.values(1), p.values(2), p.values(3), p.values(4), p.place(5), p.place(6), p.place(7),
                   p.run(8, first, last));
        break;
      case GRU_BACKWARD:
        gruBackward(p.valuesOrNull(1), p.values(2), p.values(3), p.values(4), p.place(5), p.place(6), p.place(7),
                    p.place(8), p.place(9), p.run(10, first, last));
        break;
      case SIMPLE_FORWARD:
        simpleForward(p.values(1), p.values(2), p.place(3), p.place(4), p[5], p.run(6, first, last));
        break;
      case SIMPLE_BACKWARD:
        simpleBackward(p.valuesOrNull(1), p.values(2), p.values(3), p.place(4), p.place(5), p.place(6), p[7],
                       p.run(8, first, last));
        break;
      case OUTER:
        outer(p.place(1), p[2], p[3], p[4], p.place(5), p[6], p[7], p[8], p[9], p[0], p.place(10), p[12], share,
              shares);
        break;
      case SUM_FRAMES:
        sumFrames(p.place(1), p[2], p[3], p[4], p[5], p[0], p.values(6), share, shares);
        break;
      case COPY:
        copyFrames(p.place(1), p[2], p[3], p.place(4), p[5], p[6], p[7], p[8], p[9] != 0, first, last);
        break;
      case DENSE:
        denseFrames(p.values(1), p.valuesOrNull(2), p[3], p[4], p.place(5), p[6], p[7], p.place(8), p[9], p[10], p[11],
                    first, last);
        break;
      case ACTIVATE:
        activateFrames(p.place(1), p[2], p[3], p[4], p[5], p[6], first, last);
        break;
      case ACTIVATE_BACKWARD:
        activateFramesBackward(p.place(1), p[2], p[3], p.values(4), p.place(5), p[6], p[7], p[8], p[9], p[10], first,
                               last);
        break;
      case GRU_AFTER_FORWARD:
        gruAfterForward(p.values(1), p.values(2), p.values(3), p.values(4), p.place(5), p.place(6), p.place(7),
                        p.run(8, first, last));
        break;
      case GRU_AFTER_BACKWARD:
        gruAfterBackward(p.valuesOrNull(1), p.values(2), p.values(3), p.values(4), p.place(5), p.place(6), p.place(7),
                         p.place(8), p.place(9), p.run(10, first, last));
        break;
      default:
        return false;
    }
  }
  return true;
}
