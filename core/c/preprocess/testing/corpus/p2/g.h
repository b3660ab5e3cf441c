#ifndef G
#define G
#else
second
#endif
