import Foundation
import Maillage
import MaillageGeometry
import MaillageModel
import MaillageRaster
import MaillageTerritories

/// A row of square territories a degree wide, with as many structures as their number.
enum LayerMap {
  /// 40 to 47 in number, from the meridian eastwards, between the equator and 1° north.
  static let codes = (0..<8).map { "4\($0)" }

  static let basemap: Basemap = {
    let features = codes.enumerated().map { column, code in
      """
      {"type":"Feature","properties":{"code":"\(code)","nom":"\(code)"},"geometry":{"type":\
      "Polygon","coordinates":[[[\(column),0],[\(column + 1),0],[\(column + 1),1],[\(column),1],\
      [\(column),0]]]}}
      """
    }
    let json = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    do {
      return Basemap(
        layers: [
          .departement: try TerritoryLayer(
            boundaries: Data(json.utf8), level: .departement, fileName: "squares.geojson")
        ],
        gazetteer: try Gazetteer(
          csv: Data("name,latitude,longitude,population,departement,region\n".utf8),
          fileName: "places.csv"))
    } catch {
      fatalError("the squares do not load: \(error)")
    }
  }()

  static func middle(_ column: Int) -> Coordinate {
    Coordinate(longitude: Double(column) + 0.5, latitude: 0.5)
  }

  /// As many structures in the middle of each square as a list says.
  static func structures(_ counts: [Int]) -> [Structure] {
    counts.enumerated().flatMap { column, count in
      (0..<count).map { TestMap.structure("\(column)-\($0)", middle(column)) }
    }
  }

  static func snapshot(_ structures: [Structure]) -> Snapshot {
    Snapshot(
      structures: structures, schema: .standard, basemap: basemap,
      timeZone: Hub.default.timeZone)
  }

  /// Seven classes in greys that begin at 0 … 6, on a red ground, by number.
  static let style: Style = {
    var style = Style.light
    style.ground = Color(red: 255, green: 0, blue: 0)
    style.fills = []
    style.borders = []
    style.choropleth.measure = .count
    style.choropleth.levels = [.init(level: .departement, zooms: 0...19)]
    style.choropleth.noStructure = .white
    style.choropleth.classes = [0, 2, 3, 4, 5, 6, 7].map { minimum in
      let grey = UInt8(220 - 30 * minimum)
      return .init(minimum: Double(minimum), color: Color(red: grey, green: grey, blue: grey))
    }
    style.choropleth.border.width = 0
    return style
  }()

  /// A window around the squares.
  static func window(zoom: Int, scale: Int = 1) -> PixelWindow {
    let side = 256 * scale << zoom
    let pixel = Double(side) / 360
    return PixelWindow(
      zoom: zoom, scale: scale, x: side / 2 - 10, y: side / 2 - Int(pixel) - 10,
      width: Int(8 * pixel) + 20, height: Int(pixel) + 20)
  }
}
