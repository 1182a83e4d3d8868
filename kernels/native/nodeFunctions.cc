// On Windows a program that is not node.exe (VS Code) may host the addon, so the functions of Node-API are looked up in
// the program that runs, by name. Elsewhere the loader does this.
#ifdef _WIN32
#include <node_api.h>
#include <windows.h>

#define FORWARD(name, parameters, ...)                                                             \
  extern "C" napi_status NAPI_CDECL name parameters {                                              \
    static const auto found = (decltype(&name))(void*)GetProcAddress(GetModuleHandleA(0), #name);  \
    return found ? found(__VA_ARGS__) : napi_generic_failure;                                      \
  }

FORWARD(napi_throw_error, (napi_env env, const char* code, const char* message), env, code, message)
FORWARD(napi_create_array, (napi_env env, napi_value* result), env, result)
FORWARD(napi_set_element, (napi_env env, napi_value object, uint32_t index, napi_value value), env, object, index,
        value)
FORWARD(napi_create_string_utf8, (napi_env env, const char* text, size_t length, napi_value* result), env, text, length,
        result)
FORWARD(napi_get_cb_info,
        (napi_env env, napi_callback_info info, size_t* count, napi_value* values, napi_value* self, void** data), env,
        info, count, values, self, data)
FORWARD(napi_get_value_string_utf8, (napi_env env, napi_value value, char* text, size_t size, size_t* length), env,
        value, text, size, length)
FORWARD(napi_get_value_uint32, (napi_env env, napi_value value, uint32_t* result), env, value, result)
FORWARD(napi_get_value_bool, (napi_env env, napi_value value, bool* result), env, value, result)
FORWARD(napi_create_external, (napi_env env, void* data, napi_finalize finalize, void* hint, napi_value* result), env,
        data, finalize, hint, result)
FORWARD(napi_get_value_external, (napi_env env, napi_value value, void** result), env, value, result)
FORWARD(napi_get_typedarray_info,
        (napi_env env, napi_value value, napi_typedarray_type* type, size_t* length, void** data, napi_value* buffer,
         size_t* offset),
        env, value, type, length, data, buffer, offset)
FORWARD(napi_create_function,
        (napi_env env, const char* name, size_t length, napi_callback call, void* data, napi_value* result), env, name,
        length, call, data, result)
FORWARD(napi_set_named_property, (napi_env env, napi_value object, const char* name, napi_value value), env, object,
        name, value)
#endif
