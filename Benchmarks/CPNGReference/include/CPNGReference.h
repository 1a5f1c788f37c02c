#ifndef CPNGREFERENCE_H
#define CPNGREFERENCE_H

#include <stddef.h>
#include <stdint.h>

/// The pixels of a PNG file, red, green, blue and alpha, to be freed; NULL when it is none.
uint8_t *reference_read(const char *path, uint32_t *width, uint32_t *height);

/// Encodes a palette canvas with libpng, zlib's level 1 and no filter.
///
/// Rows are `width` indices after one byte that is passed over; the palette is three bytes a colour.
/// Returns the bytes of the file, which stand in `file`, or 0 when they are more than `capacity`.
size_t reference_write(const uint8_t *rows, uint32_t width, uint32_t height, const uint8_t *palette,
                       int colors, uint8_t *file, size_t capacity);

#endif
