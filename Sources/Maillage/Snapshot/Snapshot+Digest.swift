import MaillageGeometry
import MaillageModel

extension Snapshot {
  /// A digest of all structures, whatever the store calls this state: equal ones draw the same tiles.
  ///
  /// - Complexity: O(n), n the size of what the structures hold.
  public var digest: String {
    var digests: [UInt8] = []
    digests.reserveCapacity(structures.count * ContentDigest.length)
    var bytes: [UInt8] = []
    for structure in structures {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(structure)
      digests += ContentDigest(bytes).bytes
    }
    return hexadecimalDigest(digests)
  }
}

extension [UInt8] {
  /// Appends what a structure shows on a map; a length before each text keeps them apart.
  fileprivate mutating func append(_ structure: Structure) {
    append(structure.id)
    for degrees in [structure.position.longitude, structure.position.latitude] {
      appendLittleEndian(Int(bitPattern: UInt(degrees.bitPattern)), width: 8)
    }
    append(structure.isPositionApproximate ? 1 : 0)
    for (field, value) in structure.values.sorted(by: { $0.key < $1.key }) {
      append(field)
      let items = value.items
      appendVarint(items.count)
      for item in items { append(item) }
    }
  }

  private mutating func append(_ text: String) {
    appendVarint(text.utf8.count)
    append(contentsOf: text.utf8)
  }
}
