public import Foundation
public import MaillageModel

/// Where structures are kept: sources side by side, and a journal of every change.
public protocol StructureStore: Sendable {
  /// The number of the last change; it grows by one with every change that changed anything.
  ///
  /// Cheap enough to be asked twice a second.
  func revision() throws(StoreError) -> Int

  /// The structures of all sources, merged by id, in the byte order of their ids.
  ///
  /// Where sources share an id, the source that is first by name says where the structure is and what
  /// its fields hold; a field it leaves empty is filled from the next.
  func structures() throws(StoreError) -> [Structure]

  /// The sources, by name.
  func sources() throws(StoreError) -> [StoredSource]

  /// Makes a source hold exactly these structures: all of them or, after an error, none.
  ///
  /// Only differences are written and journalled. On return they are on disk.
  ///
  /// - Parameters:
  ///   - source: The source's name.
  ///   - structures: What it holds from now on; of several with one id the last is kept.
  ///   - author: Who changes it, for the journal.
  ///   - date: When, for the journal.
  /// - Throws: ``StoreError``, after which the store holds what it held before.
  /// - Returns: How many structures were added, changed, removed and left alone.
  func replace(
    source: String, with structures: [Structure], by author: String, at date: Date
  ) throws(StoreError) -> SourceDiff
}

/// How a source differs from what it held before.
public struct SourceDiff: Hashable, Sendable, Codable {
  /// Structures that were not there before.
  public var added: Int
  /// Structures that hold something else now.
  public var changed: Int
  /// Structures that are gone.
  public var removed: Int
  /// Structures that are as they were.
  public var unchanged: Int

  /// Creates a difference.
  public init(added: Int = 0, changed: Int = 0, removed: Int = 0, unchanged: Int = 0) {
    self.added = added
    self.changed = changed
    self.removed = removed
    self.unchanged = unchanged
  }

  /// Whether nothing is different.
  public var isEmpty: Bool { added == 0 && changed == 0 && removed == 0 }
}

/// A source as the store knows it.
public struct StoredSource: Hashable, Sendable, Codable {
  /// Its name.
  public var name: String
  /// How many structures it holds.
  public var count: Int
  /// When it last changed.
  public var changedAt: Date

  /// Creates a source.
  public init(name: String, count: Int, changedAt: Date) {
    self.name = name
    self.count = count
    self.changedAt = changedAt
  }
}
