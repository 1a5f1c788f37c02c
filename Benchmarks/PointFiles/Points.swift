import Foundation
public import MaillageGeometry

/// Points in a file: pairs of longitude and latitude in degrees, as little-endian doubles.
public enum Points {
  /// Reads a file.
  public static func read(_ path: String) throws -> [Coordinate] {
    let bytes = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    return bytes.withUnsafeBytes { raw in
      (0..<raw.count / 16).map {
        Coordinate(longitude: double(raw, 16 * $0), latitude: double(raw, 16 * $0 + 8))
      }
    }
  }

  private static func double(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> Double {
    Double(
      bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
  }

  /// Writes a file.
  public static func write(_ points: [Coordinate], to path: String) throws {
    var bytes = Data(capacity: points.count * 16)
    for point in points {
      for value in [point.longitude, point.latitude] {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    try bytes.write(to: URL(filePath: path))
  }
}
