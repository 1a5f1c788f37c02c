import MaillageModel

/// The outer shape of a JSON file: where its records are.
enum JSONDocument {
  /// The reader for a file: an array of objects, GeoJSON, or an object around one array.
  static func reader(
    for text: SourceText, limits: ImportLimits
  ) throws(ImportError) -> any RecordReader {
    var tokenizer = JSONTokenizer(text, maximumDepth: limits.depth)
    guard let first = tokenizer.peek() else { throw .empty(fileName: text.fileName) }
    if first == UInt8(ascii: "[") {
      return try JSONReader(text, arrayAt: tokenizer.position, isWholeFile: true, limits: limits)
    }
    let start = tokenizer.position
    let outline = try Outline(&tokenizer)
    switch outline.type {
    case "FeatureCollection":
      if let features = outline.arrays.first(where: { $0.key == "features" }) {
        return try GeoJSONReader(
          text, featuresAt: features.offset, crs: outline.crs, limits: limits)
      }
    case "Feature":
      var again = JSONTokenizer(text, at: start, maximumDepth: limits.depth)
      return GeoJSONReader(feature: try again.value(), crs: outline.crs)
    default:
      if outline.arrays.count == 1 {
        return try JSONReader(
          text, arrayAt: outline.arrays[0].offset, isWholeFile: false, limits: limits)
      }
    }
    throw text.syntaxError(
      at: start,
      fr: "un tableau d'objets ou une FeatureCollection GeoJSON est attendu",
      en: "expected an array of objects or a GeoJSON FeatureCollection")
  }

  /// The members of the outermost object, without keeping what is in its arrays.
  private struct Outline {
    var type: String?
    var crs: String?
    var arrays: [(key: String, offset: Int)] = []

    init(_ tokenizer: inout JSONTokenizer) throws(ImportError) {
      try tokenizer.expect("{")
      guard !tokenizer.skip("}") else { return }
      repeat {
        let key = try tokenizer.key().key
        if tokenizer.peek() == UInt8(ascii: "[") {
          arrays.append((key, tokenizer.position))
          try skipArray(&tokenizer)
          continue
        }
        let node = try tokenizer.value()
        switch key {
        case "type": type = node.string
        case "crs": crs = node["properties"]?["name"]?.string
        default: break
        }
      } while tokenizer.skip(",")
      try tokenizer.expect("}")
      try tokenizer.expectEnd()
    }

    private func skipArray(_ tokenizer: inout JSONTokenizer) throws(ImportError) {
      try tokenizer.expect("[")
      guard !tokenizer.skip("]") else { return }
      repeat { _ = try tokenizer.value() } while tokenizer.skip(",")
      try tokenizer.expect("]")
    }
  }
}
