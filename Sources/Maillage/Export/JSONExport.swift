import MaillageGeometry
import MaillageModel

extension StructureWriter {
  /// The rows as an array of objects.
  func json(_ rows: [(Structure, Double?)]) -> [UInt8] {
    var output = JSONOutput()
    output.raw("[")
    for (index, row) in rows.enumerated() {
      output.raw(index == 0 ? "\n" : ",\n")
      output.raw("{")
      output.member("id", row.0.id)
      members(of: row, hasPosition: true, to: &output)
      output.raw("}")
    }
    output.raw("\n]\n")
    return output.bytes
  }

  /// The rows as a feature collection.
  func geoJSON(_ rows: [(Structure, Double?)]) -> [UInt8] {
    var output = JSONOutput()
    output.raw(#"{"type":"FeatureCollection","features":["#)
    for (index, row) in rows.enumerated() {
      output.raw(index == 0 ? "\n" : ",\n")
      output.raw(#"{"type":"Feature","#)
      output.member("id", row.0.id)
      if let position = row.0.coordinate {
        output.raw(#","geometry":{"type":"Point","coordinates":["#)
        output.raw(DecimalNumber.text(position.longitude))
        output.raw(",")
        output.raw(DecimalNumber.text(position.latitude))
        output.raw("]}")
      } else {
        output.raw(#","geometry":null"#)
      }
      output.raw(#","properties":{"#)
      output.member("id", row.0.id)
      members(of: row, hasPosition: false, to: &output)
      output.raw("}}")
    }
    output.raw("\n]}\n")
    return output.bytes
  }

  private func members(
    of row: (Structure, Double?), hasPosition: Bool, to output: inout JSONOutput
  ) {
    let (structure, distance) = row
    for field in fields where field.name != "id" {
      switch (field.name, structure.values[field.name]) {
      case ("latitude", _):
        guard hasPosition, let position = structure.coordinate else { continue }
        output.nextMember("latitude", DecimalNumber.text(position.latitude))
      case ("longitude", _):
        guard hasPosition, let position = structure.coordinate else { continue }
        output.nextMember("longitude", DecimalNumber.text(position.longitude))
      case (_, .text(let text)):
        output.raw(",")
        output.member(field.name, text)
      case (_, .number(let number)): output.nextMember(field.name, DecimalNumber.text(number))
      case (_, .list(let items)):
        output.raw(",")
        output.string(field.name)
        output.raw(":[")
        for (index, item) in items.enumerated() {
          if index > 0 { output.raw(",") }
          output.string(item)
        }
        output.raw("]")
      case (_, nil): break
      }
    }
    if structure.isPositionApproximate { output.nextMember(Self.approximateName, "true") }
    for (name, header) in unmappedColumns(of: [row]) {
      output.raw(",")
      output.member(header, structure.unmapped[name] ?? "")
    }
    if let distance { output.nextMember(Self.distanceName, DecimalNumber.text(distance)) }
  }
}

/// JSON text written byte by byte.
private struct JSONOutput {
  var bytes: [UInt8] = []

  /// Appends text as it is.
  mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends a member whose value is a text.
  mutating func member(_ name: String, _ text: String) {
    string(name)
    raw(":")
    string(text)
  }

  /// Appends a comma and a member whose value is JSON already.
  mutating func nextMember(_ name: String, _ json: String) {
    raw(",")
    string(name)
    raw(":")
    raw(json)
  }

  /// Appends a quoted text.
  mutating func string(_ text: String) {
    appendJSONString(text, to: &bytes)
  }
}
