import Synchronization

/// Counters in the Prometheus text format 0.0.4.
///
/// Routes are counted by their pattern, unknown paths together, so the series are bounded.
final class ServerMetrics: Sendable {
  private struct Series {
    var counts: [String: [Int: Int]] = [:]
    var seconds: [String: Double] = [:]
  }

  private let series = Mutex(Series())

  /// Counts one answer.
  ///
  /// - Parameters:
  ///   - route: The pattern of the route.
  ///   - status: The HTTP status.
  ///   - duration: From request to answer.
  func count(route: String, status: Int, duration: Duration) {
    let (whole, attoseconds) = duration.components
    series.withLock {
      $0.counts[route, default: [:]][status, default: 0] += 1
      $0.seconds[route, default: 0] += Double(whole) + Double(attoseconds) / 1e18
    }
  }

  /// The counters and some gauges as text.
  ///
  /// - Parameter gauges: Names without the prefix `maillage_`, and values.
  /// - Returns: What `/metrics` answers.
  func text(gauges: [(name: String, value: Int)]) -> String {
    let series = series.withLock { $0 }
    var lines = ["# TYPE maillage_http_requests_total counter"]
    for (route, statuses) in series.counts.sorted(by: { $0.key < $1.key }) {
      for (status, count) in statuses.sorted(by: { $0.key < $1.key }) {
        lines.append(
          #"maillage_http_requests_total{route="\#(route)",status="\#(status)"} \#(count)"#)
      }
    }
    lines.append("# TYPE maillage_http_request_duration_seconds summary")
    for (route, seconds) in series.seconds.sorted(by: { $0.key < $1.key }) {
      let count = series.counts[route, default: [:]].values.reduce(0, +)
      let labels = #"{route="\#(route)"}"#
      lines.append("maillage_http_request_duration_seconds_sum\(labels) \(seconds)")
      lines.append("maillage_http_request_duration_seconds_count\(labels) \(count)")
    }
    for gauge in gauges {
      lines.append("# TYPE maillage_\(gauge.name) gauge")
      lines.append("maillage_\(gauge.name) \(gauge.value)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
