import MaillageModel

/// The features of a GeoJSON file (RFC 7946, and `crs` of the 2008 version).
struct GeoJSONReader: RecordReader {
  let declaredCRS: String?
  var columns: [String] { table.columns }
  var notes: [ReaderNote] { [] }

  private var elements: JSONElements?
  private var single: JSONNode?
  private var table = FlatColumns()

  /// Reads the features of the array at an offset.
  init(
    _ text: SourceText, featuresAt offset: Int, crs: String?, limits: ImportLimits
  ) throws(ImportError) {
    elements = try JSONElements(text, arrayAt: offset, isWholeFile: false, limits: limits)
    declaredCRS = crs
  }

  /// Reads one feature, a whole file by itself.
  init(feature: JSONNode, crs: String?) {
    single = feature
    declaredCRS = crs
  }

  mutating func next() throws(ImportError) -> SourceRecord? {
    let feature: JSONNode
    if let element = try elements?.next() {
      feature = element
    } else if let element = single {
      single = nil
      feature = element
    } else {
      return nil
    }
    var record = SourceRecord(number: elements?.number ?? 1, offset: feature.offset)
    guard case .object = feature.value else {
      record.notes.append(
        ReaderNote(
          offset: feature.offset, action: .rejected,
          reason: LocalizedText(
            fr: "cet élément n'est pas un objet géographique (Feature)",
            en: "this element is not a feature")))
      return record
    }
    if let properties = feature["properties"], case .object = properties.value {
      table.add(properties, to: &record)
      if properties["id"] == nil, let id = feature["id"] {
        table.add(id, named: "id", to: &record)
      }
    } else if let id = feature["id"] {
      table.add(id, named: "id", to: &record)
    }
    addPoint(of: feature, to: &record)
    return record
  }

  private func addPoint(of feature: JSONNode, to record: inout SourceRecord) {
    guard let geometry = feature["geometry"], let type = geometry["type"]?.string else { return }
    var coordinates = geometry["coordinates"]?.elements ?? []
    if type == "MultiPoint", coordinates.count == 1 { coordinates = coordinates[0].elements ?? [] }
    if type == "Point" || type == "MultiPoint", coordinates.count >= 2,
      let longitude = coordinates[0].scalarText, let latitude = coordinates[1].scalarText
    {
      record.point = (
        Cell(text: longitude, offset: coordinates[0].offset),
        Cell(text: latitude, offset: coordinates[1].offset)
      )
    } else if type != "Point" || !coordinates.isEmpty {
      record.notes.append(
        ReaderNote(
          offset: geometry.offset, column: "geometry", value: type, action: .dropped,
          reason: LocalizedText(
            fr: "la géométrie n'est pas un point", en: "the geometry is not a point")))
    }
  }
}
