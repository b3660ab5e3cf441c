#ifndef G3
G3 here
#endif
#ifndef G3
G3 there
#endif
