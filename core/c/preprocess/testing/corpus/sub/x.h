x sub __FILE__
#include "y.h"
#include "../inc.h"
