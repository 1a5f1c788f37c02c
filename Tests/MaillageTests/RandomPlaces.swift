import Foundation
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageTerritories
import MaillageTestSupport

/// Made-up structures, filters, areas and edits, the same for a seed.
struct RandomPlaces {
  private var generator: SplitMix64
  private var made = 0

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  /// The standard with a facet of a hub's own.
  static let schema: Schema = {
    let json =
      #"{"fields":[{"name":"étage","type":"text","facet":true,"values":["haut","bas"]},{"name":"numéro","type":"text","facet":true}]}"#
    do {
      return try Schema(hubSchema: Data(json.utf8))
    } catch {
      fatalError("the schema does not load: \(error)")
    }
  }()

  static func snapshot(_ structures: [Structure], revision: Int = 0) -> Snapshot {
    Snapshot(
      structures: structures, schema: schema, basemap: TestMap.basemap, revision: revision,
      timeZone: Hub.default.timeZone)
  }

  private static let values: [String: [String]] = [
    "services": Array((schema.field("services")?.terms ?? []).map(\.value).prefix(5)),
    "frais_a_charge": ["Gratuit", "Payant", "Gratuit sous condition"],
    "typologie": ["BIB", "ASSO", "ACI"], "étage": ["haut", "bas", "cave"],
    "source": ["a", "b", "c,d", "Conseil, département"] + (0..<40).map { "s\($0)" },
  ]
  private static let hours = [
    "Mo-Fr 09:00-12:00", "24/7", "Sa 10:00-18:00", "Mo 09:00-12:00; PH off", "sur rendez-vous",
  ]
  private static let names = [
    "Médiathèque", "mediatheque", "Espace public", "Fablab", "École", "東京 かん", "Straße",
    "L’Hôtel-Dieu",
  ]

  mutating func structures(count: Int) -> [Structure] {
    (0..<count).map { _ in structure() }
  }

  mutating func structure(id: String? = nil) -> Structure {
    made += 1
    let name = Self.names.randomElement(using: &generator) ?? ""
    var values: [String: FieldValue] = [
      "nom": .text("\(name) \(Int.random(in: 0..<9, using: &generator))")
    ]
    for (field, terms) in Self.values.sorted(by: { $0.key < $1.key }) where chance(0.7) {
      let chosen = terms.shuffled(using: &generator).prefix(.random(in: 1...3, using: &generator))
      values[field] =
        chosen.count == 1 && chance(0.5) ? .text(chosen[chosen.startIndex]) : .list(Array(chosen))
    }
    values["numéro"] = .text("n\(Int.random(in: 0..<60, using: &generator))")
    if chance(0.7) { values["horaires"] = .text(Self.hours.randomElement(using: &generator) ?? "") }
    if chance(0.3) {
      values["code_insee"] = .text(["49007", "44109"].randomElement(using: &generator) ?? "")
    }
    return Structure(
      id: id ?? "\(["é", "s", "z"].randomElement(using: &generator) ?? "")\(made)",
      coordinate: coordinate(), values: values)
  }

  private mutating func chance(_ share: Double) -> Bool {
    .random(in: 0..<1, using: &generator) < share
  }

  /// A position in the west of France, often shared, sometimes odd, sometimes none.
  private mutating func coordinate() -> Coordinate? {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: return nil
    case 1: return Coordinate(longitude: .random(in: -180...180, using: &generator), latitude: 89)
    case 2: return Coordinate(longitude: 180, latitude: -17)
    case 3...8:
      return Coordinate(
        longitude: Double(Int.random(in: -3...3, using: &generator)) / 2, latitude: 47.5)
    default:
      return Coordinate(
        longitude: .random(in: -3...2, using: &generator),
        latitude: .random(in: 46...49, using: &generator))
    }
  }

  mutating func filter() -> Filter {
    var filter = Filter(searchedFields: Self.schema.searchableFields)
    for (field, terms) in Self.values.sorted(by: { $0.key < $1.key }) where chance(0.3) {
      let count = Int.random(in: 0...2, using: &generator)
      filter.choices[field] = Set(terms.shuffled(using: &generator).prefix(count))
    }
    // A field that is no facet, and a value that nothing has.
    if chance(0.1) { filter.choices["nom"] = ["Fablab 1", "Fablab 2"] }
    if chance(0.1) { filter.choices["source"] = ["nobody"] }
    if chance(0.2) {
      filter.open = Date(
        timeIntervalSince1970: 60
          * Double.random(in: 29_900_000..<29_920_000, using: &generator).rounded())
    }
    if chance(0.2) {
      filter.text = ["media", "HOTEL dieu", "か", "ss", "fablab 3", "é"].randomElement(
        using: &generator)
    }
    return filter
  }

  mutating func area() -> StructureQuery.Area {
    let center = Coordinate(
      longitude: .random(in: -3...2, using: &generator),
      latitude: .random(in: 46...49, using: &generator))
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return .everywhere
    case 1: return .box(.world)
    case 2:
      return .box(
        BoundingBox(
          west: center.longitude, south: 46, east: center.longitude + 1.5, north: center.latitude))
    case 3: return .circle(center: center, radius: .random(in: 0...200_000, using: &generator))
    default:
      return .territory(
        level: TerritoryLevel.allCases.randomElement(using: &generator) ?? .region,
        code: ["49", "44", "52", "49007", "99"].randomElement(using: &generator) ?? "")
    }
  }

  /// Some structures put or removed.
  mutating func changes(of structures: [Structure], count: Int) -> [StructureChange] {
    (0..<count).map { _ in
      guard let known = structures.randomElement(using: &generator) else {
        return .put(structure())
      }
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: return .put(structure())
      case 1: return .remove(id: known.id)
      case 2: return .remove(id: "nobody")
      case 3: return .put(known)
      case 4:
        var same = structure(id: known.id)
        same.coordinate = known.coordinate
        return .put(same)
      default: return .put(structure(id: known.id))
      }
    }
  }
}

extension [Structure] {
  /// The structures after changes, by plain replacement.
  func applying(_ changes: [StructureChange]) -> [Structure] {
    var byID = Dictionary(uniqueKeysWithValues: map { ($0.id, $0) })
    for change in changes {
      switch change {
      case .put(let structure): byID[structure.id] = structure
      case .remove(let id): byID[id] = nil
      }
    }
    return Array(byID.values)
  }
}
