import ArgumentParser
import Foundation
import MaillageModel

/// Filters, the same as in tiles and API: several values of one field by commas or repetition (any
/// of them), several fields together (all of them).
struct FilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Kind of place, e.g. BIB.", valueName: "codes"))
  var typologie: [String] = []
  @Option(help: ArgumentHelp("Services offered.", valueName: "values"))
  var services: [String] = []
  @Option(help: ArgumentHelp("Publics addressed.", valueName: "values"))
  var publicsSpecifiquementAdresses: [String] = []
  @Option(help: ArgumentHelp("Special needs catered for.", valueName: "values"))
  var priseEnChargeSpecifique: [String] = []
  @Option(help: ArgumentHelp("Costs, e.g. Gratuit.", valueName: "values"))
  var fraisACharge: [String] = []
  @Option(help: ArgumentHelp("National programmes.", valueName: "values"))
  var dispositifProgrammesNationaux: [String] = []
  @Option(help: ArgumentHelp("Trainings and labels.", valueName: "values"))
  var formationsLabels: [String] = []
  @Option(help: ArgumentHelp("Other trainings and labels.", valueName: "values"))
  var autresFormationsLabels: [String] = []
  @Option(help: ArgumentHelp("How to get there or in touch.", valueName: "values"))
  var modalitesAcces: [String] = []
  @Option(help: ArgumentHelp("How people are helped.", valueName: "values"))
  var modalitesAccompagnement: [String] = []
  @Option(help: ArgumentHelp("Fixe or Itinérant.", valueName: "values"))
  var itinerance: [String] = []
  @Option(
    help: ArgumentHelp("Any facet, a hub's own included; repeatable.", valueName: "field=v1,v2"))
  var filter: [String] = []
  @Option(help: ArgumentHelp("Open at an instant: now, or ISO 8601.", valueName: "instant"))
  var open: String?
  @Option(name: .customLong("q"), help: ArgumentHelp("Words to look for.", valueName: "text"))
  var text: String?

  /// The filter that the options ask for.
  func filter(schema: Schema) throws -> Filter {
    var parameters: [(name: String, value: String)] = []
    let standard: [(String, [String])] = [
      ("typologie", typologie), ("services", services),
      ("publics_specifiquement_adresses", publicsSpecifiquementAdresses),
      ("prise_en_charge_specifique", priseEnChargeSpecifique), ("frais_a_charge", fraisACharge),
      ("dispositif_programmes_nationaux", dispositifProgrammesNationaux),
      ("formations_labels", formationsLabels),
      ("autres_formations_labels", autresFormationsLabels), ("modalites_acces", modalitesAcces),
      ("modalites_accompagnement", modalitesAccompagnement), ("itinerance", itinerance),
    ]
    for (name, values) in standard {
      parameters += values.map { (name, $0) }
    }
    for choice in filter {
      guard let equals = choice.firstIndex(of: "=") else {
        throw ValidationError("--filter \(choice): write it as FIELD=VALUE")
      }
      let name = String(choice[..<equals])
      guard let field = schema.field(name), field.isFacet else {
        let known = schema.facets.map(\.name).joined(separator: ", ")
        throw ValidationError("--filter \(name): no such facet; there are \(known)")
      }
      parameters.append((name, String(choice[choice.index(after: equals)...])))
    }
    if let open { parameters.append(("open", open)) }
    if let text { parameters.append(("q", text)) }
    do {
      return try Filter(parameters: parameters, schema: schema, now: Date())
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
