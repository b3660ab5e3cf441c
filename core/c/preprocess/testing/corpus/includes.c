#include "inc.h"
#include "inc.h"
#include "sub/x.h"
#include <n.h>
#include <n.h>
#define H <n.h>
#include H
#define H2 "sub/y.h"
#include H2
#define ANGLE(x) <x>
#define S(x) #x
#define XS(x) S(x)
#define dir sub
#include ANGLE(fun.h) 1 )
#include XS(dir/y.h)
#define op(x) [x]
#define fun(x) {x}
#include <fun.h>
(4)
#include <g.h>
#include <g.h>
#include <g2.h>
#include <g2.h>
#include <g3.h>
#define G3
#include <g3.h>
#include <g3.h>
#undef G3
#include <g3.h>
#import <g2.h>
#import "sub/y.h"
#import "sub/y.h"
after __LINE__ __INCLUDE_LEVEL__
