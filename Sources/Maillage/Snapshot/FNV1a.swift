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
}
