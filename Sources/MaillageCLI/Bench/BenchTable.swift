import Foundation
import MaillageIndex

extension BenchMeasurement {
  /// What was measured, for the head of a table or of a picture.
  var title: String {
    let kind = distribution.map { "\($0.rawValue) " } ?? ""
    let origin = distribution == nil ? "of a list" : "seed \(seed)"
    return "\(points.formatted(Self.grouped)) \(kind)points, \(origin)"
  }

  /// On what.
  var subtitle: String {
    let warning = isOptimized ? "" : ", built WITHOUT optimisation"
    let options = preset.options
    return "\(processor), \(threads) of \(cores) threads, \(compiler)\(warning); clusters of "
      + "\(Int(options.radius)) pixels to zoom \(options.maximumZoom)"
  }

  private static let grouped = IntegerFormatStyle<Int>(locale: Locale(identifier: "en_US"))

  /// The measurement for people.
  var table: String {
    """
    \(title); \(subtitle)
    index built in \(Self.rounded(indexBuild, 1)) ms, clusters of all zooms in \
    \(Self.rounded(clusterBuild, 1)) ms (CPU); \(Self.rounded(indexBuildWall, 1)) ms and \
    \(Self.rounded(clusterBuildWall, 1)) ms by the clock
    bytes a point: index \(bytesAPoint(indexBytes)), clusters \(bytesAPoint(clusterBytes)), \
    growth of the process \(bytesAPoint(residentBytes))

    \(queryTable.text)
    \(zoomTable.text)
    """
  }

  /// Bytes a point, to a tenth.
  func bytesAPoint(_ bytes: Int) -> String {
    Self.rounded(Double(bytes) / Double(max(points, 1)), 1)
  }

  private var queryTable: TextTable {
    TextTable(
      header: ["question", "found", "p50 µs", "p99", "plain scan µs", "times faster"],
      rows: queries.map { query in
        [
          query.question, Self.rounded(query.found, 1), Self.rounded(query.p50, 2),
          Self.rounded(query.p99, 2), Self.rounded(query.plainScanP50, 0),
          Self.rounded(query.plainScanP50 / max(query.p50, 0.001), 0),
        ]
      })
  }

  private var zoomTable: TextTable {
    let isDrawn = zooms.contains { $0.tileP50 != nil }
    return TextTable(
      header: ["zoom", "markers", "clusters", "largest", "query p50 µs", "p99"]
        + (isDrawn ? ["tile p50 ms", "p99"] : []),
      rows: zooms.map { zoom in
        [
          "\(zoom.zoom)", "\(zoom.markers)", "\(zoom.clusters)", "\(zoom.largest)",
          Self.rounded(zoom.queryP50, 2), Self.rounded(zoom.queryP99, 2),
        ] + [zoom.tileP50, zoom.tileP99].compactMap { $0.map { Self.rounded($0, 3) } }
      })
  }

  private static func rounded(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}
