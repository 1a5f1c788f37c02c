public import Foundation

/// Who publishes the map: its name, its fields, its first view and its clocks.
public struct Hub: Hashable, Sendable {
  /// What a map shows first.
  public struct View: Hashable, Sendable {
    /// Degrees east of the middle.
    public var longitude: Double
    /// Degrees north of the middle.
    public var latitude: Double
    /// The zoom, 0 … 19; may lie between whole zooms.
    public var zoom: Double

    /// Creates a view.
    public init(longitude: Double, latitude: Double, zoom: Double) {
      self.longitude = longitude
      self.latitude = latitude
      self.zoom = zoom
    }
  }

  /// A named choice of filter values, one click away.
  public struct Preset: Hashable, Sendable {
    /// What people read.
    public var label: LocalizedText
    /// The chosen values by facet name.
    public var choices: [String: Set<String>]

    /// Creates a preset.
    public init(label: LocalizedText, choices: [String: Set<String>]) {
      self.label = label
      self.choices = choices
    }
  }

  /// The hub's name.
  public var name: LocalizedText
  /// The logo's file name in the hub's folder, if it has one.
  public var logo: String?
  /// The first view; `nil` means the extent of the structures.
  public var view: View?
  /// The zone whose clocks opening hours follow.
  public var timeZone: TimeZone
  /// Named filters, in display order.
  public var presets: [Preset]
  /// The fields structures have.
  public var schema: Schema

  /// Creates a hub.
  public init(
    name: LocalizedText, logo: String? = nil, view: View? = nil,
    timeZone: TimeZone = Hub.default.timeZone, presets: [Preset] = [], schema: Schema = .standard
  ) {
    self.name = name
    self.logo = logo
    self.view = view
    self.timeZone = timeZone
    self.presets = presets
    self.schema = schema
  }

  /// What holds without a hub's folder: the standard's fields, Paris clocks.
  public static let `default` = Hub(
    name: LocalizedText(fr: "Maillage", en: "Maillage"),
    timeZone: TimeZone(identifier: "Europe/Paris") ?? .gmt)

  /// Reads a hub's configuration files.
  ///
  /// `hub.json` is `{"name","logo","view":{"longitude","latitude","zoom"},"zone","presets":
  /// [{"label","filters":{FACET:[VALUE]}}]}`; every member may be absent.
  ///
  /// - Parameters:
  ///   - hubJSON: The bytes of `hub.json`; `nil` when there is no such file.
  ///   - schemaJSON: The bytes of `schema.json`; `nil` when there is no such file.
  /// - Throws: ``SchemaError`` that names the file, the place and what is wrong there.
  public init(hubJSON: Data?, schemaJSON: Data?) throws(SchemaError) {
    self = .default
    if let schemaJSON { schema = try Schema(hubSchema: schemaJSON) }
    guard let hubJSON else { return }
    let members = try ConfigurationReader(hubJSON, file: "hub.json")
      .members(["name", "logo", "view", "zone", "presets"])
    if let reader = members["name"] { name = try reader.localizedText() }
    if let reader = members["logo"] { logo = try Self.fileName(reader) }
    if let reader = members["view"] { view = try Self.view(reader) }
    if let reader = members["zone"] { timeZone = try Self.timeZone(reader) }
    for reader in try members["presets"]?.items() ?? [] {
      presets.append(try Self.preset(reader, schema: schema))
    }
  }

  private static func fileName(_ reader: ConfigurationReader) throws(SchemaError) -> String {
    let name = try reader.text()
    guard !name.contains("/"), !name.hasPrefix(".") else {
      throw reader.error("must be the name of a file in the hub’s folder.")
    }
    return name
  }

  private static func view(_ reader: ConfigurationReader) throws(SchemaError) -> View {
    let members = try reader.members(["longitude", "latitude", "zoom"])
    guard let longitude = members["longitude"], let latitude = members["latitude"],
      let zoom = members["zoom"]
    else { throw reader.error("needs “longitude”, “latitude” and “zoom”.") }
    return View(
      longitude: try longitude.number(in: -180...180),
      latitude: try latitude.number(in: -90...90), zoom: try zoom.number(in: 0...19))
  }

  private static func timeZone(_ reader: ConfigurationReader) throws(SchemaError) -> TimeZone {
    let identifier = try reader.text()
    guard let zone = TimeZone(identifier: identifier) else {
      throw reader.error("“\(identifier)” is no time zone; an example is Europe/Paris.")
    }
    return zone
  }

  private static func preset(
    _ reader: ConfigurationReader, schema: Schema
  ) throws(SchemaError) -> Preset {
    let members = try reader.members(["label", "filters"])
    guard let label = members["label"], let filters = members["filters"] else {
      throw reader.error("needs “label” and “filters”.")
    }
    var choices: [String: Set<String>] = [:]
    for (name, values) in try filters.members().sorted(by: { $0.key < $1.key }) {
      guard let field = schema.field(name), field.isFacet else {
        throw values.error("“\(name)” is no facet.")
      }
      for item in try values.items() {
        let value = try item.text()
        guard field.terms.isEmpty || field.terms.contains(where: { $0.value == value }) else {
          throw item.error("“\(value)” is not one of the values of “\(name)”.")
        }
        choices[name, default: []].insert(value)
      }
    }
    return Preset(label: try label.localizedText(), choices: choices)
  }
}
