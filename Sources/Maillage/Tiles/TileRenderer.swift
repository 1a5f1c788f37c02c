import MaillageGeometry
public import MaillageIndex
public import MaillageRaster
import MaillageTerritories
import Synchronization

/// Draws windows of the map: first *what* (a ``TileContent``), then the pixels.
///
/// Everything is computed in pixels of the whole world and moved by whole pixels into the window, so
/// that any two windows agree wherever they overlap.
public final class TileRenderer: Sendable {
  /// Boundaries and names drawn.
  public let basemap: Basemap
  /// The look.
  public let style: Style
  /// The fonts names and counts are set in.
  public let fonts: MapFonts

  /// The part of every digest that all windows share.
  private let ground: String
  private let nameLayers: [OnDemand<NameLayer>]

  /// Bumped when the same content begins to draw other pixels.
  private static let version = 1

  /// Prepares a look of a basemap.
  public init(basemap: Basemap, style: Style, fonts: MapFonts) {
    self.basemap = basemap
    self.style = style
    self.fonts = fonts
    ground = [
      "\(Self.version)", "\(style)", basemap.revision, fonts.revision,
    ].joined(separator: "|")
    nameLayers = Tileset.zooms.map { zoom in
      OnDemand { NameLayer(basemap: basemap, style: style, fonts: fonts, zoom: zoom) }
    }
  }

  /// Draws any window of the map.
  ///
  /// - Parameters:
  ///   - window: The pixels to draw; its zoom is one of ``Tileset/zooms``.
  ///   - tileset: What to draw.
  ///   - clusters: The clusters of the structures to show.
  /// - Returns: A canvas of the window's size.
  /// - Complexity: O(what meets the window).
  public func draw(_ window: PixelWindow, tileset: Tileset, clusters: ClusterHierarchy) -> Pixmap {
    draw(content(of: window, tileset: tileset, clusters: clusters))
  }

  func digest(_ content: TileContent) -> String {
    content.digest(ground: ground)
  }

  /// Finds out what a window shows.
  func content(
    of window: PixelWindow, tileset: Tileset, clusters: ClusterHierarchy
  ) -> TileContent {
    var content = TileContent(window: window, tileset: tileset)
    if tileset.drawsBasemap {
      addBoundaries(to: &content)
      let names = nameLayers[window.zoom].value.names(in: window.box)
      content.names =
        tileset.drawsClusters
        ? names.filter { !isCovered($0, zoom: window.zoom, clusters: clusters) } : names
    }
    if tileset.drawsClusters {
      content.symbols = symbols(in: window, clusters: clusters)
    }
    return content
  }

  private func addBoundaries(to content: inout TileContent) {
    let window = content.window
    guard let visible = window.rectangle(margin: style.regionBorder.width) else { return }
    if let shape = basemap.layers[.departement]?.shape(zoom: window.zoom) {
      content.areas = shape.areas.indices.filter { shape.areas[$0].bounds.intersects(visible) }
      content.addBorders(.departement, of: shape, in: visible)
    }
    if window.zoom >= 10, let shape = basemap.layers[.commune]?.shape(zoom: window.zoom) {
      content.addBorders(.commune, of: shape, in: visible)
    }
  }

  /// The markers that reach into a window, those with fewer structures first.
  private func symbols(in window: PixelWindow, clusters: ClusterHierarchy) -> [TileContent.Symbol] {
    guard let visible = window.rectangle(margin: style.symbolReach) else { return [] }
    return clusters.clusters(in: visible, zoom: window.zoom).map { cluster in
      TileContent.Symbol(
        x: PixelWindow.subpixel(cluster.position.x, zoom: window.zoom, scale: window.scale),
        y: PixelWindow.subpixel(cluster.position.y, zoom: window.zoom, scale: window.scale),
        count: cluster.count)
    }.sorted { ($0.count, $0.y, $0.x) < ($1.count, $1.y, $1.x) }
  }

  /// Whether a marker of the selection meets a name's box.
  private func isCovered(_ name: PlacedName, zoom: Int, clusters: ClusterHierarchy) -> Bool {
    let reach = name.box.expanded(by: style.symbolReach)
    let around = PixelWindow(
      zoom: zoom, scale: 1, x: Int(reach.minimumX), y: Int(reach.minimumY),
      width: Int(reach.maximumX - reach.minimumX) + 2,
      height: Int(reach.maximumY - reach.minimumY) + 2)
    guard let rectangle = around.rectangle(margin: 0) else { return false }
    return clusters.clusters(in: rectangle, zoom: zoom).contains { cluster in
      name.box.meetsDisc(
        x: Double(PixelWindow.subpixel(cluster.position.x, zoom: zoom, scale: 1)) / 256,
        y: Double(PixelWindow.subpixel(cluster.position.y, zoom: zoom, scale: 1)) / 256,
        radius: style.reach(count: cluster.count))
    }
  }
}

extension PixelWindow {
  /// The window in CSS pixels of the world.
  fileprivate var box: PixelBox {
    let scale = Double(scale)
    return PixelBox(
      minimumX: Double(x) / scale, minimumY: Double(y) / scale,
      maximumX: Double(x + width) / scale, maximumY: Double(y + height) / scale)
  }
}

extension TileContent {
  fileprivate mutating func addBorders(
    _ level: TerritoryLevel, of shape: LayerShape, in visible: WorldRectangle
  ) {
    let found = shape.borders.indices.filter { shape.borders[$0].bounds.intersects(visible) }
    if !found.isEmpty { borders[level] = found }
  }
}

/// A value computed when first asked for, once, and kept.
final class OnDemand<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  var value: Value {
    kept.withLock { value in
      if let value { return value }
      let made = make()
      value = made
      return made
    }
  }
}
