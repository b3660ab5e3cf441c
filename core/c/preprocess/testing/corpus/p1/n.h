#pragma once
p1 n
#include_next <n.h>
