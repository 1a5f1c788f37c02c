import MaillageTerritories
import Testing

@Suite struct TerritoryCodesTests {
  @Test(arguments: [
    ("49007", "49"), ("2A004", "2A"), ("2B033", "2B"), ("97411", "974"), ("98818", "988"),
    ("97801", "978"), ("01004", "01"), ("99100", nil), ("20004", nil), ("4900", nil), ("", nil),
  ])
  func communesNameTheirDepartement(commune: String, departement: String?) {
    #expect(Departement.code(ofINSEE: commune) == departement)
  }

  @Test(arguments: [
    ("49000", "49"), ("20000", "2A"), ("20167", "2A"), ("20200", "2B"), ("20600", "2B"),
    ("97400", "974"), ("98800", "988"), ("97133", "977"), ("97150", "978"), ("98000", nil),
    ("2A000", nil), ("6410", nil), ("00000", nil),
  ])
  func postalCodesNameTheirDepartement(postalCode: String, departement: String?) {
    #expect(Departement.code(ofPostalCode: postalCode) == departement)
  }

  @Test func departementsLieInTheirRegion() {
    #expect(["44", "49", "53", "72", "85"].allSatisfy { Departement.region(of: $0) == "52" })
    #expect(Departement.region(of: "2B") == "94")
    #expect(Departement.region(of: "69M") == "84")
    #expect(Departement.region(of: "988") == nil)
    #expect(Departement.region(of: "Loire") == nil)
  }

  @Test func thereAreAHundredAndOneDepartements() {
    let postal = (0...999).compactMap { number in
      let digits = String(number)
      let prefix = String(repeating: "0", count: 3 - digits.utf8.count) + digits
      return Departement.code(ofPostalCode: prefix + "00")
    }
    #expect(Set(postal.filter { Departement.region(of: $0) != nil }).count == 101)
  }
}
