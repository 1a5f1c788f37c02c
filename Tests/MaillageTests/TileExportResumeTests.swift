import Foundation
import MaillageGeometry
import MaillageTestSupport
import Synchronization
import Testing

@testable import Maillage

@Suite struct TileExportResumeTests {
  /// An export interrupted when all tiles are drawn, and the archive it would have become.
  private static func finishedJournal(
    _ fixture: TileExportFixture, _ plan: TilePlan
  ) throws -> (journal: [UInt8], archive: [UInt8]) {
    let export = fixture.export(plan, .pmtiles, "whole")
    let isWriting = Mutex(false)
    #expect(throws: TileExportError.interrupted(done: plan.count, total: plan.count)) {
      try export.run(
        threads: 2, report: { event in if event == .writing { isWriting.withLock { $0 = true } } },
        isCancelled: { isWriting.withLock { $0 } }, draw: fixture.draw)
    }
    #expect(try fixture.names.contains("whole") == false)
    let journal = try fixture.read("whole.partial")
    _ = try export.run(threads: 1, draw: fixture.draw)
    return (journal, try fixture.read("whole"))
  }

  /// Where the batches of a journal begin, and where the last one ends.
  private static func boundaries(_ journal: [UInt8]) -> [Int] {
    func number(_ offset: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(journal[offset + $1]) << (8 * $1) }
    }
    var boundaries = [16 + 4 + 16 + number(16)]
    while let last = boundaries.last, last < journal.count {
      boundaries.append(last + 24 + number(last) + number(last + 4))
    }
    return boundaries
  }

  /// Runs an export that finds a journal; returns how many tiles it found there.
  private static func resume(
    _ fixture: TileExportFixture, _ plan: TilePlan, from journal: some Sequence<UInt8>
  ) throws -> (found: Int, drawn: Int) {
    try fixture.write(journal, to: "resumed.partial")
    let before = fixture.drawn
    let found = Mutex(0)
    _ = try fixture.export(plan, .pmtiles, "resumed").run(
      threads: 2,
      report: { event in if case .resumed(let tiles) = event { found.withLock { $0 = tiles } } },
      draw: fixture.draw)
    #expect(try fixture.names.contains("resumed.partial") == false)
    return (found.withLock { $0 }, fixture.drawn - before)
  }

  @Test func aCrashAtAnyBatchGivesTheSameArchive() throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance()
    let (journal, archive) = try Self.finishedJournal(fixture, plan)
    let boundaries = Self.boundaries(journal)
    #expect(boundaries.last == journal.count)
    #expect(boundaries.count == plan.count / 100 + 2)
    for (batches, boundary) in boundaries.enumerated() {
      let outcome = try Self.resume(fixture, plan, from: journal.prefix(boundary))
      #expect(outcome.found == min(batches * 100, plan.count))
      #expect(outcome.drawn == plan.count - outcome.found)
      #expect(try fixture.read("resumed") == archive, "after \(batches) batches")
    }
  }

  @Test(arguments: 0..<30)
  func aTornTailIsCutOff(seed: Int) throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...10)
    let (journal, archive) = try Self.finishedJournal(fixture, plan)
    var generator = SplitMix64(seed: UInt64(seed))
    let cut = Int.random(in: 0..<journal.count, using: &generator)
    let tail: [UInt8] =
      switch seed % 3 {
      // The last write stopped somewhere, left zeros, or something else.
      case 0: []
      case 1: [UInt8](repeating: 0, count: 5_000)
      default: (0..<5_000).map { _ in .random(in: 0...255, using: &generator) }
      }
    // A header that is not whole is no journal yet, unless it is another's file.
    let torn = cut < 16 ? Array(journal.prefix(cut)) : journal.prefix(cut) + tail
    let outcome = try Self.resume(fixture, plan, from: torn)
    let whole = Self.boundaries(journal).dropFirst().count { $0 <= cut }
    #expect(outcome.found == min(whole * 100, plan.count), "seed \(seed): cut at \(cut)")
    #expect(try fixture.read("resumed") == archive, "seed \(seed): cut at \(cut)")
  }

  @Test func aDamagedBatchIsDrawnAgain() throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...10)
    var (journal, archive) = try Self.finishedJournal(fixture, plan)
    let boundaries = Self.boundaries(journal)
    journal[boundaries[3] - 1] ^= 1
    let outcome = try Self.resume(fixture, plan, from: journal)
    #expect(outcome.found == 200)
    #expect(try fixture.read("resumed") == archive)
  }

  @Test(arguments: TileArchiveFormat.allCases)
  func anInterruptedExportGoesOn(format: TileArchiveFormat) throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...10)
    let export = fixture.export(plan, format, "map")
    let limit = plan.count / 2
    let error = #expect(throws: TileExportError.self) {
      try export.run(threads: 2, isCancelled: { fixture.drawn >= limit }, draw: fixture.draw)
    }
    let done = fixture.drawn
    #expect(error == .interrupted(done: done, total: plan.count))
    #expect(try fixture.names == ["map.partial"])
    let summary = try export.run(threads: 2, draw: fixture.draw)
    #expect(fixture.drawn == plan.count)
    #expect(done < plan.count)
    #expect(try fixture.names == ["map"])
    #expect(summary.tiles == plan.count)
    #expect(summary.contents == Set(plan.map(TileExportFixture.bytes)).count)
  }

  @Test func aTileThatCannotBeDrawnLeavesTheOthers() throws {
    struct Refusal: Error {}
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...10)
    let export = fixture.export(plan, .pmtiles, "map")
    let refused = plan[300]
    #expect(throws: TileExportError.tile(refused, reason: "Refusal()")) {
      try export.run(threads: 2) { tile in
        if tile == refused { throw Refusal() }
        return fixture.draw(tile)
      }
    }
    let found = Mutex(0)
    _ = try export.run(
      report: { event in if case .resumed(let tiles) = event { found.withLock { $0 = tiles } } },
      draw: fixture.draw)
    // Whole parts are kept.
    #expect(found.withLock { $0 } == 300 / 32 * 32)
  }

  @Test func anotherExportIsNotGoneOnWith() throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...10)
    func parameters(_ scale: Int, _ style: String) -> [TileExportParameter] {
      [TileExportParameter("scale", "\(scale)"), TileExportParameter("style", style)]
    }
    func interrupted(_ parameters: [TileExportParameter]) -> TileExport {
      let export = fixture.export(plan, .pmtiles, "map", parameters: parameters)
      let limit = fixture.drawn + 100
      #expect(throws: TileExportError.self) {
        try export.run(isCancelled: { fixture.drawn >= limit }, draw: fixture.draw)
      }
      return export
    }
    func events(_ export: TileExport, restart: Bool = false) throws -> [TileExport.Event] {
      let events = Mutex<[TileExport.Event]>([])
      _ = try export.run(
        restart: restart, report: { event in events.withLock { $0.append(event) } },
        draw: fixture.draw)
      return events.withLock { $0 }
    }
    _ = interrupted(parameters(1, "light"))
    let other = fixture.export(plan, .pmtiles, "map", parameters: parameters(2, "light"))
    #expect(try events(other).first == .startedAnew(differences: ["scale"]))
    _ = interrupted(parameters(1, "light"))
    let both = fixture.export(plan, .pmtiles, "map", parameters: parameters(2, "dark"))
    #expect(try events(both).first == .startedAnew(differences: ["scale", "style"]))
    let same = interrupted(parameters(2, "dark"))
    let before = fixture.drawn
    let told = try events(same, restart: true)
    #expect(!told.contains { if case .resumed = $0 { true } else { false } })
    #expect(fixture.drawn - before == plan.count)
    #expect(told.last == .writing)
  }

  @Test func whatIsNotOursIsLeftAlone() throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...5)
    try fixture.write("somebody's notes".utf8, to: "map.partial")
    #expect(throws: TileExportError.self) {
      try fixture.export(plan, .pmtiles, "map").run(restart: true, draw: fixture.draw)
    }
    #expect(try fixture.read("map.partial") == Array("somebody's notes".utf8))
    #expect(fixture.drawn == 0)
  }

  @Test func twoCannotWriteOneExport() throws {
    let fixture = try TileExportFixture()
    let plan = try westOfFrance(0...5)
    let export = fixture.export(plan, .pmtiles, "map")
    let second = Mutex<TileExportError?>(nil)
    _ = try export.run(threads: 1) { tile in
      if tile.zoom == 0 {
        do throws(TileExportError) {
          _ = try export.run(threads: 1, draw: fixture.draw)
        } catch {
          second.withLock { $0 = error }
        }
      }
      return fixture.draw(tile)
    }
    #expect(second.withLock { $0 } == .busy(path: export.partialPath))
  }
}
