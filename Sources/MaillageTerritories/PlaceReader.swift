import Foundation
import MaillageGeometry

/// Reads the places of a gazetteer from strict CSV.
struct PlaceReader {
  /// The largest file accepted, in bytes.
  static let maximumSize = 64 << 20

  let fileName: String

  /// The places, the most populous first.
  func places(in csv: Data) throws(GazetteerError) -> [Gazetteer.Place] {
    guard csv.count <= Self.maximumSize else {
      throw error("has more than \(Self.maximumSize >> 20) MiB")
    }
    let records: [CSVRecords.Record]
    do {
      records = try CSVRecords([UInt8](csv)).records
    } catch {
      throw self.error(error.reason, error.line)
    }
    guard let header = records.first else { throw error("is empty") }
    let columns = try Columns(header.fields, self)
    var places: [Gazetteer.Place] = []
    places.reserveCapacity(records.count)
    for record in records.dropFirst() {
      guard record.fields.count == header.fields.count else {
        throw error(
          "has \(record.fields.count) fields, the header \(header.fields.count)", record.line)
      }
      places.append(try place(record, columns))
    }
    return places.sorted {
      ($1.population, $0.name, $0.departement) < ($0.population, $1.name, $1.departement)
    }
  }

  private struct Columns {
    let name, latitude, longitude, population, departement: Int
    let region: Int?

    init(_ header: [String], _ reader: PlaceReader) throws(GazetteerError) {
      func column(_ title: String) throws(GazetteerError) -> Int {
        guard let index = header.firstIndex(of: title) else {
          throw reader.error("has no column '\(title)'", 1)
        }
        return index
      }
      name = try column("name")
      latitude = try column("latitude")
      longitude = try column("longitude")
      population = try column("population")
      departement = try column("departement")
      region = header.firstIndex(of: "region")
    }
  }

  private func place(
    _ record: CSVRecords.Record, _ columns: Columns
  ) throws(GazetteerError) -> Gazetteer.Place {
    let fields = record.fields
    guard !fields[columns.name].isEmpty else { throw error("has no name", record.line) }
    guard let longitude = Double(fields[columns.longitude]),
      let latitude = Double(fields[columns.latitude])
    else { throw error("has a longitude or latitude that is no number", record.line) }
    let coordinate = Coordinate(longitude: longitude, latitude: latitude)
    guard coordinate.isValid else {
      throw error("has a position outside of longitude ±180 and latitude ±90", record.line)
    }
    let population = fields[columns.population]
    guard let inhabitants = population.isEmpty ? 0 : Int(population), inhabitants >= 0 else {
      throw error("has the population '\(population)', expected a whole number", record.line)
    }
    return Gazetteer.Place(
      name: fields[columns.name], coordinate: coordinate, population: inhabitants,
      departement: fields[columns.departement],
      region: columns.region.map { fields[$0] } ?? "")
  }

  private func error(_ reason: String, _ line: Int? = nil) -> GazetteerError {
    GazetteerError(fileName: fileName, line: line, reason: reason)
  }
}
