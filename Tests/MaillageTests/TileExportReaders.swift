import CSQLite
import CZlib
import Foundation
import Testing

/// A PMTiles archive read whole, by the specification and without the code under test.
struct PMTilesReader {
  struct Malformed: Error {
    let reason: String
  }

  let bytes: [UInt8]
  /// The bytes of each tile by its number.
  private(set) var tiles: [Int: [UInt8]] = [:]
  private(set) var entryCount = 0
  /// Whether each entry's bytes lie right behind those before, or are earlier ones.
  private(set) var isClustered = true
  private(set) var metadata: [UInt8] = []
  private var end = 0

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    guard bytes.starts(with: "PMTiles\u{3}".utf8) else { throw Malformed(reason: "magic") }
    metadata = try Self.inflated(section(24))
    try readDirectory(section(8))
    let (last, length) = (number(at: 56), number(at: 64))
    guard last + length == bytes.count else { throw Malformed(reason: "length of the file") }
  }

  /// A little-endian number of the header.
  func number(at offset: Int, width: Int = 8) -> Int {
    (0..<width).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  private func section(_ offset: Int) -> ArraySlice<UInt8> {
    let start = number(at: offset)
    return bytes[start..<start + number(at: offset + 8)]
  }

  private mutating func readDirectory(_ compressed: ArraySlice<UInt8>) throws {
    let directory = try Self.inflated(compressed)
    var position = 0
    func varint() throws -> Int {
      var (value, shift) = (0, 0)
      while position < directory.count {
        let byte = Int(directory[position])
        position += 1
        value |= (byte & 127) << shift
        if byte < 128 { return value }
        shift += 7
      }
      throw Malformed(reason: "end within a number")
    }
    let count = try varint()
    guard count > 0 else { throw Malformed(reason: "empty directory") }
    var ids: [Int] = []
    for _ in 0..<count { ids.append(try varint() + (ids.last ?? 0)) }
    let runs = try ids.map { _ in try varint() }
    let lengths = try ids.map { _ in try varint() }
    var offsets: [Int] = []
    for index in 0..<count {
      let offset = try varint()
      offsets.append(offset == 0 ? offsets[index - 1] + lengths[index - 1] : offset - 1)
    }
    guard position == directory.count, lengths.allSatisfy({ $0 > 0 }) else {
      throw Malformed(reason: "directory")
    }
    for index in 0..<count {
      if runs[index] == 0 {
        let start = number(at: 40) + offsets[index]
        try readDirectory(bytes[start..<start + lengths[index]])
        continue
      }
      entryCount += 1
      if offsets[index] == end {
        end += lengths[index]
      } else if offsets[index] > end {
        isClustered = false
      }
      let start = number(at: 56) + offsets[index]
      let content = Array(bytes[start..<start + lengths[index]])
      for id in ids[index]..<ids[index] + runs[index] {
        guard tiles.updateValue(content, forKey: id) == nil else {
          throw Malformed(reason: "tile \(id) twice")
        }
      }
    }
  }

  private static func inflated(_ compressed: ArraySlice<UInt8>) throws -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
      throw Malformed(reason: "zlib")
    }
    defer { unsafe inflateEnd(&stream) }
    var input = Array(compressed)
    var output = [UInt8](repeating: 0, count: 8 << 20)
    let (code, left) = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let code = unsafe inflate(&stream, Z_FINISH)
        return unsafe (code, Int(stream.avail_out))
      }
    }
    guard code == Z_STREAM_END else { throw Malformed(reason: "gzip") }
    return Array(output.prefix(output.count - left))
  }
}

extension PMTilesReader {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let python = root.appending(path: ".setup/venv/bin/python")

  static var hasPython: Bool { FileManager.default.isExecutableFile(atPath: python.path) }

  /// Every tile as "z/x/y length sum", as the package `pmtiles` reads it.
  static func listWithPython(_ archive: URL) throws -> [String] {
    let script = """
      import sys
      from pmtiles.reader import Reader, MmapSource, all_tiles
      with open(sys.argv[1], "rb") as file:
          source = MmapSource(file)
          header = Reader(source).header()
          assert header["clustered"] and Reader(source).metadata()["name"]
          for index, ((z, x, y), tile) in enumerate(all_tiles(source)):
              assert index % 500 or Reader(source).get(z, x, y) == tile
              print(f"{z}/{x}/{y} {len(tile)} {sum(tile)}")
      """
    let process = Process()
    process.executableURL = python
    process.arguments = ["-c", script, archive.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

/// An SQLite file, asked in SQL.
@safe final class SQLiteReader {
  struct Refused: Error {
    let reason: String
  }

  private let handle: OpaquePointer

  init(_ path: String) throws {
    var handle: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil)
    guard code == SQLITE_OK, let handle = unsafe handle else { throw Refused(reason: path) }
    unsafe self.handle = handle
  }

  deinit { unsafe sqlite3_close(handle) }

  /// The rows of an answer, every value as text.
  func rows(_ sql: String) throws -> [[String]] {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Refused(reason: unsafe String(cString: sqlite3_errmsg(handle)))
    }
    defer { unsafe sqlite3_finalize(statement) }
    var rows: [[String]] = []
    while unsafe sqlite3_step(statement) == SQLITE_ROW {
      rows.append(
        unsafe (0..<sqlite3_column_count(statement)).map { column in
          unsafe sqlite3_column_text(statement, column).map { unsafe String(cString: $0) } ?? ""
        })
    }
    return rows
  }
}
