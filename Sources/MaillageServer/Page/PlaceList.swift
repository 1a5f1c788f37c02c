import Maillage
import MaillageGeometry
import MaillageModel

/// What the list beside the map shows; its properties are the words of `list.html`.
struct PlaceList {
  /// One place of the list.
  struct Entry {
    let id: String
    let address: String
    let name: String
    let where_: String
    let distance: String?
    let summary: String?
    let isApproximate: Bool
    let position: Position?
  }

  /// A position as the page's script reads it.
  struct Position {
    let longitude: Double
    let latitude: Double

    init?(_ coordinate: Coordinate?) {
      guard let coordinate else { return nil }
      longitude = coordinate.longitude
      latitude = coordinate.latitude
    }
  }

  /// The way to the next places.
  struct More {
    let address: String
    let cursor: String
    let text: String
  }

  /// The way to matches outside the view.
  struct Fit {
    let bbox: String
    let text: String
  }

  let texts: [String: String]
  let countText: String
  let unplacedText: String?
  let places: [Entry]
  let more: More?
  let fit: Fit?

  /// Answers the query of an inquiry with a page of places.
  ///
  /// - Throws: A ``Problem`` that names the parameter at fault.
  init(_ inquiry: Inquiry, texts words: PageTexts) throws(Problem) {
    let language = inquiry.language
    let page = try StructurePage(inquiry, defaultLimit: 50, order: Self.order(inquiry))
    let addresses = PageAddress(inquiry.query, schema: inquiry.snapshot.schema)
    texts = words.all(in: language)
    countText = Self.countText(page, words, language)
    // In an area only placed structures stand; without one the list has them all.
    unplacedText =
      page.unplaced > 0 && page.numberMatched > 0
      ? words.text("unplacedSome", in: language, count: page.unplaced) : nil
    places = page.matches.map { match in
      Entry(
        match.structure, distance: match.distance, schema: inquiry.snapshot.schema,
        language: language, addresses: addresses)
    }
    more = page.next.map { cursor in
      More(
        address: addresses.with((name: "cursor", value: cursor.text)), cursor: cursor.text,
        text: words.text("more", in: language))
    }
    fit = Self.fit(page, inquiry, words)
  }

  private static func order(_ inquiry: Inquiry) -> StructureQuery.Order {
    inquiry.query["bbox"] == nil ? .name : .distance
  }

  private static func countText(
    _ page: StructurePage, _ words: PageTexts, _ language: Language
  ) -> String {
    if page.numberMatched == 0 { return words.text("countNone", in: language) }
    switch page.area {
    case .circle(_, let radius):
      return words.text(
        "countWithin", in: language, count: page.numberMatched,
        detail: radius.distanceText(in: language))
    case .box: return words.text("countInView", in: language, count: page.numberMatched)
    case .everywhere, .territory:
      let name = page.filter.isEmpty ? "countAll" : "countFiltered"
      return words.text(name, in: language, count: page.numberMatched)
    }
  }

  /// Leads to the places of a filter when none of them is in the area.
  private static func fit(_ page: StructurePage, _ inquiry: Inquiry, _ words: PageTexts) -> Fit? {
    guard page.numberMatched == 0, page.area != .everywhere,
      let all = inquiry.snapshot.answer(StructureQuery(filter: page.filter)),
      let box = BoundingBox(containing: all.matches.compactMap(\.structure.coordinate))
    else { return nil }
    return Fit(
      bbox: "\(box.west),\(box.south),\(box.east),\(box.north)",
      text: words.text("showMatches", in: inquiry.language, count: all.numberMatched))
  }
}

extension PlaceList.Entry {
  /// Describes a place in a few words.
  init(
    _ structure: Structure, distance metres: Double? = nil, schema: Schema, language: Language,
    addresses: PageAddress
  ) {
    id = structure.id
    address = addresses.with((name: "place", value: structure.id))
    name = structure.name
    where_ = structure.addressLines.joined(separator: ", ")
    distance = metres.map { $0.distanceText(in: language) }
    summary = structure.serviceSummary(schema: schema, language: language)
    isApproximate = structure.isPositionApproximate
    position = PlaceList.Position(structure.coordinate)
  }
}

extension Structure {
  /// Street and town, each on a line of its own.
  var addressLines: [String] {
    let town = [text("code_postal"), text("commune")].compactMap { $0 }.joined(separator: " ")
    return [text("adresse"), text("complement_adresse"), town].compactMap { $0 }
      .filter { !$0.isEmpty }
  }

  /// The first services and how many more there are; `nil` without any.
  fileprivate func serviceSummary(schema: Schema, language: Language) -> String? {
    let services = list("services").map { schema.label(of: $0, in: "services", language) }
    guard !services.isEmpty else { return nil }
    let rest = services.count > 2 ? " +\(services.count - 2)" : ""
    return services.prefix(2).joined(separator: " · ") + rest
  }
}

extension Schema {
  /// What people read for a value of a field: the vocabulary's label, else the value itself.
  func label(of value: String, in field: String, _ language: Language) -> String {
    self.field(field)?.terms.first { $0.value == value }?.label[language] ?? value
  }
}
