import HTTPTypes
import Maillage
import MaillageModel

/// One page of the structures a query asks for.
struct StructurePage {
  /// The structures with distances where the query has a centre.
  let matches: [Match]
  /// How many structures area and filter accept.
  let numberMatched: Int
  /// How many structures the filter accepts whose position is unknown.
  let unplaced: Int
  /// The filter of the query.
  let filter: Filter
  /// The area of the query.
  let area: StructureQuery.Area
  /// Where the next page begins; `nil` on the last one.
  let next: Cursor?

  /// The most structures a page holds.
  static let limits = 1...1000

  /// Answers the query of an inquiry.
  ///
  /// - Parameters:
  ///   - inquiry: The question.
  ///   - defaultLimit: The structures of a page when the query gives no `limit`.
  ///   - preferred: The order when the query gives no `sort`; by distance in a circle, else by id, when
  ///     `nil`.
  /// - Throws: A ``Problem`` that names the parameter at fault; with status 410 when the structure a
  ///   cursor names is gone.
  init(
    _ inquiry: Inquiry, defaultLimit: Int, order preferred: StructureQuery.Order? = nil
  ) throws(Problem) {
    filter = try inquiry.filter()
    area = try inquiry.area()
    let order = try Self.order(inquiry.query, area: area, preferred: preferred)
    let limit = try inquiry.query.integer("limit", in: Self.limits) ?? defaultLimit
    let question = "\(order.rawValue) \(area) \(filter.canonicalKey)"
    var cursor: Cursor?
    if let text = inquiry.query["cursor"] {
      guard let known = Cursor(text, question: question) else {
        throw Problem(
          parameter: "cursor", fr: "ce curseur n’appartient pas à cette question.",
          en: "this cursor does not belong to this question.")
      }
      cursor = known
    }
    let query = StructureQuery(
      area: area, filter: filter, order: order, limit: limit, after: cursor?.id)
    guard let answer = inquiry.snapshot.answer(query) else {
      throw Problem(
        parameter: "cursor", status: .gone,
        fr: "le lieu où la page s’arrêtait n’y est plus ; reprendre au début.",
        en: "the place the page ended at is no longer there; start again.")
    }
    matches = answer.matches
    numberMatched = answer.numberMatched
    unplaced = inquiry.snapshot.selection(for: filter).unplaced
    next =
      answer.hasMore
      ? answer.matches.last.map { Cursor(after: $0.structure.id, question: question) } : nil
  }

  private static func order(
    _ query: QueryParameters, area: StructureQuery.Area, preferred: StructureQuery.Order?
  ) throws(Problem) -> StructureQuery.Order {
    let hasCenter =
      switch area {
      case .box, .circle: true
      case .everywhere, .territory: false
      }
    guard let text = query["sort"] else {
      if case .circle = area { return .distance }
      return preferred == .distance && !hasCenter ? .id : preferred ?? .id
    }
    guard let order = StructureQuery.Order(rawValue: text) else {
      throw Problem(parameter: "sort", value: text, accepted: StructureQuery.Order.self)
    }
    guard order != .distance || hasCenter else {
      throw Problem(
        parameter: "sort", fr: "« distance » demande latitude, longitude et radius, ou bbox.",
        en: "“distance” needs latitude, longitude and radius, or bbox.")
    }
    return order
  }

  /// The page as a GeoJSON FeatureCollection.
  func geoJSON(_ inquiry: Inquiry) -> JSON {
    var members: [(String, JSON)] = [
      ("type", "FeatureCollection"),
      ("numberMatched", .integer(numberMatched)),
      ("numberReturned", .integer(matches.count)),
      ("unplaced", .integer(unplaced)),
    ]
    if let next { members.append(("cursor", .string(next.text))) }
    members.append(
      (
        "features",
        .array(
          matches.map {
            $0.structure.feature(
              schema: inquiry.snapshot.schema, language: inquiry.language, distance: $0.distance)
          })
      ))
    return .object(members)
  }

  /// The page as a file of a format that has no room for the numbers, which stand in the header.
  func file(_ format: StructureWriter.Format, schema: Schema) -> Answer {
    let writer = StructureWriter(schema: schema, format: format)
    let distances = matches.compactMap { match in
      match.distance.map { (structure: match.structure, distance: $0) }
    }
    let bytes =
      distances.isEmpty ? writer.write(matches.map(\.structure)) : writer.write(distances)
    var answer = Answer(format == .json ? "application/json" : "text/csv; charset=utf-8", bytes)
    if format != .json {
      answer.headers[.contentDisposition] = "attachment; filename=\"maillage.csv\""
    }
    answer.headers[.numberMatched] = String(numberMatched)
    if let next { answer.headers[.nextCursor] = next.text }
    return answer
  }
}

extension HTTPField.Name {
  /// `X-Number-Matched`: how many structures a question matches in all.
  static let numberMatched = HTTPField.Name.known("X-Number-Matched")
  /// `X-Next-Cursor`: the cursor of the next page.
  static let nextCursor = HTTPField.Name.known("X-Next-Cursor")
}
