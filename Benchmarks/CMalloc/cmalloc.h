// What glibc says of its heap.
#include <malloc.h>
