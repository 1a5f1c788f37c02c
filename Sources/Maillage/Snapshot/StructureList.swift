import MaillageIndex
public import MaillageModel

/// The structures of a snapshot, in the order of the spatial index.
///
/// They are kept in chunks, so that the list after an edit shares with the one before every chunk
/// that the edit does not touch: a million structures are not copied for the sake of one.
public struct StructureList: RandomAccessCollection, Sendable {
  /// As many structures as a new chunk holds; one that grows to twice as many is cut.
  static let chunkLength = 512

  /// The chunks, none empty.
  private(set) var chunks: [StructureChunk] = []
  /// The index of each chunk's first structure, and the number of all at the end.
  private(set) var starts: [Int] = [0]

  /// Puts structures in chunks, in the order given.
  ///
  /// - Complexity: O(n), n the number of structures.
  init(_ structures: some Sequence<Structure>) {
    var chunk: [Structure] = []
    for structure in structures {
      chunk.append(structure)
      if chunk.count == Self.chunkLength {
        append(StructureChunk(chunk))
        chunk = []
      }
    }
    append(cut: chunk)
  }

  private init() {}

  /// The index of the first structure, 0.
  public var startIndex: Int { 0 }
  /// The number of structures.
  public var endIndex: Int { starts[starts.count - 1] }

  /// The structure at an index.
  ///
  /// - Complexity: O(log n), n the number of structures; an iteration takes O(1) for each.
  public subscript(index: Int) -> Structure {
    let chunk = self.chunk(of: index)
    return chunks[chunk].structures[index - starts[chunk]]
  }

  /// The id of the structure at an index, without copying the structure.
  func id(at index: Int) -> String {
    let chunk = self.chunk(of: index)
    return chunks[chunk].structures[index - starts[chunk]].id
  }

  /// Visits the values of every structure, without copying the structures.
  func visitValues(_ visit: (_ index: Int, _ values: [String: FieldValue]) -> Void) {
    var index = 0
    for chunk in chunks {
      for position in chunk.structures.indices {
        visit(index, chunk.structures[position].values)
        index += 1
      }
    }
  }

  /// The chunk that holds the structure at an index.
  func chunk(of index: Int) -> Int {
    precondition(index >= 0 && index < endIndex, "index outside the list")
    var low = 0
    var high = chunks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return low
  }

  /// Steps through the structures.
  public struct Iterator: IteratorProtocol {
    private let chunks: [StructureChunk]
    private var chunk = 0
    private var rest: ArraySlice<Structure> = []

    fileprivate init(_ chunks: [StructureChunk]) {
      self.chunks = chunks
    }

    /// The next structure, or `nil` after the last.
    public mutating func next() -> Structure? {
      if let structure = rest.popFirst() { return structure }
      guard chunk < chunks.count else { return nil }
      rest = chunks[chunk].structures[...]
      chunk += 1
      return rest.popFirst()
    }
  }

  /// An iterator over the structures.
  public func makeIterator() -> Iterator {
    Iterator(chunks)
  }
}

extension StructureList {
  /// The list after an edit.
  ///
  /// - Parameters:
  ///   - edit: The rows that leave and come in.
  ///   - inserted: One structure for each row that comes in.
  /// - Returns: The list of now; chunks without a change are those of this one.
  /// - Complexity: O(c + k·l), c the number of chunks, k that of the chunks touched, l the length of
  ///   a chunk.
  func applying(_ edit: RowEdit, inserting inserted: [Structure]) -> StructureList {
    var result = StructureList()
    result.chunks.reserveCapacity(chunks.count + 1)
    result.starts.reserveCapacity(starts.count + 1)
    var leaving = edit.removed[...]
    var coming = zip(edit.inserted, inserted).map { (row: $0, structure: $1) }[...]
    for (number, chunk) in chunks.enumerated() {
      let rows = starts[number]..<starts[number + 1]
      var next = result.endIndex
      let isTouched =
        leaving.first.map(rows.contains) == true
        || coming.first.map { $0.row < next + rows.count }
          == true
      guard isTouched else {
        result.append(chunk)
        continue
      }
      var structures: [Structure] = []
      for row in rows {
        if leaving.first == row {
          leaving.removeFirst()
          continue
        }
        while let first = coming.first, first.row == next {
          structures.append(first.structure)
          coming.removeFirst()
          next += 1
        }
        structures.append(chunk.structures[row - rows.lowerBound])
        next += 1
      }
      result.append(cut: structures)
    }
    result.append(cut: coming.map(\.structure))
    return result
  }

  private mutating func append(_ chunk: StructureChunk) {
    starts.append(endIndex + chunk.structures.count)
    chunks.append(chunk)
  }

  /// Appends structures as one chunk, or as several when they are too many for one.
  private mutating func append(cut structures: [Structure]) {
    guard structures.count >= 2 * Self.chunkLength else {
      if !structures.isEmpty { append(StructureChunk(structures)) }
      return
    }
    for start in stride(from: 0, to: structures.count, by: Self.chunkLength) {
      let end = Swift.min(start + Self.chunkLength, structures.count)
      append(StructureChunk(Array(structures[start..<end])))
    }
  }
}

/// Some structures that stand side by side, with what was found out about them.
final class StructureChunk: Sendable {
  let structures: [Structure]
  private let texts = Lazy<FoldedTexts>()

  init(_ structures: [Structure]) {
    self.structures = structures
  }

  /// The structures' searched texts, folded when first asked for.
  ///
  /// - Parameter fields: The fields searched, the same at every call.
  /// - Returns: The texts, in the order of the structures.
  func texts(of fields: [String]) -> FoldedTexts {
    texts.value { FoldedTexts(structures, fields: fields) }
  }
}
