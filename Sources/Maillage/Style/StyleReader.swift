import MaillageModel
import MaillageRaster

/// Reads the values of a style file and keeps every mistake, so that all are reported at once.
///
/// A value that cannot be read leaves what was there before.
struct StyleReader {
  /// The mistakes found so far.
  private(set) var problems: [SchemaError] = []

  /// Replaces a value by what a member says, if the member is there.
  mutating func read<Value>(
    _ reader: ConfigurationReader?, into value: inout Value,
    _ parse: (ConfigurationReader) throws(SchemaError) -> Value
  ) {
    guard let reader else { return }
    attempt { () throws(SchemaError) in value = try parse(reader) }
  }

  /// The members of an object; keys it does not know, and those it lacks, are mistakes.
  mutating func members(
    of reader: ConfigurationReader, _ keys: [String], required: [String] = []
  ) -> [String: ConfigurationReader] {
    var members: [String: ConfigurationReader] = [:]
    attempt { () throws(SchemaError) in members = try reader.members() }
    if case .object = reader.value {
      for key in members.keys.filter({ !keys.contains($0) }).sorted() {
        problems.append(reader.unknownKey(key, known: keys))
      }
      for key in required where members[key] == nil {
        problems.append(reader.error("needs “\(key)”."))
      }
    }
    return members
  }

  /// Replaces a list by what a member says, if the member is there.
  mutating func read<Value>(
    _ reader: ConfigurationReader?, into values: inout [Value], count: ClosedRange<Int>,
    item: (inout StyleReader, ConfigurationReader) -> Value
  ) {
    guard let reader else { return }
    var items: [ConfigurationReader] = []
    attempt { () throws(SchemaError) in
      items = try reader.items()
      guard count.contains(items.count) else {
        throw reader.error(
          "must have \(count.lowerBound) to \(count.upperBound) items, not \(items.count).")
      }
    }
    let read = items.map { item(&self, $0) }
    if count.contains(read.count) { values = read }
  }

  /// Replaces a part that may be absent by what a member says; `null` takes it away.
  ///
  /// - Parameters:
  ///   - reader: The member, if it is there.
  ///   - part: What holds so far; `nil` when there is no such part.
  ///   - start: What the member's keys are read into when there is no part yet.
  ///   - required: The keys it then needs.
  ///   - read: Reads the keys.
  mutating func read<Part>(
    _ reader: ConfigurationReader?, into part: inout Part?, else start: Part, required: [String],
    _ read: (inout StyleReader, ConfigurationReader, [String], inout Part) -> Void
  ) {
    guard let reader else { return }
    if reader.value == .null {
      part = nil
      return
    }
    var value = part ?? start
    read(&self, reader, part == nil ? required : [], &value)
    part = value
  }

  private mutating func attempt(_ work: () throws(SchemaError) -> Void) {
    do {
      try work()
    } catch {
      problems.append(error)
    }
  }
}

extension ConfigurationReader {
  /// A whole number within a range.
  func integer(in range: ClosedRange<Int>) throws(SchemaError) -> Int {
    guard case .number(let number) = value, let integer = Int(exactly: number),
      range.contains(integer)
    else { throw error("must be a whole number from \(range.lowerBound) to \(range.upperBound).") }
    return integer
  }

  /// An opaque colour, `#rgb` or `#rrggbb`.
  func color() throws(SchemaError) -> Color {
    let color = try translucentColor()
    guard color.alpha == 255 else {
      throw error("must be opaque; only the colours of heat may be translucent.")
    }
    return color
  }

  /// A colour, `#rgb`, `#rrggbb` or `#rrggbbaa`.
  func translucentColor() throws(SchemaError) -> Color {
    let text = try text()
    guard let color = Color(hex: text) else {
      throw error("“\(text)” is no colour; write #rgb, #rrggbb or #rrggbbaa.")
    }
    return color
  }

  /// Two zooms, the first not above the last.
  func zooms() throws(SchemaError) -> ClosedRange<Int> {
    let items = try items()
    guard items.count == 2 else { throw error("must be [first zoom, last zoom].") }
    let first = try items[0].integer(in: Tileset.zooms)
    let last = try items[1].integer(in: Tileset.zooms)
    guard first <= last else {
      throw error("the first zoom, \(first), is above the last, \(last).")
    }
    return first...last
  }

  /// One of the cases of a type.
  func choice<Value: RawRepresentable & CaseIterable>() throws(SchemaError) -> Value
  where Value.RawValue == String {
    let text = try text()
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("“\(text)” is not known; known: \(known).")
    }
    return value
  }

  /// Several texts.
  func texts() throws(SchemaError) -> [String] {
    var texts: [String] = []
    for item in try items() { texts.append(try item.text()) }
    return texts
  }
}
