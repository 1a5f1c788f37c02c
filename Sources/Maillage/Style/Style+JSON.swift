import MaillageModel
import MaillageRaster
import MaillageTerritories

extension Style {
  /// The style as a file that ``init(json:fileName:)`` reads back to the same value.
  ///
  /// Every key is there, in the order of the documentation. The halo of the count on a disc, which
  /// has none, is not written.
  ///
  /// - Returns: Indented JSON with a line break at its end.
  public func json() -> String {
    tree.indentedText + "\n"
  }

  private var tree: JSON {
    [
      "name": .string(name),
      "ground": ground.json,
      "fills": .array(
        fills.map {
          [
            "level": .string($0.level.rawValue), "colors": .colors($0.colors),
            "zooms": $0.zooms.json,
          ]
        }),
      "borders": .array(
        borders.map {
          [
            "kind": .string($0.kind.rawValue), "color": $0.color.json, "width": .number($0.width),
            "zooms": $0.zooms.json,
          ]
        }),
      "names": names.json,
      "clusters": clusters.json,
      "places": [
        "field": .string(places.field),
        "symbols": .array(
          places.symbols.map { symbol in
            .object([("values", JSON(symbol.values))] + symbol.members)
          }),
        "fallback": .object(places.fallback.members),
      ],
      "choropleth": choropleth.json,
      "heat": [
        "radius": .number(heat.radius), "colors": .colors(heat.colors),
        "saturation": .number(heat.saturation),
      ],
    ]
  }
}

extension Style.Names {
  fileprivate var json: JSON {
    func territories(_ names: Style.TerritoryNames?) -> JSON {
      names.map { ["text": $0.text.json(hasHalo: true), "zooms": $0.zooms.json] } ?? .null
    }
    let places: JSON? = places.map {
      [
        "text": $0.text.json(hasHalo: true),
        "minimumPopulation": .array(
          $0.minimumPopulation.map {
            ["zoom": .integer($0.zoom), "population": .integer($0.population)]
          }),
      ]
    }
    return [
      "region": territories(region), "departement": territories(departement),
      "commune": territories(commune), "places": places ?? .null, "overlap": .bool(overlap),
    ]
  }
}

extension Style.ClusterStyle {
  fileprivate var json: JSON {
    let pie: JSON? = pie.map { pie in
      [
        "field": .string(pie.field), "width": .number(pie.width),
        "colors": .array(
          pie.colors.map { part in
            .object(
              [("value", .string(part.value)), ("color", part.color.json)]
                + (part.label.map { [("label", $0.json)] } ?? []))
          }),
        "other": pie.other.json,
      ]
    }
    return [
      "symbols": .array(
        symbols.map {
          [
            "minimumCount": .integer($0.minimumCount), "radius": .number($0.radius),
            "color": $0.color.json,
          ]
        }),
      "stroke": stroke.json, "count": count.json(hasHalo: false), "pie": pie ?? .null,
    ]
  }
}

extension Style.PlaceSymbol {
  fileprivate var members: [(String, JSON)] {
    [
      ("label", label.json), ("shape", .string(shape.rawValue)), ("radius", .number(radius)),
      ("fill", fill.json), ("stroke", stroke.json),
    ]
  }
}

extension Style.Choropleth {
  fileprivate var json: JSON {
    [
      "levels": .array(
        levels.map { ["level": .string($0.level.rawValue), "zooms": $0.zooms.json] }),
      "measure": .string(measure.rawValue),
      "classes": .array(
        classes.map { ["minimum": .number($0.minimum), "color": $0.color.json] }),
      "noStructure": noStructure.json,
      "border": border.json,
    ]
  }
}

extension Style.Line {
  fileprivate var json: JSON { ["color": color.json, "width": .number(width)] }
}

extension Style.Text {
  fileprivate func json(hasHalo: Bool) -> JSON {
    .object(
      [("color", color.json), ("size", .number(size)), ("bold", .bool(isBold))]
        + (hasHalo ? [("halo", .number(halo)), ("haloColor", haloColor.json)] : []))
  }
}

extension LocalizedText {
  fileprivate var json: JSON { ["fr": .string(fr), "en": .string(en)] }
}

extension Color {
  fileprivate var json: JSON { .string(hexText) }
}

extension ClosedRange<Int> {
  fileprivate var json: JSON { [.integer(lowerBound), .integer(upperBound)] }
}

extension JSON {
  fileprivate static func colors(_ colors: [Color]) -> JSON { .array(colors.map(\.json)) }

  /// Text for people: what fits into a line stands on one, the rest is indented by two spaces.
  fileprivate var indentedText: String { indentedText(depth: 0) }

  private func indentedText(depth: Int) -> String {
    let short = spacedText
    if depth > 0, depth * 2 + short.count <= 80 { return short }
    let (inner, outer) = (
      String(repeating: "  ", count: depth + 1), String(repeating: "  ", count: depth)
    )
    switch self {
    case .array(let items) where !items.isEmpty:
      let lines = items.map { inner + $0.indentedText(depth: depth + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map {
        "\(inner)\(JSON.string($0.0).text): \($0.1.indentedText(depth: depth + 1))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    default: return short
    }
  }

  /// The value on one line, with a space after every colon and comma.
  private var spacedText: String {
    switch self {
    case .array(let items): "[" + items.map(\.spacedText).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.map { "\(JSON.string($0.0).text): \($0.1.spacedText)" }.joined(separator: ", ")
        + "}"
    default: text
    }
  }
}
