#include <isa-l.h>

/// The working memory of compression level 1, in bytes: Swift does not import the macro.
static const uint32_t isal_level_1_buffer_size = ISAL_DEF_LVL1_DEFAULT;
