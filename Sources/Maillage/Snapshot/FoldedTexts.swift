import MaillageModel

/// The searched texts of some structures, folded once for any number of searches.
struct FoldedTexts: Sendable {
  /// The folded items of all structures one behind the other, a line break after each: a word never
  /// holds one, so no word is found across two items.
  private var bytes: [UInt8] = []
  /// The texts of structure i are bytes `starts[i]` ..< `starts[i + 1]`.
  private var starts: [Int] = [0]
  /// Whether all of a structure's texts are ASCII once folded.
  private var isASCII: [Bool] = []

  /// Folds the texts of structures.
  init(_ structures: [Structure], fields: [String]) {
    for structure in structures {
      let start = bytes.count
      for field in fields {
        switch structure.values[field] {
        case nil: break
        case .text(let text): append(text)
        case .some(let value): for item in value.items { append(item) }
        }
      }
      let isPlain = bytes[start...].allSatisfy { $0 < 0x80 }
      // Beyond ASCII, what a word matches is a question of whole characters: the filter answers it.
      if !isPlain { bytes.removeSubrange(start...) }
      isASCII.append(isPlain)
      starts.append(bytes.count)
    }
  }

  private mutating func append(_ item: String) {
    appendFolded(contentsOf: item, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Whether the texts of a structure hold all words; `nil` when its folded texts are not ASCII.
  ///
  /// - Parameters:
  ///   - words: Folded words, none empty.
  ///   - position: The structure's place among those given.
  /// - Returns: Whether all are found.
  /// - Complexity: O(l·w), l the length of the texts, w the number of words.
  func hold(_ words: [[UInt8]], at position: Int) -> Bool? {
    guard isASCII[position] else { return nil }
    let text = bytes.span.extracting(starts[position]..<starts[position + 1])
    return words.allSatisfy { Self.find($0.span, in: text) }
  }

  /// Whether a text holds a word, by looking for its first byte and then for the others.
  private static func find(_ word: Span<UInt8>, in text: Span<UInt8>) -> Bool {
    let first = word[0]
    let end = text.count - word.count
    var place = 0
    while place <= end {
      if text[place] == first {
        var length = 1
        while length < word.count, text[place + length] == word[length] { length += 1 }
        if length == word.count { return true }
      }
      place += 1
    }
    return false
  }
}
