public import MaillageGeometry

extension Quadtree {
  /// Answers to many questions, one after the other.
  public struct Answers<Element: Sendable>: Sendable {
    /// The answer to question i is `elements[offsets[i] ..< offsets[i + 1]]`.
    public private(set) var offsets = [0]
    /// All answers, in the order of the questions.
    public private(set) var elements: [Element] = []

    /// The number of questions.
    public var count: Int { offsets.count - 1 }

    /// The answer to one question.
    public subscript(question: Int) -> ArraySlice<Element> {
      elements[offsets[question]..<offsets[question + 1]]
    }

    mutating func append(_ answer: [Element]) {
      elements.append(contentsOf: answer)
      offsets.append(elements.count)
    }

    mutating func append(_ other: Answers) {
      let start = elements.count
      elements.append(contentsOf: other.elements)
      offsets.append(contentsOf: other.offsets.dropFirst().map { $0 + start })
    }
  }

  /// The rows at most a radius away from each of many positions, each answer in no order.
  ///
  /// - Parameters:
  ///   - centers: Positions; around one that is not valid there is nothing.
  ///   - radius: Metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  ///   - threads: How many threads may work at once; `nil` for one a processor.
  /// - Returns: For each centre what ``collectRows(of:within:selection:into:)`` collects.
  public func rows(
    of centers: [Coordinate], within radius: Double, selection: Bitset? = nil,
    threads: Int? = nil
  ) -> Answers<UInt32> {
    answers(centers.count, threads) { question, found in
      collectRows(of: centers[question], within: radius, selection: selection, into: &found)
    }
  }

  /// The nearest rows of each of many positions.
  ///
  /// - Parameters:
  ///   - centers: Positions; around one that is not valid there is nothing.
  ///   - limit: The most rows for each.
  ///   - radius: The farthest a row may be, in metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows to look among, with capacity ``rowCount``; all when `nil`.
  ///   - threads: How many threads may work at once; `nil` for one a processor.
  /// - Returns: For each centre what ``nearest(to:limit:within:selection:)`` returns.
  public func nearest(
    toEach centers: [Coordinate], limit: Int, within radius: Double = .infinity,
    selection: Bitset? = nil, threads: Int? = nil
  ) -> Answers<Neighbor> {
    answers(centers.count, threads) { question, found in
      collectNearest(
        to: centers[question], limit: limit, within: radius, selection: selection, into: &found)
    }
  }

  /// Two rows, the smaller first.
  public struct RowPair: Hashable, Comparable, Sendable {
    /// The smaller row.
    public let first: Int
    /// The greater row.
    public let second: Int

    /// Creates a pair of two rows, the smaller first.
    public init(first: Int, second: Int) {
      self.first = first
      self.second = second
    }

    /// Whether a pair's first row, then its second, is smaller.
    public static func < (left: RowPair, right: RowPair) -> Bool {
      (left.first, left.second) < (right.first, right.second)
    }
  }

  /// All pairs of rows at most a radius apart: candidates for duplicates.
  ///
  /// - Parameters:
  ///   - radius: Metres along the geodesic on WGS 84, edge included.
  ///   - selection: The rows both of a pair are among, with capacity ``rowCount``; all when `nil`.
  ///   - threads: How many threads may work at once; `nil` for one a processor.
  /// - Returns: Pairs by first row, then second.
  /// - Complexity: O(n log n + k log k) for points spread evenly, k the number of pairs.
  public func pairs(
    within radius: Double, selection: Bitset? = nil, threads: Int? = nil
  ) -> [RowPair] {
    // In the order of the columns, for what one point's answer needs the next one's does, too.
    let found: Answers<UInt32> = answers(count, threads) { point, found in
      guard isSelected(point, selection) else { return }
      collectRows(of: coordinates[point], within: radius, selection: selection, into: &found)
      let row = rows[point]
      found.removeAll { $0 <= row }
    }
    var pairs: [RowPair] = []
    pairs.reserveCapacity(found.elements.count)
    for point in 0..<count {
      for row in found[point] {
        pairs.append(RowPair(first: Int(rows[point]), second: Int(row)))
      }
    }
    pairs.sort()
    return pairs
  }

  /// Answers questions by several threads.
  private func answers<Element: Sendable>(
    _ count: Int, _ threads: Int?, _ answer: @Sendable (Int, inout [Element]) -> Void
  ) -> Answers<Element> {
    let parts = Concurrently.map(
      count, threads: threads ?? Concurrently.processorCount, partLength: 256
    ) { questions in
      var answers = Answers<Element>()
      var found: [Element] = []
      for question in questions {
        found.removeAll(keepingCapacity: true)
        answer(question, &found)
        answers.append(found)
      }
      return answers
    }
    var answers = Answers<Element>()
    for part in parts { answers.append(part) }
    return answers
  }
}
