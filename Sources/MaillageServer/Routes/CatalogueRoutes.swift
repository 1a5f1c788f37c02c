import Foundation
import Maillage
import MaillageModel
import MaillageTerritories

extension RouteTable {
  /// `GET /api/facets`: the filters with their values and how many structures each would leave, of all
  /// or of those in an area.
  func facets(_ inquiry: Inquiry) throws -> Answer {
    let filter = try inquiry.filter()
    let area = try inquiry.area()
    let counts = inquiry.snapshot.countsByFacet(for: filter, in: area)
    let facets = inquiry.snapshot.schema.facets.map { facet -> JSON in
      let values = facet.offers(counts[facet.name] ?? [:]).map { term, count -> JSON in
        [
          "value": .string(term.value), "label": .string(term.label[inquiry.language]),
          "count": .integer(count),
        ]
      }
      return [
        "name": .string(facet.name), "label": .string(facet.label[inquiry.language]),
        "values": .array(values),
      ]
    }
    return Answer([
      "count": .integer(inquiry.snapshot.count(for: filter, in: area)),
      "facets": .array(facets),
    ])
  }

  /// `GET /api/territories`: the territories at hand, of one `level` or of all.
  func territories(_ inquiry: Inquiry) throws -> Answer {
    var levels = TerritoryLevel.allCases
    if let text = inquiry.query["level"] {
      guard let level = TerritoryLevel(rawValue: text) else {
        throw Problem(parameter: "level", value: text, accepted: TerritoryLevel.self)
      }
      levels = [level]
    }
    let layers = inquiry.snapshot.basemap.layers
    let territories = levels.flatMap { layers[$0]?.territories ?? [] }
      .sorted { ($0.level, $0.code) < ($1.level, $1.code) }
    return Answer([
      "territories": .array(
        territories.map { territory in
          [
            "level": .string(territory.level.rawValue), "code": .string(territory.code),
            "nom": .string(territory.name),
            "territory": .string("\(territory.level.rawValue):\(territory.code)"),
            "bbox": territory.boundingBox.json,
          ]
        })
    ])
  }

  /// `GET /api/stats`: what the map holds.
  func stats(_ inquiry: Inquiry) throws -> Answer {
    let snapshot = inquiry.snapshot
    let selection = snapshot.selection(for: try inquiry.filter())
    let sources = Dictionary(grouping: snapshot.structures.compactMap { $0.text("source") }) { $0 }
    return Answer([
      "structures": .integer(snapshot.structures.count),
      "matched": .integer(selection.count),
      "unplaced": .integer(selection.unplaced),
      "revision": .integer(snapshot.revision),
      "read": .string(snapshot.date.ISO8601Format()),
      "demonstration": .bool(snapshot.isDemonstration),
      "sources": .array(
        sources.sorted { $0.key < $1.key }.map { source, occurrences in
          ["source": .string(source), "structures": .integer(occurrences.count)]
        }),
    ])
  }
}
