package import Foundation

/// One value of a configuration file together with its place, so that every complaint names both.
package struct ConfigurationReader: Sendable {
  /// The file's name.
  package let file: String
  /// The value's place in the file.
  package let place: String
  /// The value.
  package let value: JSONValue

  /// Reads a whole file.
  package init(_ bytes: Data, file: String) throws(SchemaError) {
    self.file = file
    place = ""
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: bytes)
    } catch {
      throw SchemaError(file: file, place: "", reason: "not valid JSON. \(Self.fault(in: bytes))")
    }
  }

  private init(file: String, place: String, value: JSONValue) {
    self.file = file
    self.place = place
    self.value = value
  }

  /// An error at this place.
  package func error(_ reason: String) -> SchemaError {
    SchemaError(file: file, place: place, reason: reason)
  }

  /// An error about a key of this object, with the known key nearest to it.
  package func unknownKey(_ key: String, known: [String]) -> SchemaError {
    let nearest = known.map { (key: $0, edits: Self.edits(key.lowercased(), $0.lowercased())) }
      .min { $0.edits < $1.edits }
    let proposal = nearest.flatMap { nearest in
      nearest.edits <= max(1, nearest.key.count / 3) ? " Did you mean “\(nearest.key)”?" : nil
    }
    return error(
      "unknown key “\(key)”; known keys: \(known.joined(separator: ", ")).\(proposal ?? "")")
  }

  /// The same value under a place that also says its name.
  package func named(_ name: String) -> ConfigurationReader {
    .init(file: file, place: "\(place) (“\(name)”)", value: value)
  }

  /// The members of an object, which must be among the keys.
  package func members(_ keys: [String]) throws(SchemaError) -> [String: ConfigurationReader] {
    guard case .object(let object) = value else {
      throw error("must be an object, not \(value.kind).")
    }
    if let unknown = object.keys.filter({ !keys.contains($0) }).min() {
      throw unknownKey(unknown, known: keys)
    }
    return Dictionary(
      uniqueKeysWithValues: object.map { key, value in
        (key, .init(file: file, place: place.isEmpty ? key : "\(place).\(key)", value: value))
      })
  }

  /// The members of an object with any keys.
  package func members() throws(SchemaError) -> [String: ConfigurationReader] {
    guard case .object(let object) = value else {
      throw error("must be an object, not \(value.kind).")
    }
    return try members(Array(object.keys))
  }

  /// The items of an array.
  package func items() throws(SchemaError) -> [ConfigurationReader] {
    guard case .array(let values) = value else {
      throw error("must be an array, not \(value.kind).")
    }
    return values.enumerated().map {
      .init(file: file, place: "\(place)[\($0.offset)]", value: $0.element)
    }
  }

  /// A text that is not empty.
  package func text() throws(SchemaError) -> String {
    guard case .string(let text) = value else {
      throw error("must be a text, not \(value.kind).")
    }
    guard !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else {
      throw error("must not be empty.")
    }
    return text
  }

  /// `true` or `false`.
  package func boolean() throws(SchemaError) -> Bool {
    guard case .boolean(let flag) = value else {
      throw error("must be true or false, not \(value.kind).")
    }
    return flag
  }

  /// A number within a range.
  package func number(in range: ClosedRange<Double>) throws(SchemaError) -> Double {
    guard case .number(let number) = value, range.contains(number) else {
      throw error("must be a number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// A text for both languages: one text, or an object with `fr` and `en`, of which one may lack.
  package func localizedText() throws(SchemaError) -> LocalizedText {
    if case .string = value {
      let text = try text()
      return LocalizedText(fr: text, en: text)
    }
    let members = try members(["fr", "en"])
    let fr = try members["fr"]?.text()
    let en = try members["en"]?.text()
    guard let fallback = fr ?? en else { throw error("needs “fr” or “en”.") }
    return LocalizedText(fr: fr ?? fallback, en: en ?? fallback)
  }

  /// Where a text stops being JSON: the decoder does not say, the older parser does.
  private static func fault(in bytes: Data) -> String {
    do {
      _ = try JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)
      return ""
    } catch {
      return (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
    }
  }

  /// How many characters must be inserted, removed or replaced to make one text of another.
  ///
  /// Source: R. A. Wagner and M. J. Fischer, "The String-to-String Correction Problem", 1974.
  ///
  /// - Complexity: O(product of both lengths).
  private static func edits(_ text: String, _ other: String) -> Int {
    let goal = Array(other)
    var row = Array(0...goal.count)
    for (position, character) in text.enumerated() {
      var diagonal = row[0]
      row[0] = position + 1
      for column in goal.indices {
        let replaced = diagonal + (goal[column] == character ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[goal.count]
  }
}
