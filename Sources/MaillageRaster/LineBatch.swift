/// Many lines in pixels of one canvas, each a border between what lies left and right of it.
///
/// Made to be filled again and again without asking for memory: see ``removeAll()``. Lines may lie
/// partly outside of the canvas; of a line that goes on out of sight only a part need be given, led
/// and followed by one more point that decides how its first and last corner look.
public struct LineBatch: Sendable {
  /// One run of ``points``.
  @usableFromInline
  struct Line: Sendable {
    /// The first of the line's own points.
    @usableFromInline var start: Int
    /// The one after the last of its own points.
    @usableFromInline var end: Int
    @usableFromInline var hasLeadIn: Bool
    @usableFromInline var hasLeadOut: Bool
    /// What lies to the left and to the right of the line as it runs, as seen on the screen.
    @usableFromInline var left: UInt8
    @usableFromInline var right: UInt8
    /// How it is drawn: one bit.
    @usableFromInline var pen: UInt8

    @inlinable
    init(start: Int, hasLeadIn: Bool, left: UInt8, right: UInt8, pen: UInt8) {
      self.start = start
      end = start
      self.hasLeadIn = hasLeadIn
      hasLeadOut = false
      self.left = left
      self.right = right
      self.pen = pen
    }
  }

  /// A change, at a height, of what lies left of the canvas.
  @usableFromInline
  struct Step: Sendable {
    @usableFromInline var y: Int
    @usableFromInline var area: UInt8
    @usableFromInline var count: Int32

    @inlinable
    init(y: Int, area: UInt8, count: Int32) {
      self.y = y
      self.area = area
      self.count = count
    }
  }

  @usableFromInline var points: [PixelPoint] = []
  @usableFromInline var lines: [Line] = []
  @usableFromInline var steps: [Step] = []

  /// Creates an empty batch.
  public init() {}

  /// Whether there are no lines and nothing lies left of the canvas.
  public var isEmpty: Bool { lines.isEmpty && steps.isEmpty }

  /// Forgets all lines and keeps the room they took.
  public mutating func removeAll() {
    points.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
  }

  /// Begins a line.
  ///
  /// - Parameters:
  ///   - leadIn: A point before the first that is not part of it; `nil` where the line really begins.
  ///   - left: The area to its left as it runs, as seen on the screen; 0 for none.
  ///   - right: The area to its right; 0 for none.
  ///   - pen: Names the lines that are stroked together: a power of two, or 0 for none.
  @inlinable
  public mutating func beginLine(
    after leadIn: PixelPoint?, left: UInt8, right: UInt8, pen: UInt8
  ) {
    if let leadIn { points.append(leadIn) }
    lines.append(
      Line(start: points.count, hasLeadIn: leadIn != nil, left: left, right: right, pen: pen))
  }

  /// Adds a point to the line begun last.
  @inlinable
  public mutating func addPoint(_ point: PixelPoint) {
    points.append(point)
  }

  /// Ends the line begun last.
  ///
  /// - Parameter leadOut: A point after the last that is not part of it; `nil` where the line really
  ///   ends.
  @inlinable
  public mutating func endLine(before leadOut: PixelPoint?) {
    lines[lines.count - 1].end = points.count
    if let leadOut {
      points.append(leadOut)
      lines[lines.count - 1].hasLeadOut = true
    }
  }

  /// Says that below a height an area lies left of the canvas, or no longer does.
  ///
  /// - Parameters:
  ///   - y: In 1/256 px from the canvas's upper edge.
  ///   - area: The area; 0 is left out.
  ///   - count: 1 where it begins, −1 where it ends.
  @inlinable
  public mutating func addLeftStep(at y: Int, area: UInt8, count: Int32) {
    if area != 0 { steps.append(Step(y: y, area: area, count: count)) }
  }
}
