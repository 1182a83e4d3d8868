#include "pool.h"

namespace {

/** Looks at the state before a waiting thread gives its core away. */
constexpr int SPINS = 4000;
/** Shares of columns for each thread: columns are many, and small shares even out delays. */
constexpr uint32_t COLUMN_SHARES = 4;

void relax() {
#if defined(__x86_64__) || defined(_M_X64)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/** The end of the stage that begins at `from`: the next barrier, or where the way of sharing changes. */
const uint32_t* stageEnd(const uint32_t* from, const uint32_t* to) {
  const bool columns = sharesColumns(*from);
  while (from < to && *from != BARRIER && sharesColumns(*from) == columns) from += 2 + from[1];
  return from;
}

}  // namespace

bool Pool::start(const Path& path, uint32_t threads) {
  path_ = &path;
  for (; count_ < threads; count_++)
    if (!threads_[count_].start<Pool, &Pool::serve>(this)) return false;
  return true;
}

void Pool::stop() {
  lock_.take();
  stopped_ = true;
  lock_.give();
  wake_.ring();
  for (uint32_t i = 1; i < count_; i++) threads_[i].join();
  count_ = 1;
}

bool Pool::run(char* memory, const uint32_t* from, const uint32_t* to, bool alone) {
  const uint32_t threads = alone ? 1 : count_;
  failed_ = false;
  while (from < to) {
    if (*from == BARRIER) {
      from += 2 + from[1];
      continue;
    }
    const uint32_t* end = stageEnd(from, to);
    if (threads == 1) {
      if (!path_->execute(memory, from, end, 0, 1)) return false;
    } else {
      memory_ = memory;
      const uint32_t shares = sharesColumns(*from) ? COLUMN_SHARES * threads : threads;
      open(from, end, shares);
      help();
      for (int spins = 0; done_.load(std::memory_order_acquire) < shares; spins++) {
        if (spins < SPINS) relax();
        else Thread::yield();
      }
      if (failed_) return false;
    }
    from = end;
  }
  return true;
}

void Pool::open(const uint32_t* from, const uint32_t* to, uint32_t shares) {
  from_ = from;
  to_ = to;
  done_ = 0;
  state_ = ((state_ >> 32) + 1) << 32 | (uint64_t)shares << 16;
  if (sleeping_ == 0) return;
  // A thread that is about to sleep holds the lock until it does, so it does not miss this.
  lock_.take();
  lock_.give();
  wake_.ring();
}

bool Pool::claim(uint32_t* share, uint32_t* shares) {
  uint64_t state = state_.load(std::memory_order_acquire);
  while (true) {
    *share = state & 0xffff;
    *shares = state >> 16 & 0xffff;
    if (*share >= *shares) return false;
    if (state_.compare_exchange_weak(state, state + 1)) return true;
  }
}

void Pool::help() {
  uint32_t share, shares;
  while (claim(&share, &shares)) {
    if (!path_->execute(memory_, from_, to_, share, shares)) failed_ = true;
    done_.fetch_add(1, std::memory_order_release);
  }
}

void Pool::serve() {
  while (!stopped_) {
    const uint64_t before = state_;
    help();
    int spins = 0;
    while (state_ == before && !stopped_ && spins++ < SPINS) relax();
    if (spins <= SPINS) continue;
    lock_.take();
    sleeping_++;
    while (state_ == before && !stopped_) wake_.wait(lock_);
    sleeping_--;
    lock_.give();
  }
}
