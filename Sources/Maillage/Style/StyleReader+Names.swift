import MaillageModel
import MaillageRaster

extension StyleReader {
  mutating func names(_ part: ConfigurationReader, into names: inout Style.Names) {
    let members = members(of: part, ["region", "departement", "commune", "places", "overlap"])
    territories(members["region"], into: &names.region)
    territories(members["departement"], into: &names.departement)
    territories(members["commune"], into: &names.commune)
    places(members["places"], into: &names.places)
    boolean(members["overlap"], into: &names.overlap)
  }

  private mutating func territories(
    _ part: ConfigurationReader?, into names: inout Style.TerritoryNames?
  ) {
    read(
      part, into: &names, else: .init(text: Self.newText, zooms: Tileset.zooms),
      required: ["text", "zooms"]
    ) { reader, part, required, names in
      let members = reader.members(of: part, ["text", "zooms"], required: required)
      reader.text(
        members["text"], into: &names.text, hasHalo: true,
        required: required.isEmpty ? [] : ["color", "size"])
      reader.zooms(members["zooms"], into: &names.zooms)
    }
  }

  private mutating func places(
    _ part: ConfigurationReader?, into names: inout Style.PlaceNames?
  ) {
    read(
      part, into: &names, else: .init(text: Self.newText, minimumPopulation: []),
      required: ["text", "minimumPopulation"]
    ) { reader, part, required, names in
      let members = reader.members(of: part, ["text", "minimumPopulation"], required: required)
      reader.text(
        members["text"], into: &names.text, hasHalo: true,
        required: required.isEmpty ? [] : ["color", "size"])
      reader.read(
        members["minimumPopulation"], into: &names.minimumPopulation, count: 1...20
      ) { reader, item in
        let members = reader.members(
          of: item, ["zoom", "population"], required: ["zoom", "population"])
        var step = Style.ZoomStep(zoom: 0, population: 0)
        reader.integer(members["zoom"], into: &step.zoom, in: Tileset.zooms)
        reader.integer(members["population"], into: &step.population, in: 0...100_000_000)
        return step
      }
    }
  }

  /// What the keys of a text are read into that no built-in style has.
  private static var newText: Style.Text { .init(color: .black, size: 12) }
}
