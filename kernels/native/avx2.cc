#define VL 8
#include "path.h"
#include "program.h"

const Path avx2Path = {"AVX2", execute};
