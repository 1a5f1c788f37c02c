public import Foundation
import MaillageModel
import MaillageRaster
import MaillageTerritories

extension Style {
  /// The built-in styles by name.
  public static let builtIn = [light, dark, highContrast]

  /// Reads and checks a style file; <doc:Style> lists its keys.
  ///
  /// A file says only what differs from the built-in style it names as `extends` (`light` when
  /// absent). An object is merged key by key, a list replaces the list. Without `name` the style
  /// is called like the file.
  ///
  ///     try Style(json: Data(#"{"extends":"dark","ground":"#000"}"#.utf8), fileName: "night.json")
  ///
  /// - Parameters:
  ///   - json: The bytes of the file.
  ///   - fileName: The file's name, for messages.
  /// - Throws: ``StyleError`` with every key that cannot be read; when all can, with every value
  ///   that does not fit the others, such as colours of too little contrast.
  public init(json: Data, fileName: String) throws(StyleError) {
    var reader = StyleReader()
    let file: ConfigurationReader
    do {
      file = try ConfigurationReader(json, file: fileName)
    } catch {
      throw StyleError(problems: [error])
    }
    let keys = [
      "name", "extends", "ground", "fills", "borders", "names", "clusters", "places", "choropleth",
      "heat",
    ]
    let members = reader.members(of: file, keys)
    self = .light
    reader.read(members["extends"], into: &self) { value throws(SchemaError) in
      let base = try value.text()
      guard let style = Self.builtIn.first(where: { $0.name == base }) else {
        let known = Self.builtIn.map(\.name).joined(separator: ", ")
        throw value.error("“\(base)” is no built-in style; known: \(known).")
      }
      return style
    }
    name = URL(filePath: fileName).deletingPathExtension().lastPathComponent
    reader.read(members["name"], into: &name) { value throws(SchemaError) in try value.text() }
    reader.read(members["ground"], into: &ground) { value throws(SchemaError) in
      try value.color()
    }
    reader.read(members["fills"], into: &fills, count: 0...6) { $0.fill($1) }
    reader.read(members["borders"], into: &borders, count: 0...12) { $0.border($1) }
    if let part = members["names"] { reader.names(part, into: &names) }
    if let part = members["clusters"] { reader.clusters(part, into: &clusters) }
    if let part = members["places"] { reader.places(part, into: &places) }
    if let part = members["choropleth"] { reader.choropleth(part, into: &choropleth) }
    if let part = members["heat"] { reader.heat(part, into: &heat) }
    guard reader.problems.isEmpty else { throw StyleError(problems: reader.problems) }
    let problems = StyleCheck(self).problems.map {
      SchemaError(file: fileName, place: $0.place, reason: $0.reason)
    }
    guard problems.isEmpty else { throw StyleError(problems: problems) }
  }
}

extension StyleReader {
  fileprivate mutating func fill(_ item: ConfigurationReader) -> Style.TerritoryFill {
    let members = members(of: item, ["level", "colors", "zooms"], required: ["level", "colors"])
    var fill = Style.TerritoryFill(level: .departement, colors: [.white])
    read(members["level"], into: &fill.level) { value throws(SchemaError) in try value.choice() }
    colors(members["colors"], into: &fill.colors, count: 1...4)
    zooms(members["zooms"], into: &fill.zooms)
    return fill
  }

  fileprivate mutating func border(_ item: ConfigurationReader) -> Style.TerritoryBorder {
    let members = members(
      of: item, ["kind", "color", "width", "zooms"], required: ["kind", "color", "width"])
    var border = Style.TerritoryBorder(kind: .outline, color: .black, width: 1)
    read(members["kind"], into: &border.kind) { value throws(SchemaError) in try value.choice() }
    color(members["color"], into: &border.color)
    number(members["width"], into: &border.width, in: 0.1...10)
    zooms(members["zooms"], into: &border.zooms)
    return border
  }

  fileprivate mutating func choropleth(
    _ part: ConfigurationReader, into choropleth: inout Style.Choropleth
  ) {
    let members = members(of: part, ["levels", "measure", "classes", "noStructure", "border"])
    read(members["levels"], into: &choropleth.levels, count: 1...6) { reader, item in
      let members = reader.members(
        of: item, ["level", "zooms"], required: ["level", "zooms"])
      var level = Style.LevelZooms(level: .departement, zooms: Tileset.zooms)
      reader.read(members["level"], into: &level.level) { value throws(SchemaError) in
        try value.choice()
      }
      reader.zooms(members["zooms"], into: &level.zooms)
      return level
    }
    read(members["measure"], into: &choropleth.measure) { value throws(SchemaError) in
      try value.choice()
    }
    read(members["classes"], into: &choropleth.classes, count: 1...7) { reader, item in
      let members = reader.members(
        of: item, ["minimum", "color"], required: ["minimum", "color"])
      var value = Style.ChoroplethClass(minimum: 0, color: .black)
      reader.number(members["minimum"], into: &value.minimum, in: 0...1_000_000)
      reader.color(members["color"], into: &value.color)
      return value
    }
    color(members["noStructure"], into: &choropleth.noStructure)
    line(members["border"], into: &choropleth.border)
  }

  fileprivate mutating func heat(_ part: ConfigurationReader, into heat: inout Style.Heat) {
    let members = members(of: part, ["radius", "colors", "saturation"])
    number(members["radius"], into: &heat.radius, in: 4...100)
    read(members["colors"], into: &heat.colors, count: 2...12) { reader, item in
      var color = Color.black
      reader.read(item, into: &color) { value throws(SchemaError) in try value.translucentColor() }
      return color
    }
    number(members["saturation"], into: &heat.saturation, in: 1...1_000_000)
  }
}
