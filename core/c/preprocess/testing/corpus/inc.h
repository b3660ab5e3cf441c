#ifndef INC_H
#define INC_H
inc __FILE__ __LINE__ __INCLUDE_LEVEL__ __BASE_FILE__
#define name sub/x.h
#endif
