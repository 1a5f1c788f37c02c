import MaillageModel
import MaillageRaster

extension Legend {
  /// The legend as `{"language","sections":[{"subject","title","entries":[…]}]}`.
  ///
  /// An entry has a `label`, a `kind` (`disc`, `marker`, `paint`, `ramp` or `line`) and its `colors`
  /// as `#rrggbb` or `#rrggbbaa`: a disc's and a marker's inside first, then the line around it. Discs
  /// and markers have a `shape` and a `radius`, lines a `width`, in CSS pixels.
  package var json: JSON {
    [
      "language": .string(language.rawValue),
      "sections": .array(
        sections.map { section in
          [
            "subject": .string(section.subject.rawValue), "title": .string(section.title),
            "entries": .array(section.entries.map(\.json)),
          ]
        }),
    ]
  }
}

extension Legend.Entry {
  fileprivate var json: JSON {
    .object([("label", .string(label))] + symbol.members)
  }
}

extension Legend.Symbol {
  fileprivate var members: [(String, JSON)] {
    func colors(_ colors: [Color]) -> (String, JSON) { ("colors", JSON(colors.map(\.hexText))) }
    return switch self {
    case .disc(let disc, let stroke):
      [
        ("kind", "disc"), ("shape", .string(Style.MarkerShape.circle.rawValue)),
        ("radius", .number(disc.radius)), colors([disc.color, stroke.color]),
      ]
    case .marker(let marker):
      [
        ("kind", "marker"), ("shape", .string(marker.shape.rawValue)),
        ("radius", .number(marker.radius)), colors([marker.fill, marker.stroke.color]),
      ]
    case .paint(let color): [("kind", "paint"), colors([color])]
    case .ramp(let ramp): [("kind", "ramp"), colors(ramp)]
    case .line(let line): [("kind", "line"), ("width", .number(line.width)), colors([line.color])]
    }
  }
}
