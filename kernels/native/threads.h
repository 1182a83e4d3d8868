// Threads, a lock and a way to sleep, of the operating system itself: without C++'s library, the addon depends on
// nothing that the system does not have.
#pragma once

#ifdef _WIN32
#include <windows.h>

struct Lock {
  SRWLOCK own = SRWLOCK_INIT;
  void take() { AcquireSRWLockExclusive(&own); }
  void give() { ReleaseSRWLockExclusive(&own); }
};

struct Bell {
  CONDITION_VARIABLE own = CONDITION_VARIABLE_INIT;
  /** Gives the lock, waits for `ring`, and takes the lock again; may return earlier. */
  void wait(Lock& lock) { SleepConditionVariableSRW(&own, &lock.own, INFINITE, 0); }
  void ring() { WakeAllConditionVariable(&own); }
};

struct Thread {
  HANDLE own = nullptr;

  /** False where the system starts no thread. */
  template <class Owner, void (Owner::*work)()>
  bool start(Owner* owner) {
    const auto run = [](void* data) -> DWORD {
      (static_cast<Owner*>(data)->*work)();
      return 0;
    };
    own = CreateThread(nullptr, 0, run, owner, 0, nullptr);
    return own != nullptr;
  }
  void join() {
    WaitForSingleObject(own, INFINITE);
    CloseHandle(own);
  }
  static void yield() { SwitchToThread(); }
};

#else
#include <pthread.h>
#include <sched.h>

struct Lock {
  pthread_mutex_t own = PTHREAD_MUTEX_INITIALIZER;
  void take() { pthread_mutex_lock(&own); }
  void give() { pthread_mutex_unlock(&own); }
};

struct Bell {
  pthread_cond_t own = PTHREAD_COND_INITIALIZER;
  /** Gives the lock, waits for `ring`, and takes the lock again; may return earlier. */
  void wait(Lock& lock) { pthread_cond_wait(&own, &lock.own); }
  void ring() { pthread_cond_broadcast(&own); }
};

struct Thread {
  pthread_t own;

  /** False where the system starts no thread. */
  template <class Owner, void (Owner::*work)()>
  bool start(Owner* owner) {
    const auto run = [](void* data) -> void* {
      (static_cast<Owner*>(data)->*work)();
      return nullptr;
    };
    return pthread_create(&own, nullptr, run, owner) == 0;
  }
  void join() { pthread_join(own, nullptr); }
  static void yield() { sched_yield(); }
};
#endif
