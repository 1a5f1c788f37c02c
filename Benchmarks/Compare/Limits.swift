import MaillageGeometry
import MaillageIndex
import Measures

/// Points that lie as they have broken spatial indexes before, very many of them.
enum Limits {
  /// Sets of so many points, by name.
  static func sets(_ count: Int) -> [(name: String, points: [Coordinate])] {
    let paris = Coordinate(longitude: 2.35, latitude: 48.85)
    func set(_ place: (Double, Int) -> (Double, Double)) -> [Coordinate] {
      (0..<count).map { index in
        let (longitude, latitude) = place(Double(index) / Double(count), index)
        return Coordinate(longitude: longitude, latitude: latitude)
      }
    }
    return [
      ("clustered, for comparison", SyntheticPoints.clustered(count: count, seed: 1)),
      ("one coordinate", Array(repeating: paris, count: count)),
      ("one meridian", set { part, _ in (2.35, -90 + 180 * part) }),
      ("a kilometre of a meridian", set { part, _ in (2.35, 48 + 0.009 * part) }),
      ("one parallel", set { part, _ in (-180 + 360 * part, 60) }),
      ("both poles", set { part, index in (-180 + 360 * part, index % 2 == 0 ? 90 : -90) }),
      ("around a pole", set { part, index in (Double(index &* 7919 % 360) - 180, 90 - 5 * part) }),
      (
        "across the antimeridian",
        set { part, index in
          let offset = 1e-7 * Double(index % 1000)
          return (index % 2 == 0 ? 180 - offset : offset - 180, -80 + 160 * part)
        }
      ),
    ]
  }

  /// Seconds and microseconds of processor time, for each set; a set that loses points ends it all.
  static func measure(_ count: Int) -> Figures {
    var figures = Figures()
    for (name, points) in sets(count) {
      let (indexTime, index) = Clock.processor.seconds { Subject.index(points, threads: 1) }
      let (clusterTime, clusters) = Clock.processor.seconds { Subject.clusters(index, threads: 1) }
      figures["\(name): index, s"] = indexTime
      figures["\(name): clusters, s"] = clusterTime
      let center = points[count / 3]
      var rows: [UInt32] = []
      figures["\(name): nearest 10, µs"] =
        1e6
        * Clock.processor.seconds {
          Subject.collectNearest(to: center, limit: 10, index, into: &rows)
        }.0
      precondition(rows.count == min(10, count), "\(name): ten are nearest")
      figures["\(name): 10 km, µs"] =
        1e6
        * Clock.processor.seconds {
          Subject.collectRows(of: center, within: 10_000, index, into: &rows)
        }.0
      for zoom in [0, 8, 16] {
        let tile = TileQuestion(zoom: zoom, around: center)
        var markers: [Subject.Marker] = []
        figures["\(name): tile of zoom \(zoom), µs"] =
          1e6 * Clock.processor.seconds { tile.ask(clusters, into: &markers) }.0
        let all = clusters.clusters(in: .world, zoom: zoom)
        precondition(all.reduce(0) { $0 + $1.count } == count, "\(name): points are lost")
      }
    }
    return figures
  }
}
