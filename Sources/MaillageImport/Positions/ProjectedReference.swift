import CPROJ
import MaillageGeometry

/// A coordinate reference system that PROJ turns into WGS 84 degrees.
///
/// Not to be shared between threads: each has its own PROJ context. PROJ finds its database where it
/// was installed; nothing is fetched from a network.
@safe final class ProjectedReference {
  /// RGF93 / Lambert-93, the legal projection of metropolitan France.
  static let lambert93 = "EPSG:2154"

  private let context: OpaquePointer
  private let transformation: OpaquePointer
  private let area: BoundingBox?

  /// Prepares the way from a reference system to WGS 84.
  ///
  /// - Parameter name: Whatever PROJ understands as a reference system: `EPSG:3947`, a URN, a PROJ
  ///   string, a name in full. Heights, geocentric systems and operations are none.
  /// - Throws: ``ImportError/unknownCRS(name:reason:)``.
  init(_ name: String) throws(ImportError) {
    guard let context = unsafe proj_context_create() else {
      throw .unknownCRS(name: name, reason: "PROJ has no memory")
    }
    unsafe proj_context_set_enable_network(context, 0)
    unsafe proj_log_level(context, PJ_LOG_NONE)
    // Without the mark PROJ reads a PROJ string as an operation.
    let definition =
      name.contains("proj=") && !name.contains("pipeline") && !name.contains("type=crs")
      ? name + " +type=crs" : name
    guard let reference = unsafe proj_create(context, definition) else {
      let reason = unsafe name.contains("proj=") ? Self.lastError(of: context) : Self.noSuchCode
      unsafe proj_context_destroy(context)
      throw .unknownCRS(name: name, reason: reason)
    }
    let objection = unsafe Self.objection(to: reference, called: name)
    area = unsafe Self.area(of: reference, context)
    unsafe proj_destroy(reference)
    if let objection {
      unsafe proj_context_destroy(context)
      throw .unknownCRS(name: name, reason: objection)
    }
    guard
      let plain = unsafe proj_create_crs_to_crs(context, definition, "EPSG:4326", nil),
      let transformation = unsafe proj_normalize_for_visualization(context, plain)
    else {
      unsafe proj_context_destroy(context)
      throw .unknownCRS(name: name, reason: "no transformation to WGS 84")
    }
    unsafe proj_destroy(plain)
    unsafe self.context = context
    unsafe self.transformation = transformation
  }

  deinit {
    unsafe proj_destroy(transformation)
    unsafe proj_context_destroy(context)
  }

  /// The WGS 84 position of easting and northing; `nil` outside the area the system is made for.
  func coordinate(easting: Double, northing: Double) -> Coordinate? {
    let result = unsafe proj_trans(transformation, PJ_FWD, proj_coord(easting, northing, 0, 0))
    let (longitude, latitude) = unsafe (result.xy.x, result.xy.y)
    guard longitude.isFinite, latitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else {
      return nil
    }
    let coordinate = Coordinate(longitude: longitude, latitude: latitude)
    if let area, !area.contains(coordinate) { return nil }
    return coordinate
  }

  private static let noSuchCode = "no such code"

  private static func lastError(of context: OpaquePointer) -> String {
    let code = unsafe proj_context_errno(context)
    return unsafe proj_context_errno_string(context, code).map { unsafe String(cString: $0) }
      ?? "PROJ error \(code)"
  }

  /// Why two numbers are no position in what PROJ found; `nil` when they are.
  private static func objection(to found: OpaquePointer, called name: String) -> String? {
    guard unsafe proj_is_crs(found) != 0 else { return "not a coordinate reference system" }
    // PROJ takes a bare word for a part of any system's name: "foo" for Amersfoort.
    if !name.contains(where: { ":=[{".contains($0) }),
      let official = unsafe proj_get_name(found),
      unsafe String(cString: official).lowercased() != name.lowercased()
    {
      return noSuchCode
    }
    let horizontal = [
      PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS, PJ_TYPE_PROJECTED_CRS,
      PJ_TYPE_COMPOUND_CRS, PJ_TYPE_BOUND_CRS,
    ]
    let type = unsafe proj_get_type(found)
    return horizontal.contains(type)
      ? nil : "neither longitude and latitude nor easting and northing"
  }

  /// The area of use with one degree around it; `nil` when it is unknown or crosses 180°.
  private static func area(of reference: OpaquePointer, _ context: OpaquePointer) -> BoundingBox? {
    var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
    guard
      unsafe proj_get_area_of_use(context, reference, &west, &south, &east, &north, nil) != 0,
      west > -999, west < east
    else { return nil }
    return BoundingBox(
      west: max(west - 1, -180), south: max(south - 1, -90), east: min(east + 1, 180),
      north: min(north + 1, 90))
  }
}
