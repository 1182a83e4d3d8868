// One program on several threads over one memory. A program falls into stages: between barriers, and where the way in
// which the work is shared changes. A free thread claims the next share of a stage, so a thread that the machine delays
// does not hold up the others for more than the share that it has.
#pragma once
#include "operations.h"
#include "path.h"
#include "threads.h"
#include <atomic>

class Pool {
 public:
  /** Most threads of a pool. */
  static constexpr uint32_t MOST = 64;

  /** Starts `threads - 1` threads; the one that runs programs is the first. False where one does not start. */
  bool start(const Path& path, uint32_t threads);
  /** Ends the threads. */
  void stop();

  /** Runs the program, on all threads or on the calling one alone; false on an unknown operation. */
  bool run(char* memory, const uint32_t* from, const uint32_t* to, bool alone);

 private:
  void serve();
  bool claim(uint32_t* share, uint32_t* shares);
  void help();
  void open(const uint32_t* from, const uint32_t* to, uint32_t shares);

  const Path* path_ = nullptr;
  /** The stage; written while no share of one is open. */
  char* memory_ = nullptr;
  const uint32_t* from_ = nullptr;
  const uint32_t* to_ = nullptr;
  /** The number of the stage, then in 16 bits each the number of its shares, and the next share to take. */
  std::atomic<uint64_t> state_{0};
  std::atomic<uint32_t> done_{0};
  std::atomic<bool> failed_{false}, stopped_{false};
  /** Threads that sleep until the next stage. */
  std::atomic<uint32_t> sleeping_{0};
  Lock lock_;
  Bell wake_;
  Thread threads_[MOST];
  uint32_t count_ = 1;
};
