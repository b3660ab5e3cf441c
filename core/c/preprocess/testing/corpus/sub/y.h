y sub __FILE__ __INCLUDE_LEVEL__
