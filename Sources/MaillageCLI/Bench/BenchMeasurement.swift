import Foundation
import Maillage
import MaillageGeometry
import MaillageIndex
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
    /// Milliseconds for one tile of 256 pixels, PNG included; `nil` when none was drawn.
    let tileP50: Double?
    let tileP99: Double?
  }

  let points: Int
  /// `nil` when the points are those of a list.
  let distribution: PointDistribution?
  let seed: UInt64
  /// How clusters were formed.
  let preset: ClusterPreset
  let processor: String
  let cores: Int
  let compiler: String
  let isOptimized: Bool
  /// The threads that build.
  let threads: Int
  /// Milliseconds of CPU, of all threads.
  let indexBuild: Double
  let indexBuildWall: Double
  /// Milliseconds of CPU, all zooms together.
  let clusterBuild: Double
  let clusterBuildWall: Double
  /// Bytes of index and of clusters; each holds its own.
  let indexBytes: Int
  let clusterBytes: Int
  /// By how many bytes the process grew while both were built.
  let residentBytes: Int
  let queries: [BenchQueries.Row]
  /// The same questions answered by looking at every point, in microseconds.
  let plainScanP50: Double
  let radiusQueryP50: Double
  let zooms: [Zoom]

  /// Places that are asked about.
  private static let places = 400
  /// Places whose tiles are drawn.
  private static let drawnPlaces = 50

  /// Measures; `renderer` draws tiles, unless it is `nil`.
  init(
    _ subject: BenchPoints, preset: ClusterPreset, zooms: ClosedRange<Int>, threads: Int,
    renderer: TileRenderer?,
    progress: (String) -> Void
  ) throws {
    points = subject.count
    distribution = subject.distribution
    seed = subject.seed
    self.preset = preset
    processor = BenchMachine.processor
    cores = BenchMachine.cores
    compiler = BenchMachine.compiler
    isOptimized = BenchMachine.isOptimized
    self.threads = threads
    let coordinates = subject.coordinates

    progress("index")
    let before = BenchMachine.residentBytes
    let index = Stopwatch.once { Quadtree(coordinates, threads: threads) }
    indexBuild = index.processor
    indexBuildWall = index.wall
    progress("clusters")
    let clusters = Stopwatch.once {
      ClusterHierarchy(index.result, options: preset.options, threads: threads)
    }
    clusterBuild = clusters.processor
    clusterBuildWall = clusters.wall
    residentBytes = max(0, BenchMachine.residentBytes - before)
    indexBytes = index.result.byteCount
    clusterBytes = clusters.result.byteCount

    // The same places every run, spread evenly over the list, which is in no spatial order.
    let number = min(coordinates.count, Self.places)
    let centers = (0..<number).map { coordinates[$0 * coordinates.count / number] }
    progress("queries")
    queries = BenchQueries(quadtree: index.result, coordinates: coordinates, centers: centers).rows
    let radius = queries.first { $0.question == "radius 10 km" }
    radiusQueryP50 = radius?.p50 ?? 0
    plainScanP50 = radius?.plainScanP50 ?? 0
    self.zooms = try zooms.map { zoom in
      progress("zoom \(zoom)")
      return try Self.measure(
        zoom, clusters: clusters.result, centers: centers, renderer: renderer)
    }
  }

  private static func measure(
    _ zoom: Int, clusters: ClusterHierarchy, centers: [Coordinate], renderer: TileRenderer?
  ) throws -> Zoom {
    let all = clusters.clusters(in: .world, zoom: zoom)
    let tiles = centers.map { MaillageGeometry.Tile(zoom: zoom, containing: WorldPoint($0)) }
    var features: [ClusterHierarchy.Feature] = []
    let queries = Stopwatch.Percentiles(
      tiles.map { tile in
        let rectangle = tile.worldRectangle
        return Stopwatch.best {
          clusters.collectFeatures(in: rectangle, zoom: zoom, into: &features)
        }
      })
    let drawn = stride(from: 0, to: tiles.count, by: max(1, tiles.count / drawnPlaces))
    let renders = try renderer.map { renderer in
      Stopwatch.Percentiles(
        try drawn.prefix(drawnPlaces).map { place in
          return try Stopwatch.best {
            _ = try renderer.png(
              tiles[place], scale: 1, tileset: .structures, clusters: clusters)
          } / 1_000
        })
    }
    return Zoom(
      zoom: zoom, markers: all.count, clusters: all.count { $0.count > 1 },
      largest: all.map(\.count).max() ?? 0, queryP50: queries.p50, queryP99: queries.p99,
      tileP50: renders?.p50, tileP99: renders?.p99)
  }

  /// The measurement for programs.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return try encoder.encode(self)
  }
}
