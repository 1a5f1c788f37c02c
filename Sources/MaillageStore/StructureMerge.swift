import MaillageModel

/// Makes one structure of those that share an id, in the byte order of ids.
///
/// The source that is first by name decides; what it leaves empty is filled from the next.
func mergedByID(_ rows: [(source: String, structure: Structure)]) -> [Structure] {
  let order = rows.indices.sorted { first, second in
    let (first, second) = (rows[first], rows[second])
    let (firstID, secondID) = (first.structure.id.utf8, second.structure.id.utf8)
    if firstID.lexicographicallyPrecedes(secondID) { return true }
    if secondID.lexicographicallyPrecedes(firstID) { return false }
    return first.source.utf8.lexicographicallyPrecedes(second.source.utf8)
  }
  var merged: [Structure] = []
  merged.reserveCapacity(rows.count)
  for index in order {
    let structure = rows[index].structure
    if let last = merged.last, last.id == structure.id {
      merged[merged.count - 1].fillGaps(from: structure)
    } else {
      merged.append(structure)
    }
  }
  return merged
}

extension Structure {
  /// Takes position and values from another structure where this one has none.
  fileprivate mutating func fillGaps(from other: Structure) {
    if coordinate == nil {
      coordinate = other.coordinate
      isPositionApproximate = other.isPositionApproximate
    }
    values.merge(other.values) { first, _ in first }
    unmapped.merge(other.unmapped) { first, _ in first }
  }
}
