import HTTPTypes
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageTerritories

extension RouteTable {
  /// `GET /api/structures`: the structures of an area that a filter accepts.
  func structures(_ inquiry: Inquiry) throws -> Answer {
    let format = inquiry.query["format"] ?? StructureWriter.Format.geojson.rawValue
    guard let format = StructureWriter.Format(rawValue: format) else {
      throw Problem(parameter: "format", value: format, accepted: StructureWriter.Format.self)
    }
    let page = try StructurePage(inquiry, defaultLimit: 100)
    return switch format {
    case .geojson: Answer(page.geoJSON(inquiry), contentType: "application/geo+json")
    case .json, .csv, .csvTableur: page.file(format, schema: inquiry.snapshot.schema)
    }
  }

  /// `GET /api/structures/{id}`: one structure as a GeoJSON Feature.
  func structure(_ inquiry: Inquiry) throws -> Answer {
    let structure = try inquiry.structure(id: inquiry.part("id"))
    return Answer(
      structure.feature(schema: inquiry.snapshot.schema, language: inquiry.language),
      contentType: "application/geo+json")
  }
}

extension Problem {
  /// The problem of a value that is none of a closed list.
  init<Choice: RawRepresentable<String> & CaseIterable>(
    parameter: String, value: String?, accepted: Choice.Type
  ) {
    let value = QueryParameters.excerpt(value ?? "")
    let list = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    self.init(
      parameter: parameter, fr: "« \(value) » n’est pas admis ; valeurs : \(list).",
      en: "“\(value)” is not accepted; values: \(list).")
  }
}

extension Inquiry {
  /// The structure of an id.
  ///
  /// - Throws: A ``Problem`` with status 404 when there is none.
  func structure(id: String) throws(Problem) -> Structure {
    guard let structure = snapshot.structure(id: id) else {
      throw Problem(
        parameter: "id", status: .notFound,
        fr: "aucun lieu n’a l’identifiant « \(QueryParameters.excerpt(id)) ».",
        en: "no place has the identifier “\(QueryParameters.excerpt(id))”.")
    }
    return structure
  }

  /// The area the query asks for: one of `bbox`, `latitude` with `longitude` and `radius`, and
  /// `territory`; everywhere without any.
  ///
  /// - Throws: A ``Problem`` that names the parameter at fault.
  func area() throws(Problem) -> StructureQuery.Area {
    var areas: [(parameter: String, area: StructureQuery.Area)] = []
    if let box = try query.boundingBox() { areas.append(("bbox", .box(box))) }
    let center = try query.coordinate()
    let radius = try query.number("radius", in: Self.smallestRadius...Self.largestRadius)
    switch (center, radius) {
    case (let center?, let radius?):
      areas.append(("radius", .circle(center: center, radius: radius)))
    case (nil, nil): break
    case (nil, _): throw QueryParameters.missing("latitude", with: "radius")
    case (_, nil): throw QueryParameters.missing("radius", with: "latitude")
    }
    if let text = query["territory"] { areas.append(("territory", try Self.territory(text))) }
    guard areas.count < 2 else {
      throw Problem(
        parameter: areas[1].parameter, fr: "ne se combine pas avec \(areas[0].parameter).",
        en: "cannot be combined with \(areas[0].parameter).")
    }
    return areas.first?.area ?? .everywhere
  }

  /// The smallest radius of a search, in metres.
  static let smallestRadius = 0.001
  /// The largest radius of a search, in metres.
  static let largestRadius = 500_000.0

  private static func territory(_ text: String) throws(Problem) -> StructureQuery.Area {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let level = TerritoryLevel(rawValue: parts[0]), !parts[1].isEmpty
    else {
      throw Problem(
        parameter: "territory",
        fr: "« \(QueryParameters.excerpt(text)) » ne se lit pas ; écrire region:52, "
          + "departement:44 ou commune:44109.",
        en: "“\(QueryParameters.excerpt(text))” cannot be read; write region:52, "
          + "departement:44 or commune:44109.")
    }
    return .territory(level: level, code: parts[1])
  }
}
