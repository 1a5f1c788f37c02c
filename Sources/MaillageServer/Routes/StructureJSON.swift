import Foundation
import MaillageGeometry
import MaillageModel
import Maillage

extension Structure {
  /// The structure as a GeoJSON Feature (RFC 7946) of its public fields.
  ///
  /// - Parameters:
  ///   - schema: Says which fields are public, and their order.
  ///   - language: The language of `horaires_lisibles`.
  ///   - distance: Metres from the centre of the search, if it had one.
  /// - Returns: The feature; its geometry is null without a position.
  func feature(schema: Schema, language: Language, distance: Double? = nil) -> JSON {
    var properties: [(String, JSON)] = [("id", .string(id))]
    properties += publicMembers(schema: schema)
    if let hours = text("horaires").flatMap(OpeningHours.init) {
      properties.append(("horaires_lisibles", JSON(hours.lines(language: language))))
    }
    if isPositionApproximate { properties.append(("position_approximative", true)) }
    if let distance { properties.append(("distance", .number(distance.roundedToMillimetres))) }
    return [
      "type": "Feature", "id": .string(id),
      "geometry": coordinate.map(JSON.point) ?? .null, "properties": .object(properties),
    ]
  }

  private func publicMembers(schema: Schema) -> [(String, JSON)] {
    schema.fields.compactMap { field in
      guard field.isPublic, let value = values[field.name] else { return nil }
      return (field.name, JSON(value))
    }
  }
}

extension JSON {
  /// A field's value.
  init(_ value: FieldValue) {
    self =
      switch value {
      case .text(let text): .string(text)
      case .number(let number): .number(number)
      case .list(let items): JSON(items)
      }
  }
}

extension Double {
  /// A distance in metres without the digits that no position justifies.
  fileprivate var roundedToMillimetres: Double { (self * 1000).rounded() / 1000 }
}
