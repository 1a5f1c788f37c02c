import HTTPTypes
import Hummingbird
import Maillage
import MaillageGeometry
import MaillageModel
import NIOCore

/// What the whole page shows; its properties are the words of `index.html`.
struct HomePage {
  /// A filter with its values.
  struct Facet {
    let label: String
    let isOpen: Bool
    let terms: [Term]
  }

  /// A value of a filter.
  struct Term {
    let field: String
    let value: String
    let label: String
    let count: String
    let isChosen: Bool
  }

  let language: String
  let otherLanguage: String
  let otherLanguageAddress: String
  let homeAddress: String
  let title: String
  let name: String
  let texts: [String: String]
  let assets: String
  let hasLeaflet: Bool
  let isDemonstration: Bool
  let query: String
  /// What the address asks for beyond the fields of the form.
  let unseen: [PageAddress.Parameter]
  let facets: [Facet]
  let isFiltered: Bool
  let filterCount: Int
  let settings: String
  let notice: String?
  let list: PlaceList
  let card: PlaceCard?
}

extension RouteTable {
  /// `GET /`: the whole page, list and card included.
  ///
  /// A place that is no longer there leaves the page as it is, with a notice and the status 404. So
  /// does a wrong parameter, which is left out, with the status of its problem.
  func homePage(_ inquiry: Inquiry) throws -> Answer {
    var inquiry = inquiry
    var refusal: Problem?
    while true {
      do {
        return try homePage(inquiry, refusal: refusal)
      } catch let problem as Problem where [.badRequest, .gone].contains(problem.status) {
        guard let rest = try inquiry.without(problem.parameter) else { throw problem }
        inquiry = rest
        refusal = refusal ?? problem
      }
    }
  }

  private func homePage(_ inquiry: Inquiry, refusal: Problem?) throws -> Answer {
    let language = inquiry.language
    let filter = try inquiry.filter()
    let place = inquiry.query["place"] ?? ""
    let isGone = !place.isEmpty && inquiry.snapshot.structure(id: place) == nil
    let card = isGone ? nil : try PlaceCard(inquiry, texts: pages.texts)
    let name = pageName(in: language)
    let addresses = PageAddress(inquiry.query, schema: inquiry.snapshot.schema)
    let other: Language = language == .fr ? .en : .fr
    let chosen = filter.choices.values.reduce(0) { $0 + $1.count }
    var answer = pages.render(
      .page,
      HomePage(
        language: language.rawValue, otherLanguage: other.rawValue,
        otherLanguageAddress: addresses.with(
          (name: "place", value: place),
          (name: "lang", value: other.rawValue)),
        homeAddress: inquiry.query["lang"].map { "/?lang=\($0.percentEncoded)" } ?? "/",
        title: card.map { "\($0.name) – \(name)" } ?? name, name: name,
        texts: pages.texts.all(in: language), assets: pages.assets.root,
        hasLeaflet: pages.assets.hasLeaflet, isDemonstration: inquiry.snapshot.isDemonstration,
        query: inquiry.query["q"] ?? "", unseen: addresses.unseen, facets: offers(filter, inquiry),
        isFiltered: chosen > 0, filterCount: chosen, settings: try settings(inquiry).text,
        notice: refusal.map {
          pages.texts.text("refused", in: language, detail: $0.detail[language])
        } ?? (isGone ? pages.texts.text("gone", in: language) : nil),
        list: try PlaceList(inquiry, texts: pages.texts), card: card))
    if isGone { answer.status = .notFound }
    if let refusal { answer.status = refusal.status }
    return answer
  }

  /// `GET /fragments/list`: the list alone, as the page's script puts it in its place.
  func listFragment(_ inquiry: Inquiry) throws -> Answer {
    pages.render(.list, ["list": try PlaceList(inquiry, texts: pages.texts)])
  }

  /// `GET /fragments/card`: the card alone.
  func cardFragment(_ inquiry: Inquiry) throws -> Answer {
    guard let card = try PlaceCard(inquiry, texts: pages.texts) else {
      throw Problem(parameter: "place", fr: "à donner.", en: "must be given.")
    }
    return pages.render(.card, ["card": card])
  }

  /// The hub's name, and what the map is when the hub has none of its own.
  private func pageName(in language: Language) -> String {
    configuration.hub.name == Hub.default.name
      ? pages.texts.text("title", in: language) : configuration.hub.name[language]
  }

  /// The filters to offer: the hub's own, then what people ask first, then the rest.
  ///
  /// A value no place has is not offered, nor a filter without values.
  private func offers(_ filter: Filter, _ inquiry: Inquiry) -> [HomePage.Facet] {
    let counts = inquiry.snapshot.countsByFacet(for: filter)
    let all = inquiry.snapshot.countsByFacet(for: Filter())
    let facets = inquiry.snapshot.schema.facets
    let own = facets.filter { Schema.standard.field($0.name) == nil }
    let first = PlaceCard.shownFirst.compactMap { name in facets.first { $0.name == name } }
    let rest = facets.filter { !own.contains($0) && !first.contains($0) }
    return (own + first + rest).compactMap { facet in
      let chosen = filter.choices[facet.name] ?? []
      let terms = facet.offers(all[facet.name] ?? [:]).filter { term, count in
        count > 0 || chosen.contains(term.value)
      }
      guard !terms.isEmpty else { return nil }
      return HomePage.Facet(
        label: facet.label[inquiry.language], isOpen: !chosen.isEmpty,
        terms: terms.map { term, _ in
          HomePage.Term(
            field: facet.name, value: term.value, label: term.label[inquiry.language],
            count: (counts[facet.name]?[term.value] ?? 0).grouped(in: inquiry.language),
            isChosen: chosen.contains(term.value))
        })
    }
  }

  /// What the page's script needs to know.
  private func settings(_ inquiry: Inquiry) throws -> JSON {
    let words = pages.texts.all(in: inquiry.language)
    let named = ["loadFailed", "locationFailed", "zoomInTitle", "zoomOutTitle"]
    let view = configuration.hub.view.map { view -> JSON in
      [
        "longitude": .number(view.longitude), "latitude": .number(view.latitude),
        "zoom": .number(view.zoom),
      ]
    }
    return [
      "language": .string(inquiry.language.rawValue),
      "tiles": "/tiles/structures/{z}/{x}/{y}{r}.png",
      "revision": .string(String(inquiry.snapshot.revision)),
      "minimumZoom": .integer(2),
      "maximumZoom": .integer(Tileset.zooms.upperBound),
      "view": view ?? .null,
      "bounds": inquiry.snapshot.mainExtent.json,
      "extent": try inquiry.extent()?.json ?? .null,
      "attribution": .string(configuration.attribution.escapedForHTML),
      "texts": .object(named.map { ($0, .string(words[$0] ?? "")) }),
    ]
  }
}

extension Inquiry {
  /// The question without a parameter and those it belongs with; `nil` when it has none of them.
  fileprivate func without(_ parameter: String?) throws(Problem) -> Inquiry? {
    guard let parameter else { return nil }
    let circle = ["latitude", "longitude", "radius"]
    let names = circle.contains(parameter) ? circle : [parameter]
    let rest = query.pairs.filter { !names.contains($0.name) }
    guard rest.count < query.pairs.count else { return nil }
    let head = HTTPRequest(
      method: .get, scheme: nil, authority: host, path: PageAddress.text(rest),
      headerFields: headers)
    return try Inquiry(
      Request(head: head, body: RequestBody(buffer: ByteBuffer())), parameters: Parameters(),
      service: service)
  }

  /// What the first view shows when the query names a box or a territory: all that is listed there.
  fileprivate func extent() throws(Problem) -> BoundingBox? {
    let area = try area()
    switch area {
    case .box(let box): return box
    case .territory:
      let answer = snapshot.answer(StructureQuery(area: area, filter: try filter()))
      return BoundingBox(containing: (answer?.matches ?? []).compactMap(\.structure.coordinate))
    case .everywhere, .circle: return nil
    }
  }
}

extension Snapshot {
  /// The box a map shows first: that of the structures within 1,500 km of the middle one.
  ///
  /// Territories overseas would else make the first view a world map. All structures count when
  /// most lie farther apart.
  ///
  /// - Complexity: O(n log n), n the number of structures.
  var mainExtent: BoundingBox {
    let positions = structures.compactMap(\.coordinate)
    guard !positions.isEmpty else { return .world }
    let middle = Coordinate(
      longitude: positions.map(\.longitude).sorted()[positions.count / 2],
      latitude: positions.map(\.latitude).sorted()[positions.count / 2])
    let near = positions.filter { Geodesic.distance(from: middle, to: $0) <= 1_500_000 }
    return BoundingBox(containing: near.count * 2 > positions.count ? near : positions) ?? .world
  }
}

extension BoundingBox {
  /// West, south, east, north.
  var json: JSON { .array([west, south, east, north].map { .number($0) }) }
}
