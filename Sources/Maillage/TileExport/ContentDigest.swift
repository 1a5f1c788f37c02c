import CXXHash

/// A digest of bytes by which equal tiles are known, and damaged ones (XXH3, 128 bits).
struct ContentDigest: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  /// How many bytes ``bytes`` are.
  static let length = 16

  /// Digests some bytes.
  ///
  /// - Complexity: O(n).
  init(_ bytes: ArraySlice<UInt8>) {
    let hash = unsafe bytes.withUnsafeBytes { unsafe XXH3_128bits($0.baseAddress, $0.count) }
    high = hash.high64
    low = hash.low64
  }

  /// Digests some bytes.
  ///
  /// - Complexity: O(n).
  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// Reads a digest; `nil` when there are not ``length`` bytes.
  init?(reading bytes: ArraySlice<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The digest as bytes, the highest first.
  var bytes: [UInt8] {
    [high, low].flatMap { half in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
    }
  }

  /// The hash is uniform: half of it serves as well as all.
  func hash(into hasher: inout Hasher) { hasher.combine(low) }
}
