/// The 64-bit FNV-1a digest, the same in every process.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, RFC 9923.
package enum FNV1a {
  /// The digest of some bytes.
  ///
  /// - Complexity: O(n).
  package static func digest(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// The digest of the bytes of a text, the same as that of a sequence of them, for loops.
  static func digest(_ bytes: Span<UInt8>) -> UInt64 {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in bytes.indices { digest = (digest ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    return digest
  }
}
