import Foundation
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageTerritories
import Measures
import PointFiles

/// The map that is drawn, made from the files of a folder as a server makes it when it starts.
struct Scene {
  let service: MapService
  private let style: Style
  private let fonts: MapFonts
  /// With the 60 pixels of tiles there would be half as many markers as the peers' grid of 64 gives.
  private static let clusterRadius = 41.0
  /// What each step of the start took.
  private(set) var stages: [Stage] = []

  /// A step before the first tile, or between two states.
  struct Stage: Encodable {
    let name: String
    /// Processor time of all threads.
    let seconds: Double
    /// What is allocated afterwards, less what was before.
    let megabytes: Double
  }

  /// Reads `departements.geojson`, `communes.geojson`, `places.csv`, `points.f64`, `look.json`.
  ///
  /// - Parameters:
  ///   - folder: Where the files are; without communes there are none, without a look it is the
  ///     default one.
  ///   - hasNames: Whether names are written.
  ///   - font: The file of the font of all texts.
  /// - Throws: What reading the files or the font throws.
  init(folder: URL, hasNames: Bool, font: String) throws {
    let layers = try Self.stage("boundaries read and simplified by zoom", &stages) {
      var layers: [TerritoryLevel: TerritoryLayer] = [:]
      for (level, name) in [
        (TerritoryLevel.departement, "departements.geojson"), (.commune, "communes.geojson"),
      ] {
        guard let bytes = try? Data(contentsOf: folder.appending(path: name)) else { continue }
        layers[level] = try TerritoryLayer(boundaries: bytes, level: level, fileName: name)
      }
      return layers
    }
    let basemap = try Self.stage("names of places read", &stages) {
      Basemap(
        layers: layers,
        gazetteer: try Gazetteer(
          csv: Data(contentsOf: folder.appending(path: "places.csv")), fileName: "places.csv"))
    }
    let points = try Points.read(folder.appending(path: "points.f64").path())
    let snapshot = Self.stage("structures, index and clusters", &stages) {
      Self.snapshot(of: points, basemap: basemap, revision: 0)
    }
    var style = Style.light
    if let look = try? Data(contentsOf: folder.appending(path: "look.json")) {
      style = try JSONDecoder().decode(Look.self, from: look).style
    }
    if !hasNames { style.names = Style.Names() }
    let chosen = style
    (service, fonts) = try Self.stage("names placed, glyphs, geometry to draw", &stages) {
      let fonts = try MapFonts(regular: font, bold: font)
      let service = MapService(snapshot: snapshot, style: chosen, fonts: fonts)
      service.prepare()
      return (service, fonts)
    }
    self.style = chosen
  }

  /// A renderer of its own, for drawing and encoding apart.
  func makeRenderer() -> TileRenderer {
    TileRenderer(basemap: service.snapshot.basemap, style: style, fonts: fonts)
  }

  /// Publishes a state in which every structure stands about a pixel of zoom 12 further east.
  ///
  /// Then every tile with a marker shows something else, with as many markers as before.
  mutating func moveStructures() {
    let snapshot = service.snapshot
    let points = snapshot.structures.compactMap(\.coordinate).map {
      Coordinate(longitude: $0.longitude + 0.000_4, latitude: $0.latitude)
    }
    let moved = Self.stage("structures moved: index and clusters", &stages) {
      Self.snapshot(of: points, basemap: snapshot.basemap, revision: snapshot.revision + 1)
    }
    service.publish(moved)
  }

  private static func snapshot(of points: [Coordinate], basemap: Basemap, revision: Int) -> Snapshot
  {
    let structures = points.enumerated().map { number, place in
      Structure(
        id: "lieu-\(number)", coordinate: place, values: ["nom": .text("Lieu \(number)")])
    }
    let snapshot = Snapshot(
      structures: structures, schema: .standard, basemap: basemap, revision: revision,
      timeZone: Hub.default.timeZone, clusterOptions: .init(radius: clusterRadius))
    snapshot.prepare()
    return snapshot
  }

  private static func stage<Result, Failure: Error>(
    _ name: String, _ stages: inout [Stage], _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let heap = Memory.heap
    let (seconds, result) = try Clock.processor.seconds(work)
    stages.append(Stage(name: name, seconds: seconds, megabytes: (Memory.heap - heap) / 1e6))
    return result
  }
}
