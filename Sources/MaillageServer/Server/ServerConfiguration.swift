public import Maillage
public import MaillageModel

/// Where and as what a map is served.
public struct ServerConfiguration: Sendable {
  /// The address to listen at.
  public var host = "127.0.0.1"
  /// The port to listen at, 0 … 65535; 0 takes a free one.
  public var port = 8080
  /// The address clients use, without a slash at its end; `nil` when they come without a proxy.
  public var baseURL: String?
  /// Who publishes the map.
  public var hub = Hub.default
  /// Where boundaries, names and places come from, as text.
  public var attribution = ""
  /// The folder of the page's files.
  public var pagesDirectory: String
  /// The folder with `leaflet.js`, `leaflet.css` and `images/`; the page's list works without it.
  public var leafletDirectory: String?
  /// The look of the tiles, which tells how large the discs are.
  public var style = Style.light
  /// Seconds after which a silent connection is closed.
  public var idleTimeout = 15
  /// The most connections open at once; further ones wait.
  public var maximumConnections = 1024

  /// Creates a configuration with the defaults for one machine.
  ///
  /// - Parameter pagesDirectory: The folder of the page's files.
  public init(pagesDirectory: String) {
    self.pagesDirectory = pagesDirectory
  }
}
