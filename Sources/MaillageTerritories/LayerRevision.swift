import MaillageGeometry

/// A running FNV-1a digest of 64 bits.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm".
struct LayerRevision {
  private var digest: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The digest as 16 hexadecimal digits.
  var text: String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Adds a text and its length, so that "ab", "c" is not "a", "bc".
  mutating func combine(_ text: String) {
    combine(UInt64(text.utf8.count))
    for byte in text.utf8 { combine(byte) }
  }

  /// Adds the number of positions of every ring and the bits of each.
  mutating func combine(_ polygons: [Polygon]) {
    combine(UInt64(polygons.count))
    for polygon in polygons {
      combine(UInt64(polygon.rings.count))
      for ring in polygon.rings {
        combine(UInt64(ring.count))
        for position in ring {
          combine(position.longitude.bitPattern)
          combine(position.latitude.bitPattern)
        }
      }
    }
  }

  private mutating func combine(_ word: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      combine(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
    }
  }

  private mutating func combine(_ byte: UInt8) {
    digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
