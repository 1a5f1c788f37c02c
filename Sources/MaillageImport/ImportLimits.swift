/// How much an import reads before it stops with an error.
public struct ImportLimits: Hashable, Sendable {
  /// The size of a file, in bytes.
  public var bytes: Int
  /// The number of records in a file.
  public var records: Int
  /// The size of one record, in bytes.
  public var recordBytes: Int
  /// The number of arrays and objects inside each other in JSON.
  public var depth: Int

  /// Creates limits; the defaults fit any list of places that people keep in a file.
  public init(
    bytes: Int = 500_000_000, records: Int = 5_000_000, recordBytes: Int = 10_000_000,
    depth: Int = 64
  ) {
    self.bytes = bytes
    self.records = records
    self.recordBytes = recordBytes
    self.depth = depth
  }
}
