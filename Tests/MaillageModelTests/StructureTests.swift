import MaillageModel
import Testing

@Suite struct StructureTests {
  @Test func aTextReadsAsAListOfOne() {
    let structure = Structure(
      id: "a", values: ["nom": .text("Médiathèque"), "services": .list(["x", "y"])])
    #expect(structure.name == "Médiathèque")
    #expect(structure.list("nom") == ["Médiathèque"])
    #expect(structure.list("services") == ["x", "y"])
    #expect(structure.list("horaires").isEmpty)
    #expect(structure.text("services") == nil)
  }
}
