import MaillageModel
import MaillageRaster

extension StyleReader {
  mutating func clusters(_ part: ConfigurationReader, into clusters: inout Style.ClusterStyle) {
    let members = members(of: part, ["symbols", "stroke", "count", "pie"])
    read(members["symbols"], into: &clusters.symbols, count: 1...12) { $0.disc($1) }
    line(members["stroke"], into: &clusters.stroke)
    text(members["count"], into: &clusters.count, hasHalo: false)
    read(
      members["pie"], into: &clusters.pie,
      else: .init(field: "", width: 3, colors: [], other: .black),
      required: ["field", "colors", "other"]
    ) { $0.pie($1, required: $2, into: &$3) }
  }

  private mutating func disc(_ item: ConfigurationReader) -> Style.ClusterSymbol {
    let keys = ["minimumCount", "radius", "color"]
    let members = members(of: item, keys, required: keys)
    var symbol = Style.ClusterSymbol(minimumCount: 2, radius: 12, color: .black)
    integer(members["minimumCount"], into: &symbol.minimumCount, in: 2...1_000_000_000)
    number(members["radius"], into: &symbol.radius, in: 4...40)
    color(members["color"], into: &symbol.color)
    return symbol
  }

  private mutating func pie(
    _ part: ConfigurationReader, required: [String], into pie: inout Style.Pie
  ) {
    let members = members(of: part, ["field", "width", "colors", "other"], required: required)
    read(members["field"], into: &pie.field) { value throws(SchemaError) in try value.text() }
    number(members["width"], into: &pie.width, in: 1...10)
    read(members["colors"], into: &pie.colors, count: 1...12) { reader, item in
      let members = reader.members(
        of: item, ["value", "color", "label"], required: ["value", "color"])
      var color = Style.PieColor(value: "", color: .black)
      reader.read(members["value"], into: &color.value) { value throws(SchemaError) in
        try value.text()
      }
      reader.color(members["color"], into: &color.color)
      reader.read(members["label"], into: &color.label) { value throws(SchemaError) in
        try value.localizedText()
      }
      return color
    }
    color(members["other"], into: &pie.other)
  }

  mutating func places(_ part: ConfigurationReader, into places: inout Style.PlaceStyle) {
    let members = members(of: part, ["field", "symbols", "fallback"])
    read(members["field"], into: &places.field) { value throws(SchemaError) in try value.text() }
    let symbolKeys = ["label", "shape", "radius", "fill", "stroke"]
    read(members["symbols"], into: &places.symbols, count: 0...24) { reader, item in
      var symbol = Style.PlaceSymbol(
        values: [], label: .init(fr: "", en: ""), shape: .circle, radius: 6, fill: .black,
        stroke: .init(color: .white, width: 0))
      let members = reader.members(
        of: item, ["values"] + symbolKeys,
        required: ["values", "label", "shape", "radius", "fill"])
      reader.read(members["values"], into: &symbol.values) { value throws(SchemaError) in
        let texts = try value.texts()
        guard !texts.isEmpty else { throw value.error("needs a value.") }
        return texts
      }
      reader.marker(members, into: &symbol, stroke: ["color", "width"])
      return symbol
    }
    if let fallback = members["fallback"] {
      marker(self.members(of: fallback, symbolKeys), into: &places.fallback)
    }
  }

  private mutating func marker(
    _ members: [String: ConfigurationReader], into symbol: inout Style.PlaceSymbol,
    stroke required: [String] = []
  ) {
    read(members["label"], into: &symbol.label) { value throws(SchemaError) in
      try value.localizedText()
    }
    read(members["shape"], into: &symbol.shape) { value throws(SchemaError) in try value.choice() }
    number(members["radius"], into: &symbol.radius, in: 2...8)
    color(members["fill"], into: &symbol.fill)
    line(members["stroke"], into: &symbol.stroke, required: required)
  }
}
