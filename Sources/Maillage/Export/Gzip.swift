import CZlib

/// Compression in the gzip format (RFC 1952) by zlib.
package enum Gzip {
  /// The bytes compressed; `nil` when zlib cannot get its memory.
  ///
  /// - Parameters:
  ///   - bytes: What to compress.
  ///   - level: zlib's effort, 1 … 9.
  /// - Returns: The gzip member.
  /// - Complexity: O(n).
  package static func compress(_ bytes: [UInt8], level: Int32 = 5) -> [UInt8]? {
    var stream = unsafe z_stream()
    let windowWithGzipHeader: Int32 = 15 + 16
    guard
      unsafe deflateInit2_(
        &stream, level, Z_DEFLATED, windowWithGzipHeader, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { unsafe deflateEnd(&stream) }
    var input = bytes
    let capacity = Int(unsafe deflateBound(&stream, UInt(input.count)))
    var isComplete = false
    let output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        isComplete = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
        count = unsafe output.count - Int(stream.avail_out)
      }
    }
    return isComplete ? output : nil
  }
}
