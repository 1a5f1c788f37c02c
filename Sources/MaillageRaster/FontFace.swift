import CFreeType

/// A font file opened by FreeType, for one thread at a time.
///
/// Everything unsafe about fonts is in this file. FreeType owns the memory behind both pointers from
/// `init` to `deinit`, and nothing of it leaves.
@safe
struct FontFace: ~Copyable {
  private let library: FT_Library
  private let face: FT_Face
  private var currentSize = 0

  /// Font units to the em square.
  let unitsPerEm: Int
  /// The height above the baseline that the font reserves, in font units.
  let ascent: Int
  /// The depth below the baseline that the font reserves, in font units.
  let descent: Int

  /// Opens the first face of a file; of a variable font, its default instance.
  init(path: String) throws(FontError) {
    let (library, face) = unsafe try Self.open(path)
    unsafe self.library = library
    unsafe self.face = face
    unitsPerEm = unsafe Int(face.pointee.units_per_EM)
    ascent = unsafe Int(face.pointee.ascender)
    descent = unsafe -Int(face.pointee.descender)
  }

  private static func open(_ path: String) throws(FontError) -> (FT_Library, FT_Face) {
    var library: FT_Library?
    guard unsafe FT_Init_FreeType(&library) == 0, let library = unsafe library else {
      throw FontError(path: path, reason: "FreeType does not start")
    }
    var face: FT_Face?
    let status = unsafe FT_New_Face(library, path, 0, &face)
    if status == 0, let face = unsafe face {
      if unsafe face.pointee.units_per_EM > 0, unsafe face.pointee.charmap != nil {
        return unsafe (library, face)
      }
      unsafe FT_Done_Face(face)
    }
    unsafe FT_Done_FreeType(library)
    throw FontError(path: path, reason: reason(for: status))
  }

  deinit {
    unsafe FT_Done_Face(face)
    unsafe FT_Done_FreeType(library)
  }

  private static func reason(for status: FT_Error) -> String {
    switch Int(status) {
    case 0: "the font has no outlines or no Unicode table"
    case 1: "the file does not exist or cannot be read"
    case 2: "the file is not a font that FreeType knows"
    default: "FreeType reports error \(status)"
    }
  }

  /// The glyph of a scalar; `nil` when the font has none.
  func glyph(of scalar: Unicode.Scalar) -> UInt32? {
    let index = unsafe FT_Get_Char_Index(face, FT_ULong(scalar.value))
    return index == 0 ? nil : index
  }

  /// How far the pen moves after a glyph, in font units.
  func advance(of glyph: UInt32) -> Int {
    guard unsafe FT_Load_Glyph(face, glyph, Int32(FT_LOAD_NO_SCALE)) == 0 else { return 0 }
    return unsafe Int(face.pointee.glyph.pointee.advance.x)
  }

  /// How far two glyphs move together, in font units, below 0 for closer.
  ///
  /// From the font's `kern` table; fonts that kern through `GPOS` alone are set unkerned.
  func kerning(_ left: UInt32, _ right: UInt32) -> Int {
    var distance = FT_Vector()
    let mode = FT_UInt(FT_KERNING_UNSCALED.rawValue)
    return unsafe FT_Get_Kerning(face, left, right, mode, &distance) == 0 ? Int(distance.x) : 0
  }

  /// The outline of a glyph, in 1/256 px from the pen on the baseline, `y` down.
  ///
  /// Outlines are hinted lightly: fitted to pixel rows, which makes small text crisp, and left alone
  /// horizontally, which keeps letters where the advances put them.
  ///
  /// - Parameters:
  ///   - glyph: A glyph of the font.
  ///   - size: Pixels to the em, in 1/64 px.
  /// - Returns: Closed contours; none for a glyph without ink.
  mutating func outline(of glyph: UInt32, size: Int) -> Path {
    if size != currentSize {
      unsafe FT_Set_Char_Size(face, 0, FT_F26Dot6(size), 72, 72)
      currentSize = size
    }
    let lightHinting = Int32(FT_RENDER_MODE_LIGHT.rawValue & 15) << 16
    var tracer = OutlineTracer()
    guard unsafe FT_Load_Glyph(face, glyph, Int32(FT_LOAD_NO_BITMAP) | lightHinting) == 0
    else { return Path() }
    var steps = unsafe FT_Outline_Funcs(
      move_to: { end, tracer in unsafe FontFace.trace(tracer) { unsafe $0.move(to: end) } },
      line_to: { end, tracer in unsafe FontFace.trace(tracer) { unsafe $0.line(to: end) } },
      conic_to: { control, end, tracer in
        unsafe FontFace.trace(tracer) { unsafe $0.curve(control, end) }
      },
      cubic_to: { first, second, end, tracer in
        unsafe FontFace.trace(tracer) { unsafe $0.curve(first, second, end) }
      }, shift: 0, delta: 0)
    let status = unsafe withUnsafeMutablePointer(to: &tracer) { tracer in
      unsafe FT_Outline_Decompose(&face.pointee.glyph.pointee.outline, &steps, tracer)
    }
    return status == 0 ? tracer.closedPath : Path()
  }

  /// Passes one step of FreeType's walk along an outline to the tracer it carries.
  private static func trace(
    _ tracer: UnsafeMutableRawPointer?, _ step: (inout OutlineTracer) -> Void
  ) -> Int32 {
    // Safe: the pointer is the one `outline(of:size:)` passed, alive during the walk.
    guard let tracer = unsafe tracer?.assumingMemoryBound(to: OutlineTracer.self) else { return 1 }
    unsafe step(&tracer.pointee)
    return 0
  }
}

extension OutlineTracer {
  fileprivate mutating func move(to end: UnsafePointer<FT_Vector>?) {
    if let end = unsafe Self.point(end) { move(to: end) }
  }

  fileprivate mutating func line(to end: UnsafePointer<FT_Vector>?) {
    if let end = unsafe Self.point(end) { line(to: end) }
  }

  fileprivate mutating func curve(
    _ control: UnsafePointer<FT_Vector>?, _ end: UnsafePointer<FT_Vector>?
  ) {
    guard let control = unsafe Self.point(control), let end = unsafe Self.point(end) else { return }
    curve(control, end)
  }

  fileprivate mutating func curve(
    _ first: UnsafePointer<FT_Vector>?, _ second: UnsafePointer<FT_Vector>?,
    _ end: UnsafePointer<FT_Vector>?
  ) {
    guard let first = unsafe Self.point(first), let second = unsafe Self.point(second),
      let end = unsafe Self.point(end)
    else { return }
    curve(first, second, end)
  }

  /// From 1/64 px, `y` up, to 1/256 px, `y` down.
  private static func point(_ vector: UnsafePointer<FT_Vector>?) -> PixelPoint? {
    guard let vector = unsafe vector?.pointee else { return nil }
    return PixelPoint(x: Int(vector.x) * 4, y: Int(vector.y) * -4)
  }
}
