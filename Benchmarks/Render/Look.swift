import Maillage
import MaillageRaster

/// The look of the other renderers, as `Renderers/scene.py` reads it from their programs.
///
/// It is put together here rather than read as a style file: its discs are larger, and their numbers
/// paler, than a style file may ask for.
struct Look: Decodable {
  /// Red, green, blue.
  typealias Channels = [UInt8]

  struct Disc: Decodable {
    /// The smallest number of structures drawn like this.
    let count: Int
    /// To the middle of the ring, in CSS pixels.
    let radius: Double
  }

  struct Step: Decodable {
    let zoom: Int
    let population: Int
  }

  let sea: Channels
  let departements: [Channels]
  let communes: [Channels]
  let communeLine: Channels
  let departementLine: Channels
  let ring: Channels
  let disc: Channels
  let count: Channels
  let name: Channels
  let discs: [Disc]
  let populations: [Step]

  /// The same as a style.
  var style: Style {
    var style = Style.light
    style.name = "peers"
    style.ground = Self.color(sea)
    let communeZooms = 9...19
    style.fills = [
      .init(level: .departement, colors: departements.map(Self.color)),
      .init(level: .commune, colors: communes.map(Self.color), zooms: communeZooms),
    ]
    let line = Self.color(departementLine)
    style.borders = [
      .init(kind: .commune, color: Self.color(communeLine), width: 0.8, zooms: communeZooms),
      .init(kind: .departement, color: line, width: 1.5),
      .init(kind: .region, color: line, width: 1.5),
      .init(kind: .outline, color: line, width: 1.5),
    ]
    style.names = .init(
      departement: .init(text: .init(color: Self.color(name), size: 14), zooms: 7...10),
      places: .init(
        text: .init(color: Self.color(name), size: 12),
        minimumPopulation: populations.map { .init(zoom: $0.zoom, population: $0.population) }),
      overlap: true)
    let ring = Style.Line(color: Self.color(ring), width: 2)
    style.clusters = .init(
      symbols: discs.filter { $0.count > 1 }.map {
        .init(minimumCount: $0.count, radius: $0.radius, color: Self.color(disc))
      },
      stroke: ring, count: .init(color: Self.color(count), size: 11))
    style.places.symbols = []
    style.places.fallback.shape = .circle
    style.places.fallback.radius = discs.first { $0.count == 1 }?.radius ?? 4
    style.places.fallback.fill = Self.color(disc)
    style.places.fallback.stroke = ring
    return style
  }

  private static func color(_ channels: Channels) -> Color {
    Color(red: channels[0], green: channels[1], blue: channels[2])
  }
}
