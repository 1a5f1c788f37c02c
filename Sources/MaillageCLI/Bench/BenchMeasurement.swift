import Foundation
import Maillage
import MaillageGeometry
import MaillageIndex
import MaillageModel
import MaillageRaster

/// What one run of `maillage bench` found out.
struct BenchMeasurement: Encodable {
  /// One zoom of the run.
  struct Zoom: Encodable {
    let zoom: Int
    /// Clusters and single structures.
    let markers: Int
    /// Clusters of at least two.
    let clusters: Int
    /// Structures in the largest cluster.
    let largest: Int
    /// Microseconds for the clusters of one tile.
    let queryP50: Double
    let queryP99: Double
    /// Milliseconds for one tile of 256 pixels, PNG included.
    let tileP50: Double
    let tileP99: Double
  }

  let points: Int
  let seed: UInt64
  let processor: String
  let compiler: String
  /// Milliseconds of CPU.
  let indexBuild: Double
  /// Milliseconds of CPU, all zooms together.
  let clusterBuild: Double
  /// The same questions answered by looking at every point, in microseconds.
  let plainScanP50: Double
  let radiusQueryP50: Double
  let zooms: [Zoom]

  private static let samples = 50
  private static let repeats = 5

  init(
    structures: [Structure], hub: Hub, basemap: Basemap, fonts: MapFonts, zooms: ClosedRange<Int>,
    seed: UInt64, progress: (String) -> Void
  ) throws {
    points = structures.count
    self.seed = seed
    processor = Self.processorName
    compiler = Self.compilerName
    progress("index")
    let coordinates = structures.compactMap(\.coordinate)
    indexBuild = Self.processorMilliseconds { _ = Quadtree(coordinates) }
    let snapshot = Snapshot(
      structures: structures, schema: hub.schema, basemap: basemap, timeZone: hub.timeZone)
    progress("clusters")
    let selection = snapshot.selection(for: Filter())
    clusterBuild = Self.processorMilliseconds { _ = selection.clusters }

    // The same places every run: spread evenly over the list, which is in no spatial order.
    let stride = max(1, coordinates.count / Self.samples)
    let centers = Swift.stride(from: 0, to: coordinates.count, by: stride)
      .prefix(Self.samples).map { coordinates[$0] }
    let radius = 10_000.0
    radiusQueryP50 =
      Self.percentiles(
        centers.map { center in
          Self.bestMicroseconds { _ = snapshot.quadtree.neighbors(of: center, within: radius) }
        }
      ).p50
    plainScanP50 =
      Self.percentiles(
        centers.prefix(5).map { center in
          Self.bestMicroseconds {
            _ = coordinates.count { Geodesic.distance(from: center, to: $0) <= radius }
          }
        }
      ).p50
    self.zooms = try zooms.map { zoom in
      progress("zoom \(zoom)")
      return try Self.measure(
        zoom, snapshot: snapshot, clusters: selection.clusters, centers: centers, fonts: fonts)
    }
  }

  private static func measure(
    _ zoom: Int, snapshot: Snapshot, clusters: ClusterHierarchy, centers: [Coordinate],
    fonts: MapFonts
  ) throws -> Zoom {
    let all = clusters.clusters(in: .world, zoom: zoom)
    let tiles = centers.map { MaillageGeometry.Tile(zoom: zoom, containing: WorldPoint($0)) }
    let renderer = TileRenderer(basemap: snapshot.basemap, style: .light, fonts: fonts)
    let queries = percentiles(
      tiles.map { tile in
        let rectangle = tile.worldRectangle
        return bestMicroseconds { _ = clusters.clusters(in: rectangle, zoom: zoom) }
      })
    let renders = percentiles(
      try tiles.map { tile in
        let window = PixelWindow(tile, scale: 1)
        return try bestMicroseconds {
          _ = try renderer.draw(window, tileset: .structures, clusters: clusters).png()
        } / 1_000
      })
    return Zoom(
      zoom: zoom, markers: all.count, clusters: all.count { $0.count > 1 },
      largest: all.map(\.count).max() ?? 0, queryP50: queries.p50, queryP99: queries.p99,
      tileP50: renders.p50, tileP99: renders.p99)
  }

  private static func percentiles(_ values: [Double]) -> (p50: Double, p99: Double) {
    let sorted = values.sorted()
    guard let last = sorted.last else { return (0, 0) }
    return (sorted[sorted.count / 2], sorted.count < 100 ? last : sorted[sorted.count * 99 / 100])
  }

  private static func bestMicroseconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000_000)
    for _ in 0..<repeats { best = min(best, try clock.measure(work)) }
    return best / .microseconds(1)
  }

  private static func processorMilliseconds(_ work: () -> Void) -> Double {
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1_000
  }

  private static var processorName: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = lines.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown"
  }

  private static var compilerName: String {
    #if swift(>=6.3)
      "Swift 6.3 or later"
    #else
      "Swift 6.2"
    #endif
  }
}

extension BenchMeasurement {
  /// The measurement for people.
  var table: String {
    func rounded(_ value: Double, _ digits: Int) -> String {
      String(format: "%.\(digits)f", value)
    }
    let head = """
      \(points) points, seed \(seed), \(processor), \(compiler)
      index built in \(rounded(indexBuild, 1)) ms, clusters of all zooms in \
      \(rounded(clusterBuild, 1)) ms (CPU)
      radius of 10 km: \(rounded(radiusQueryP50, 1)) µs, looking at every point \
      \(rounded(plainScanP50, 1)) µs (p50)


      """
    let table = TextTable(
      header: [
        "zoom", "markers", "clusters", "largest", "query p50 µs", "p99", "tile p50 ms", "p99",
      ],
      rows: zooms.map { zoom in
        [
          "\(zoom.zoom)", "\(zoom.markers)", "\(zoom.clusters)", "\(zoom.largest)",
          rounded(zoom.queryP50, 2), rounded(zoom.queryP99, 2), rounded(zoom.tileP50, 3),
          rounded(zoom.tileP99, 3),
        ]
      })
    return head + table.text
  }

  /// The measurement for programs.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return try encoder.encode(self)
  }
}
