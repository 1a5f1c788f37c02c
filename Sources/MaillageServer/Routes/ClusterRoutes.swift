import HTTPTypes
import Maillage
import MaillageGeometry
import MaillageModel

extension RouteTable {
  /// `GET /api/clusters?bbox&zoom`: what stands on the map in a box at a zoom.
  func clusters(_ inquiry: Inquiry) throws -> Answer {
    guard let zoom = try inquiry.query.integer("zoom", in: 0...Tile.maximumZoom) else {
      throw Problem(parameter: "zoom", fr: "à donner.", en: "must be given.")
    }
    let box = try inquiry.query.boundingBox() ?? .world
    let selection = inquiry.snapshot.selection(for: try inquiry.filter())
    let markers = inquiry.snapshot.markers(in: box, zoom: zoom, selection: selection)
    return collection(
      markers.map { $0.feature(style: configuration.style) },
      [("unplaced", .integer(selection.unplaced))])
  }

  /// `GET /api/clusters/{id}/children`: what a cluster splits into.
  func clusterChildren(_ inquiry: Inquiry) throws -> Answer {
    let (id, selection) = try cluster(of: inquiry)
    guard let children = inquiry.snapshot.children(of: id, selection: selection) else {
      throw Self.noCluster(id)
    }
    return collection(children.map { $0.feature(style: configuration.style) })
  }

  /// `GET /api/clusters/{id}/leaves`: the structures in a cluster, by pages.
  func clusterLeaves(_ inquiry: Inquiry) throws -> Answer {
    let (id, selection) = try cluster(of: inquiry)
    let limit = try inquiry.query.integer("limit", in: StructurePage.limits) ?? 100
    let offset = try inquiry.query.integer("offset", in: 0...Int(UInt32.max)) ?? 0
    guard
      let marker = inquiry.snapshot.marker(clusterID: id, selection: selection),
      let leaves = inquiry.snapshot.leaves(
        of: id, limit: limit, offset: offset, selection: selection)
    else { throw Self.noCluster(id) }
    return collection(
      leaves.map { $0.feature(schema: inquiry.snapshot.schema, language: inquiry.language) },
      [("numberMatched", .integer(marker.count)), ("numberReturned", .integer(leaves.count))])
  }

  /// `GET /api/clusters/{id}/expansion-zoom`: the zoom at which a cluster splits, or null.
  func clusterExpansionZoom(_ inquiry: Inquiry) throws -> Answer {
    let (id, selection) = try cluster(of: inquiry)
    guard let marker = inquiry.snapshot.marker(clusterID: id, selection: selection) else {
      throw Self.noCluster(id)
    }
    return Answer(["expansion_zoom": marker.expansionZoom.map { .integer($0) } ?? .null])
  }

  private func cluster(of inquiry: Inquiry) throws(Problem) -> (id: String, Selection) {
    (try inquiry.part("id"), inquiry.snapshot.selection(for: try inquiry.filter()))
  }

  /// The problem of an id no cluster of the filter has.
  static func noCluster(_ id: String) -> Problem {
    Problem(
      parameter: "id", status: .notFound,
      fr: "avec ces filtres, aucun groupe n’a l’identifiant « \(QueryParameters.excerpt(id)) ».",
      en: "with these filters no cluster has the identifier “\(QueryParameters.excerpt(id))”.")
  }

  private func collection(_ features: [JSON], _ members: [(String, JSON)] = []) -> Answer {
    Answer(.featureCollection(features, members), contentType: "application/geo+json")
  }
}
