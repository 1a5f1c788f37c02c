#include "CTilePNG.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
  char *message;
  size_t message_capacity;
} sink;

static void report(png_structp png, png_const_charp message) {
  sink *out = png_get_error_ptr(png);
  strncpy(out->message, message, out->message_capacity - 1);
  png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void append(png_structp png, png_bytep bytes, size_t count) {
  sink *out = png_get_io_ptr(png);
  if (count > out->capacity - out->count) {
    size_t capacity = out->capacity == 0 ? 8192 : out->capacity * 2;
    if (capacity < out->count + count) capacity = out->count + count;
    uint8_t *grown = realloc(out->bytes, capacity);
    if (grown == NULL) png_error(png, "not enough memory for the encoded picture");
    out->bytes = grown;
    out->capacity = capacity;
  }
  memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
}

static void flush(png_structp png) { (void)png; }

static int depth_of(const tile_png_picture *picture) {
  if (picture->layout != TILE_PNG_PALETTE || picture->palette_count > 16) return 8;
  return picture->palette_count > 4 ? 4 : picture->palette_count > 2 ? 2 : 1;
}

static void write_palette(png_structp png, png_infop info, const tile_png_picture *picture) {
  png_color colors[256];
  png_byte alphas[256];
  int translucent = 0;
  for (int i = 0; i < picture->palette_count; i++) {
    const uint8_t *color = picture->palette + 4 * i;
    colors[i] = (png_color){color[0], color[1], color[2]};
    alphas[i] = color[3];
    if (color[3] != 255) translucent = i + 1;
  }
  png_set_PLTE(png, info, colors, picture->palette_count);
  if (translucent > 0) png_set_tRNS(png, info, alphas, translucent, NULL);
}

static void write_picture(png_structp png, png_infop info, const tile_png_picture *picture) {
  int depth = depth_of(picture);
  int type = picture->layout == TILE_PNG_PALETTE ? PNG_COLOR_TYPE_PALETTE
             : picture->layout == TILE_PNG_RGB   ? PNG_COLOR_TYPE_RGB
                                                 : PNG_COLOR_TYPE_RGB_ALPHA;
  png_set_IHDR(png, info, picture->width, picture->height, depth, type, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (type == PNG_COLOR_TYPE_PALETTE) write_palette(png, info, picture);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_level(png, picture->level);
  png_write_info(png, info);
  if (depth < 8) png_set_packing(png);
  size_t row_bytes = (size_t)picture->width * (size_t)picture->layout;
  for (uint32_t row = 0; row < picture->height; row++) {
    png_write_row(png, picture->pixels + row * row_bytes);
  }
  png_write_end(png, NULL);
}

/// Holds the `setjmp`: what the jump must not lose lives in the caller's `out`.
static void encode(const tile_png_picture *picture, sink *out) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, out, report, ignore);
  png_infop info = png == NULL ? NULL : png_create_info_struct(png);
  if (info == NULL) {
    strcpy(out->message, "not enough memory for the encoder");
  } else if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_write_fn(png, out, append, flush);
    write_picture(png, info, picture);
  }
  png_destroy_write_struct(&png, &info);
}

tile_png_result tile_png_write(const tile_png_picture *picture) {
  tile_png_result result = {NULL, 0, ""};
  sink out = {NULL, 0, 0, result.message, sizeof result.message};
  encode(picture, &out);
  result.bytes = out.bytes;
  result.count = out.count;
  return result;
}

void tile_png_free(tile_png_result *result) {
  free(result->bytes);
  result->bytes = NULL;
  result->count = 0;
}
