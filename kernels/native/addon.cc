// The Node-API addon: paths(), start(path, threads), run(pool, memory, start, end, alone), stop(pool).
#include "memory.h"
#include "path.h"
#include "pool.h"
#include <cstdlib>
#include <cstring>
#include <new>
#include <node_api.h>

namespace {

napi_value fail(napi_env env, const char* message) {
  napi_throw_error(env, nullptr, message);
  return nullptr;
}

/** The names of the forms that this processor runs, the fastest first. */
napi_value paths(napi_env env, napi_callback_info) {
  napi_value names, name;
  if (napi_create_array(env, &names) != napi_ok) return nullptr;
  uint32_t count = 0;
  for (const Path* const* path = usablePaths(); *path; path++) {
    napi_create_string_utf8(env, (*path)->name, NAPI_AUTO_LENGTH, &name);
    napi_set_element(env, names, count++, name);
  }
  return names;
}

/** What JavaScript holds: it outlives the pool when that is stopped. */
struct Holder {
  Pool* pool;
};

void stopPool(Holder* holder) {
  if (!holder->pool) return;
  holder->pool->stop();
  free(holder->pool);
  holder->pool = nullptr;
}

void release(napi_env, void* data, void*) {
  Holder* holder = static_cast<Holder*>(data);
  stopPool(holder);
  free(holder);
}

/** A new object in memory of C; null where there is none. */
template <class T>
T* make() {
  void* at = calloc(1, sizeof(T));
  return at ? new (at) T() : nullptr;
}

napi_value start(napi_env env, napi_callback_info info) {
  size_t count = 2, length = 0;
  napi_value args[2], result;
  char name[16];
  uint32_t threads = 0;
  if (napi_get_cb_info(env, info, &count, args, nullptr, nullptr) != napi_ok || count < 2 ||
      napi_get_value_string_utf8(env, args[0], name, sizeof name, &length) != napi_ok ||
      napi_get_value_uint32(env, args[1], &threads) != napi_ok || threads < 1 || threads > Pool::MOST)
    return fail(env, "start takes the name of a form and a number of threads.");
  for (const Path* const* path = usablePaths(); *path; path++) {
    if (strcmp((*path)->name, name) != 0) continue;
    Holder* holder = make<Holder>();
    if (!holder || !(holder->pool = make<Pool>())) {
      free(holder);
      return fail(env, "There is no memory for the threads.");
    }
    if (!holder->pool->start(**path, threads)) {
      release(env, holder, nullptr);
      return fail(env, "A thread could not be started.");
    }
    if (napi_create_external(env, holder, release, nullptr, &result) == napi_ok) return result;
    release(env, holder, nullptr);
    return fail(env, "The threads could not be handed on.");
  }
  return fail(env, "This processor does not run this form of the kernels.");
}

Holder* holderOf(napi_env env, napi_value value) {
  void* data = nullptr;
  return napi_get_value_external(env, value, &data) == napi_ok ? static_cast<Holder*>(data) : nullptr;
}

napi_value run(napi_env env, napi_callback_info info) {
  size_t count = 5, length = 0;
  napi_value args[5];
  void* memory = nullptr;
  napi_typedarray_type type;
  uint32_t from = 0, to = 0;
  bool alone = false;
  if (napi_get_cb_info(env, info, &count, args, nullptr, nullptr) != napi_ok || count < 5 ||
      napi_get_typedarray_info(env, args[1], &type, &length, &memory, nullptr, nullptr) != napi_ok ||
      type != napi_uint8_array || napi_get_value_uint32(env, args[2], &from) != napi_ok ||
      napi_get_value_uint32(env, args[3], &to) != napi_ok || napi_get_value_bool(env, args[4], &alone) != napi_ok)
    return fail(env, "run takes threads, their memory as bytes, two offsets and a flag.");
  Holder* holder = holderOf(env, args[0]);
  if (!holder || !holder->pool) return fail(env, "The threads have been stopped.");
  if (from % 4 || to % 4 || from > to || to > length) return fail(env, "The program is not in the memory.");
  char* bytes = static_cast<char*>(memory);
  const uint32_t* words = reinterpret_cast<const uint32_t*>(bytes);
  if (!holder->pool->run(bytes, words + from / 4, words + to / 4, alone))
    return fail(env, "The program has an unknown operation.");
  return nullptr;
}

napi_value stop(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value args[1];
  Holder* holder = nullptr;
  if (napi_get_cb_info(env, info, &count, args, nullptr, nullptr) == napi_ok && count == 1)
    holder = holderOf(env, args[0]);
  if (!holder) return fail(env, "stop takes threads.");
  stopPool(holder);
  return nullptr;
}

}  // namespace

NAPI_MODULE_INIT() {
  const struct {
    const char* name;
    napi_callback call;
  } functions[] = {{"paths", paths}, {"start", start}, {"run", run}, {"stop", stop}};
  for (const auto& function : functions) {
    napi_value value;
    if (napi_create_function(env, function.name, NAPI_AUTO_LENGTH, function.call, nullptr, &value) != napi_ok ||
        napi_set_named_property(env, exports, function.name, value) != napi_ok)
      return nullptr;
  }
  return exports;
}
