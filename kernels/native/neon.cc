#define VL 4
#include "path.h"
#include "program.h"

const Path neonPath = {"NEON", execute};
