#ifndef CTILEPNG_H
#define CTILEPNG_H

#include <stddef.h>
#include <stdint.h>

/// How the pixels handed to `tile_png_write` are laid out, one row after the other without padding.
typedef enum {
  TILE_PNG_RGB = 3,     ///< Three bytes a pixel.
  TILE_PNG_RGBA = 4,    ///< Four bytes a pixel, straight alpha.
  TILE_PNG_PALETTE = 1  ///< One byte a pixel, an index into the palette.
} tile_png_layout;

/// A picture to encode.
typedef struct {
  uint32_t width;
  uint32_t height;
  tile_png_layout layout;
  /// 0 … 9, as zlib understands it.
  int level;
  const uint8_t *pixels;
  /// Four bytes (RGBA, straight) a colour, those that are not opaque first; palette layout only.
  const uint8_t *palette;
  /// 1 … 256; palette layout only.
  int palette_count;
} tile_png_picture;

/// An encoded picture, or the reason why there is none. Give it to `tile_png_free` in both cases.
typedef struct {
  uint8_t *bytes;
  size_t count;
  /// Empty when the picture was written.
  char message[128];
} tile_png_result;

/// Encodes a picture with libpng: no row filter, no time stamp, so that equal pictures give equal
/// bytes under one version of libpng and zlib.
tile_png_result tile_png_write(const tile_png_picture *picture);

/// Releases the bytes of a result.
void tile_png_free(tile_png_result *result);

#endif
