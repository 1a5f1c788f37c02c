import Foundation
import Glibc
import Maillage
import MaillageGeometry
import MaillageIndex
import MaillageModel
import MaillageTerritories
import PointFiles

/// What filters and edits cost: `Selections POINTS.f64` prints milliseconds of processor time, as JSON.
///
/// Structures stand at the points given, with one to three services, publics and fees of the
/// standard's vocabularies, the same in every run.
@main
enum Selections {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else { exit(64) }
    let points = try Points.read(CommandLine.arguments[1])
    var figures: [String: Double] = [:]
    let snapshot = Snapshot(
      structures: points.enumerated().map { structure($0.offset, at: $0.element) },
      schema: .standard, basemap: try emptyBasemap, timeZone: Hub.default.timeZone)
    snapshot.prepare()
    filters(of: snapshot, &figures)
    edits(of: snapshot, &figures)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    FileHandle.standardOutput.write(try encoder.encode(figures))
    FileHandle.standardOutput.write(Data("\n".utf8))
  }

  private static let rounds = 9
  private static let facets = ["services", "publics_specifiquement_adresses", "frais_a_charge"]

  private static func terms(_ facet: String) -> [String] {
    Schema.standard.field(facet)?.terms.map(\.value) ?? []
  }

  private static func structure(_ number: Int, at place: Coordinate) -> Structure {
    // A number's digits, mixed: the values of a place say nothing of its position.
    var digits = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    var values: [String: FieldValue] = ["nom": .text("Lieu \(number)")]
    for facet in facets {
      let terms = terms(facet)
      var chosen: [String] = []
      for _ in 0...Int(digits >> 60) % 3 {
        digits = (digits ^ digits >> 29) &* 0xBF58_476D_1CE4_E5B9
        let term = terms[Int(digits >> 33) % terms.count]
        if !chosen.contains(term) { chosen.append(term) }
      }
      values[facet] = .list(chosen)
    }
    return Structure(id: "lieu-\(number)", coordinate: place, values: values)
  }

  private static var emptyBasemap: Basemap {
    get throws {
      let header = Data("name,latitude,longitude,population,departement,region\n".utf8)
      return Basemap(layers: [:], gazetteer: try Gazetteer(csv: header, fileName: "none.csv"))
    }
  }

  /// A filter by two facets, another one for every number.
  private static func filter(_ number: Int) -> Filter {
    let (services, publics) = (terms(facets[0]), terms(facets[1]))
    var filter = Filter()
    filter.choices = [
      facets[0]: [services[number % services.count]],
      facets[1]: [publics[number / services.count % publics.count]],
    ]
    return filter
  }

  private static func filters(of snapshot: Snapshot, _ figures: inout [String: Double]) {
    var (counts, clusters, matching): ([Double], [Double], [Double]) = ([], [], [])
    for round in 0..<rounds {
      let filter = filter(round)
      counts.append(
        milliseconds {
          _ = snapshot.selection(for: filter).count
          _ = snapshot.facetCounts(for: filter)
        })
      matching.append(Double(snapshot.selection(for: filter).count))
      clusters.append(
        milliseconds {
          _ = snapshot.selection(for: filter).clusters.clusters(in: .world, zoom: 0)
        })
    }
    figures["filter.matching"] = median(matching)
    figures["filter.counts"] = median(counts)
    figures["filter.clusters"] = median(clusters)
    figures["filter.clustersBeyond2ms"] = median(
      zip(clusters, matching).map { max(0, $0 - 2) / $1 * 1_000 })
  }

  /// From the call to the clusters of the whole world that show it.
  private static func edits(of snapshot: Snapshot, _ figures: inout [String: Double]) {
    for cached in [0, 4] {
      var current = Snapshot(
        structures: Array(snapshot.structures), schema: snapshot.schema,
        basemap: snapshot.basemap, timeZone: snapshot.timeZone)
      current.prepare()
      // Services alone, each with its clusters; the structures that change have them all.
      let kept = (0..<cached).map { number in
        var filter = Filter()
        filter.choices = [facets[0]: [terms(facets[0])[number]]]
        return filter
      }
      for filter in kept { _ = current.selection(for: filter).clusters }
      var times: [Double] = []
      for round in 0..<rounds {
        let row = round * (current.structures.count / rounds)
        var changed = current.structure(row: row)
        changed.values[facets[0]] = .list(terms(facets[0]))
        if let place = changed.coordinate {
          changed.coordinate = Coordinate(
            longitude: place.longitude, latitude: place.latitude * 0.999)
        }
        let changes: [StructureChange] = [.put(changed)]
        times.append(
          milliseconds {
            current = current.applying(changes)
            for filter in [Filter()] + kept {
              _ = current.selection(for: filter).clusters.clusters(in: .world, zoom: 0)
            }
          })
      }
      figures["edit.\(cached)"] = median(times)
    }
    figures["edit.eachSelection"] = ((figures["edit.4"] ?? 0) - (figures["edit.0"] ?? 0)) / 4
  }

  private static func milliseconds(_ work: () -> Void) -> Double {
    var (start, end) = (timespec(), timespec())
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start)
    work()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end)
    return Double(end.tv_sec - start.tv_sec) * 1e3 + Double(end.tv_nsec - start.tv_nsec) * 1e-6
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
