import MaillageGeometry
import MaillageIndex

/// A tile with the margin that the references draw around it: one radius, 40 of 512 pixels.
struct TileQuestion {
  let tile: Tile

  /// The tile around a point; every program of the comparison chooses the same.
  init(zoom: Int, around point: Coordinate) {
    tile = Tile(zoom: zoom, containing: WorldPoint(point))
  }

  /// The number of markers found; beyond the edge of the world they are those of its other side.
  func ask(_ clusters: ClusterHierarchy, into found: inout [Subject.Marker]) -> Int {
    let margin = Int(tile.side) * 40 / 512
    let west = Int(tile.origin.x) - margin
    let east = Int(tile.origin.x) + Int(tile.side) - 1 + margin
    let last = Int(UInt32.max)
    var count = ask(clusters, from: max(west, 0), to: min(east, last), margin, &found)
    if west < 0 { count += ask(clusters, from: last + 1 + west, to: last, margin, &found) }
    if east > last { count += ask(clusters, from: 0, to: east - last - 1, margin, &found) }
    return count
  }

  private func ask(
    _ clusters: ClusterHierarchy, from west: Int, to east: Int, _ margin: Int,
    _ found: inout [Subject.Marker]
  ) -> Int {
    let north = max(Int(tile.origin.y) - margin, 0)
    let south = min(Int(tile.origin.y) + Int(tile.side) - 1 + margin, Int(UInt32.max))
    let rectangle = WorldRectangle(
      minimum: WorldPoint(x: UInt32(west), y: UInt32(north)),
      maximum: WorldPoint(x: UInt32(east), y: UInt32(south)))
    Subject.collectClusters(in: rectangle, zoom: tile.zoom, clusters, into: &found)
    return found.count
  }
}
