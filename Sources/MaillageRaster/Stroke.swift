/// How a line is drawn: its width, its corners and its ends.
public struct Stroke: Hashable, Sendable {
  /// What fills the outer side of a corner.
  public enum Join: Hashable, Sendable {
    /// An arc of half the width around the corner.
    case round
    /// The sides, prolonged until they meet; a bevel where they meet more than four half widths away.
    case miter
    /// A straight edge.
    case bevel
  }

  /// How a line ends.
  public enum Cap: Hashable, Sendable {
    /// With half a disc.
    case round
    /// At the last point.
    case butt
    /// Half the width beyond the last point.
    case square
  }

  /// In px, at most ``Path/largestRadius``.
  public var width: Double
  /// The corners.
  public var join: Join
  /// The ends.
  public var cap: Cap

  /// Creates a line's look from its width in px.
  public init(width: Double, join: Join = .round, cap: Cap = .round) {
    self.width = width
    self.join = join
    self.cap = cap
  }
}
