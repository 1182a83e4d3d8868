#define VL 16
#include "path.h"
#include "program.h"

const Path avx512Path = {"AVX-512", execute};
