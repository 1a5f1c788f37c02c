import Foundation
import MaillageGeometry
import MaillageIndex
import Measures
import PointFiles

/// The part of the comparison that is Maillage; `compare-references.py` runs it beside the others.
@main
enum Compare {
  private static let usage = """
    usage: Compare measure POINTS QUERIES          figures of one thread, as JSON
           Compare build POINTS THREADS            wall and processor time of index and clusters
           Compare scaling POINTS                  building all points, half of them, …
           Compare spacing POINTS                  checks the clusters of all zooms; faults, if any
           Compare limits COUNT                    points on one coordinate, one meridian, poles, …
           Compare answers POINTS QUERIES METRES   the rows of each answer, a line for each
           Compare nearest POINTS QUERIES LIMIT    the same for the nearest
           Compare generate uniform|clustered|stacked COUNT SEED FILE.f64
    """

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("measure", 3): try measure(Points.read(arguments[1]), Points.read(arguments[2])).write()
    case ("build", 3): try build(Points.read(arguments[1]), threads: Int(arguments[2]) ?? 1).write()
    case ("scaling", 2): try scaling(Points.read(arguments[1])).write()
    case ("limits", 2): try Limits.measure(Int(arguments[1]) ?? 1_000_000).write()
    case ("spacing", 2):
      let faults = try Spacing(Points.read(arguments[1])).faults
      for fault in faults.prefix(20) { print(fault) }
      exit(faults.isEmpty ? 0 : 1)
    case ("answers", 4):
      let index = Subject.index(try Points.read(arguments[1]), threads: 1)
      var rows: [UInt32] = []
      for place in try Points.read(arguments[2]) {
        Subject.collectRows(of: place, within: Double(arguments[3]) ?? 0, index, into: &rows)
        print(rows.sorted().map(String.init).joined(separator: " "))
      }
    case ("nearest", 4):
      let index = Subject.index(try Points.read(arguments[1]), threads: 1)
      var rows: [UInt32] = []
      for place in try Points.read(arguments[2]) {
        Subject.collectNearest(to: place, limit: Int(arguments[3]) ?? 1, index, into: &rows)
        print(rows.map(String.init).joined(separator: " "))
      }
    case ("generate", 5):
      guard let count = Int(arguments[2]), let seed = UInt64(arguments[3]) else { fail() }
      let points =
        switch arguments[1] {
        case "uniform": SyntheticPoints.uniform(count: count, seed: seed)
        case "clustered": SyntheticPoints.clustered(count: count, seed: seed)
        case "stacked": SyntheticPoints.stacked(count: count, seed: seed)
        default: fail()
        }
      try Points.write(points, to: arguments[4])
    default: fail()
    }
  }

  private static func fail() -> Never {
    FileHandle.standardError.write(Data((usage + "\n").utf8))
    exit(64)
  }

  /// Everything that one thread does.
  private static func measure(_ points: [Coordinate], _ places: [Coordinate]) -> Figures {
    var figures = Figures()
    let count = Double(points.count)
    let (heap, resident) = (Memory.heap, Memory.resident)
    let (indexTime, index) = Clock.processor.seconds { Subject.index(points, threads: 1) }
    figures["index.cpu"] = indexTime
    figures["index.bytes"] = (Memory.heap - heap) / count
    let (clusterTime, clusters) = Clock.processor.seconds { Subject.clusters(index, threads: 1) }
    figures["clusters.cpu"] = indexTime + clusterTime
    figures["clusters.bytes"] = (Memory.heap - heap) / count
    figures["resident.bytes"] = (Memory.resident - resident) / count

    for zoom in 0...16 {
      figures["markers.z\(zoom)"] = Double(clusters.clusters(in: .world, zoom: zoom).count)
    }
    var markers: [Subject.Marker] = []
    let tiles = 400
    for zoom in 0...16 {
      let questions = (0..<tiles).map {
        TileQuestion(zoom: zoom, around: points[$0 * points.count / tiles])
      }
      figures.latency("tile.z\(zoom)", questions) { $0.ask(clusters, into: &markers) }
    }
    var rows: [UInt32] = []
    for kilometres in [1, 10, 50] {
      let radius = Double(kilometres) * 1_000
      figures.latency("radius.\(kilometres)", places) { place in
        Subject.collectRows(of: place, within: radius, index, into: &rows)
        return rows.count
      }
      figures.latency("sorted.\(kilometres)", places) { place in
        index.neighbors(of: place, within: radius).count
      }
    }
    figures.latency("nearest.10", places) { place in
      Subject.collectNearest(to: place, limit: 10, index, into: &rows)
      return rows.count
    }
    var neighbors: [Quadtree.Neighbor] = []
    figures.latency("distances.10", places) { place in
      index.collectNearest(to: place, limit: 10, into: &neighbors)
      return neighbors.count
    }

    var hundredth = Bitset(count: points.count)
    for row in stride(from: 0, to: points.count, by: 100) { hundredth.insert(row) }
    figures["filtered.cpu"] =
      Clock.processor.seconds { Subject.clusters(index, selection: hundredth, threads: 1) }.0
    return figures
  }

  /// Index and clusters, in a process of their own so that every program starts cold.
  private static func build(_ points: [Coordinate], threads: Int) -> Figures {
    var figures = Figures()
    let start = Clock.processor.nanoseconds
    let (indexTime, index) = Clock.wall.seconds { Subject.index(points, threads: threads) }
    let (clusterTime, clusters) = Clock.wall.seconds { Subject.clusters(index, threads: threads) }
    figures["build.cpu"] = Double(Clock.processor.nanoseconds - start) * 1e-9
    figures["index.wall"] = indexTime
    figures["build.wall"] = indexTime + clusterTime
    figures["threads"] = Double(threads)
    figures["markers.z0"] = Double(clusters.clusters(in: .world, zoom: 0).count)
    return figures
  }

  /// Nanoseconds of processor time a point: of all, of the first half, and so on down to 10,000.
  private static func scaling(_ points: [Coordinate]) -> Figures {
    var figures = Figures()
    var count = points.count
    while count > 9_000 {
      let some = Array(points.prefix(count))
      let times = (0..<max(3, min(9, 2_000_000 / count))).map { _ in
        Clock.processor.seconds {
          Subject.clusters(Subject.index(some, threads: 1), threads: 1)
        }.0
      }
      figures["scaling.\(count)"] = times.sorted()[times.count / 2] / Double(count) * 1e9
      count /= 2
    }
    return figures
  }
}
