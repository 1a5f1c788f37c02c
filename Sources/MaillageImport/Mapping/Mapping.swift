public import Foundation
import MaillageModel

/// How the columns of a list become fields: the language of mednum-cli's transformation files.
///
/// One JSON object whose keys are field names (today's or an earlier version's). A key's value is an
/// object for a plain field, an array of choices for a list:
///
///     { "nom": { "colonne": "NOM" },
///       "date_maj": { "colonne": ["date_modif", "date_saisie"] },
///       "adresse": { "joindre": { "colonnes": ["N°", "RUE"], "séparateur": " " } },
///       "latitude": { "dissocier": { "colonne": "geo", "séparateur": ",", "partie": 0 } },
///       "services": [{ "colonnes": ["Aide"], "termes": ["impôts"], "sauf": ["sur rdv"],
///                      "cible": "Aide aux démarches administratives" }] }
///
/// A key may also name a field of a hub.
public struct Mapping: Hashable, Sendable {
  /// How messages call the file.
  public let fileName: String
  /// What each field is made of, by the field's name.
  var rules: [String: Rule] = [:]
  /// Where the opening hours come from.
  var hours: HoursRule?
  /// The column that says in which weeks the hours hold.
  var weekColumn: String?

  /// What a field is made of.
  enum Rule: Hashable, Sendable {
    /// The first of the columns that is not empty.
    case columns([String])
    /// Columns joined, empty ones left out; the fallback where all are empty.
    case joined([String], separator: String, fallback: [String])
    /// One part of a column that holds two numbers.
    case part(of: String, separator: String, index: Int)
    /// The same value for every record.
    case constant(String)
    /// Values that hold where their terms occur.
    case choices([Choice])
  }

  /// One value of a list, and when it holds.
  struct Choice: Hashable, Sendable {
    var columns: [String]
    /// Lower case.
    var terms: [String]
    var exceptions: [String]
    /// `nil` copies the columns' own values.
    var target: String?
  }

  /// Where the opening hours come from.
  struct HoursRule: Hashable, Sendable {
    var osm: String?
    var days: [Day] = []
    var week: String?

    struct Day: Hashable, Sendable {
      var columns: [String]
      var day: Weekday
    }
  }

  /// Reads a mapping file.
  ///
  /// - Parameters:
  ///   - json: The bytes of the file.
  ///   - fileName: How errors call the file.
  /// - Throws: ``MappingError``, naming the file and the key at fault.
  public init(json: Data, fileName: String) throws(MappingError) {
    self.fileName = fileName
    let text = SourceText(fileName: fileName, bytes: TextDecoding.decode(Array(json)).utf8)
    let node: JSONNode
    do throws(ImportError) {
      var tokenizer = JSONTokenizer(text, maximumDepth: 32)
      node = try tokenizer.value()
      try tokenizer.expectEnd()
    } catch .syntax(_, let line, let column, let reason) {
      throw MappingError(
        fileName: fileName, key: "",
        reason: LocalizedText(
          fr: "ligne \(line), colonne \(column) : \(reason.fr)",
          en: "line \(line), column \(column): \(reason.en)"))
    } catch {
      throw MappingError(fileName: fileName, key: "", reason: error.message)
    }
    try read(MappingNode(fileName: fileName, key: "", node: node))
  }

  /// The names that earlier versions of the standard gave to its fields.
  static let olderNames = [
    "labels_nationaux": "dispositif_programmes_nationaux",
    "publics_accueillis": "publics_specifiquement_adresses",
    "conditions_acces": "frais_a_charge",
    "accessibilite": "fiche_acces_libre",
    "courriel": "courriels",
    "labels_autres": "autres_formations_labels",
    "typologies": "typologie",
  ]

  private mutating func read(_ root: MappingNode) throws(MappingError) {
    for (key, node) in try root.members() {
      let field = Self.olderNames[key] ?? key
      guard rules[field] == nil else {
        throw node.error(
          fr: "le champ « \(field) » est décrit deux fois",
          en: "the field \"\(field)\" is described twice")
      }
      switch field {
      case "horaires": hours = try node.hours()
      case "semaine_ouverture":
        weekColumn = try node.members(among: ["colonne"])["colonne"]?.string()
      default:
        rules[field] = try node.isArray ? .choices(node.choices(of: field)) : node.rule()
      }
    }
  }
}
