import Foundation
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTerritories
import MaillageTestSupport

/// The embedded basemap with structures made up by the tests.
enum TestMap {
  static let geodata = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Geodata")

  static let basemap: Basemap = {
    do {
      func file(_ name: String) throws -> Data {
        try Data(contentsOf: geodata.appending(path: name))
      }
      return Basemap(
        layers: [
          .region: try TerritoryLayer(
            boundaries: file("regions.geojson"), level: .region, fileName: "regions.geojson"),
          .departement: try TerritoryLayer(
            boundaries: file("departements.geojson"), level: .departement,
            fileName: "departements.geojson"),
        ],
        gazetteer: try Gazetteer(csv: file("places.csv"), fileName: "places.csv"))
    } catch {
      fatalError("the embedded basemap does not load: \(error)")
    }
  }()

  static let fonts: MapFonts = {
    do {
      let folder = "/usr/share/fonts/truetype/open-sans"
      return try MapFonts(
        regular: "\(folder)/OpenSans-Semibold.ttf", bold: "\(folder)/OpenSans-Bold.ttf")
    } catch {
      fatalError("run Scripts/setup: \(error)")
    }
  }()

  static func snapshot(_ structures: [Structure], revision: Int = 0) -> Snapshot {
    Snapshot(
      structures: structures, schema: .standard, basemap: basemap, revision: revision,
      timeZone: Hub.default.timeZone)
  }

  /// Structures around towns of the west of France, the same for a seed.
  static func structures(count: Int, seed: UInt64) -> [Structure] {
    var generator = SplitMix64(seed: seed)
    let towns = basemap.gazetteer.places.filter {
      ["44", "49", "53", "72", "85"].contains($0.departement)
    }
    .prefix(60)
    return (0..<count).compactMap { number in
      guard let town = towns.randomElement(using: &generator) else { return nil }
      return structure(
        "s\(number)",
        Coordinate(
          longitude: town.coordinate.longitude + .random(in: -0.05...0.05, using: &generator),
          latitude: town.coordinate.latitude + .random(in: -0.05...0.05, using: &generator)))
    }
  }

  static func structure(
    _ id: String, _ coordinate: Coordinate?, _ values: [String: FieldValue] = [:]
  ) -> Structure {
    Structure(
      id: id, coordinate: coordinate,
      values: values.merging(["nom": .text("Lieu \(id)")]) { own, _ in own })
  }
}
