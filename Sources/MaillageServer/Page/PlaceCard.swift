import Foundation
import Maillage
import MaillageModel

/// What the card of a place shows; its properties are the words of `card.html`.
struct PlaceCard {
  /// A labelled group of lines.
  struct Section {
    let label: String
    let style: String
    let items: [Item]
  }

  /// A line, with a link where there is one.
  struct Item {
    let text: String
    let address: String?
  }

  /// The places of a group that share a position.
  struct Leaves {
    let items: [PlaceList.Entry]
  }

  let texts: [String: String]
  let name: String
  let closeAddress: String
  var isDemonstration = false
  var addressLines: [String] = []
  var isApproximate = false
  var summary: String?
  var sections: [Section] = []
  var leaves: Leaves?
  var position: PlaceList.Position?
  var updatedText: String?

  /// What people ask first: what is done there, for whom, at what price, and how one comes.
  static var shownFirst: [String] {
    [
      "services", "frais_a_charge", "publics_specifiquement_adresses",
      "prise_en_charge_specifique", "modalites_acces", "prise_rdv", "modalites_accompagnement",
      "fiche_acces_libre",
    ]
  }

  /// The card the query of an inquiry asks for: `place=ID` or `cluster=ID`; `nil` without either.
  ///
  /// - Throws: A ``Problem`` with status 404 when there is no such place.
  init?(_ inquiry: Inquiry, texts words: PageTexts) throws(Problem) {
    texts = words.all(in: inquiry.language)
    let addresses = PageAddress(inquiry.query, schema: inquiry.snapshot.schema)
    closeAddress = addresses.with()
    if let id = inquiry.query["place"], !id.isEmpty {
      let structure = try inquiry.structure(id: id)
      name = structure.name
      describe(structure, in: inquiry, words: words)
    } else if let id = inquiry.query["cluster"] {
      let selection = inquiry.snapshot.selection(for: try inquiry.filter())
      guard
        let leaves = inquiry.snapshot.leaves(
          of: id, limit: StructurePage.limits.upperBound, offset: 0, selection: selection)
      else { throw RouteTable.noCluster(id) }
      name = words.text("leaves", in: inquiry.language, count: leaves.count)
      position = PlaceList.Position(leaves.first?.coordinate)
      self.leaves = Leaves(
        items: leaves.map {
          PlaceList.Entry(
            $0, schema: inquiry.snapshot.schema,
            language: inquiry.language, addresses: addresses)
        })
    } else {
      return nil
    }
  }

  private mutating func describe(_ structure: Structure, in inquiry: Inquiry, words: PageTexts) {
    let language = inquiry.language
    isDemonstration = inquiry.snapshot.isDemonstration
    addressLines = structure.addressLines
    isApproximate = structure.isPositionApproximate
    summary = structure.text("presentation_resume") ?? structure.text("presentation_detail")
    position = PlaceList.Position(structure.coordinate)
    sections = structure.sections(schema: inquiry.snapshot.schema, language: language, words: words)
    if let text = structure.text("date_maj").flatMap({ $0.dayText(in: language) }) {
      updatedText = words.text("updated", in: language, detail: text)
    }
  }
}

extension Structure {
  /// Hours and ways to get in touch first, then what people ask
  /// next, then every other public field in the schema's order.
  fileprivate func sections(
    schema: Schema, language: Language, words: PageTexts
  ) -> [PlaceCard.Section] {
    let hours = text("horaires").map { OpeningHours($0)?.lines(language: language) ?? [$0] } ?? []
    let contacts: [(name: String, style: String, items: [PlaceCard.Item])] = [
      ("hours", "lines", hours.map { .init(text: $0, address: nil) }),
      ("phone", "lines", list("telephone").map(PlaceCard.Item.init(phone:))),
      ("email", "lines", list("courriels").map(PlaceCard.Item.init(mail:))),
      ("website", "lines", list("site_web").map(PlaceCard.Item.init(link:))),
    ]
    var sections = contacts.filter { !$0.items.isEmpty }.map {
      PlaceCard.Section(
        label: words.text($0.name, in: language), style: $0.style, items: $0.items)
    }
    let shown = schema.fields.filter { $0.isPublic && !Self.shownElsewhere.contains($0.name) }
    for field in PlaceCard.shownFirst.compactMap(schema.field)
      + shown.filter({ !PlaceCard.shownFirst.contains($0.name) })
    {
      let values = list(field.name)
      guard !values.isEmpty else { continue }
      let isLink = field.kind == .link || field.kind == .image
      sections.append(
        PlaceCard.Section(
          label: field.label[language], style: field.kind == .list ? "tags" : "lines",
          items: values.map { value in
            isLink
              ? PlaceCard.Item(link: value)
              : PlaceCard.Item(
                text: schema.label(of: value, in: field.name, language), address: nil)
          }))
    }
    return sections
  }

  /// Fields that stand elsewhere on the card, or that only software needs.
  private static var shownElsewhere: Set<String> {
    [
      "id", "pivot", "nom", "adresse", "complement_adresse", "code_postal", "commune", "code_insee",
      "latitude", "longitude", "horaires", "telephone", "courriels", "site_web",
      "presentation_resume", "date_maj",
    ]
  }
}

extension PlaceCard.Item {
  /// A telephone number as people dial it in France, leading to a call.
  fileprivate init(phone number: String) {
    let digits = number.utf8.filter(\.isDigit)
    let isNumber =
      digits.count >= 6 && number.utf8.allSatisfy { $0.isDigit || "+ .-()".utf8.contains($0) }
    var text = number
    if number.hasPrefix("+33"), digits.count == 11 {
      let national = "0" + String(decoding: digits.dropFirst(2), as: UTF8.self)
      text = national.enumerated().map { position, digit in
        position > 0 && position % 2 == 0 ? "\u{A0}\(digit)" : String(digit)
      }.joined()
    }
    let target = number.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
    self.init(text: text, address: isNumber ? "tel:\(target)" : nil)
  }

  /// An e-mail address, leading to a new message.
  fileprivate init(mail: String) {
    let isAddress =
      mail.split(separator: "@", omittingEmptySubsequences: false).count == 2
      && !mail.contains { $0.isWhitespace || "?&<>\"'".contains($0) }
    self.init(text: mail, address: isAddress ? "mailto:\(mail)" : nil)
  }

  /// A web address; only http and https become links.
  fileprivate init(link: String) {
    let scheme = URL(string: link)?.scheme?.lowercased()
    var text = link
    for prefix in ["https://", "http://"] where text.hasPrefix(prefix) {
      text.removeFirst(prefix.count)
    }
    if text.hasSuffix("/") { text.removeLast() }
    self.init(text: text, address: scheme == "http" || scheme == "https" ? link : nil)
  }
}

extension String {
  /// The day `YYYY-MM-DD` in words; `nil` when the text is no such day.
  fileprivate func dayText(in language: Language) -> String? {
    guard let date = try? Date(self, strategy: .iso8601.year().month().day()) else { return nil }
    return date.formatted(
      Date.FormatStyle(
        date: .long, time: .omitted, locale: Locale(identifier: language.rawValue), timeZone: .gmt))
  }
}
