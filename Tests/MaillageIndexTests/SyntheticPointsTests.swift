import MaillageGeometry
import MaillageIndex
import Testing

@Suite struct SyntheticPointsTests {
  @Test func aSeedDecidesThePoints() {
    for make in [SyntheticPoints.uniform, SyntheticPoints.clustered, SyntheticPoints.stacked] {
      #expect(make(500, 1) == make(500, 1))
      #expect(make(500, 1) != make(500, 2))
      #expect(make(0, 1).isEmpty)
      #expect(make(501, 3).count == 501)
      let areValid = make(2000, 4).allSatisfy { $0.isValid }
      #expect(areValid)
    }
  }

  @Test func positionsHaveSevenDecimals() {
    for point in SyntheticPoints.clustered(count: 1000, seed: 5) {
      let text = "\(abs(point.longitude))"
      let decimals = text.split(separator: ".").last?.split(separator: "e").first?.count ?? 0
      #expect(decimals <= 7 || text.contains("e"), "\(text)")
    }
  }

  @Test func stacksHoldTenPointsOnAverage() {
    let places = Set(SyntheticPoints.stacked(count: 10_000, seed: 6))
    #expect((900...1000).contains(places.count))
  }

  @Test func clusteredPointsCrowdAroundTowns() {
    func crowded(_ points: [Coordinate]) -> Int {
      let cells = Dictionary(grouping: points) { [Int($0.longitude * 2), Int($0.latitude * 2)] }
      return cells.values.filter { $0.count > 20 }.reduce(0) { $0 + $1.count }
    }
    #expect(crowded(SyntheticPoints.uniform(count: 20_000, seed: 7)) == 0)
    #expect(crowded(SyntheticPoints.clustered(count: 20_000, seed: 7)) > 1000)
  }
}
