/// Which parts of a path with several contours, or one that crosses itself, are inside.
public enum FillRule: Hashable, Sendable {
  /// Inside where the contours' turns do not cancel out.
  ///
  /// Coverage is the size of the sum of the contours' signed areas, at most 1. Rings that share an
  /// edge and turn the same way join without a seam; holes must turn the other way; contours that
  /// overlap and turn opposite ways erase each other.
  case nonZero
  /// Inside where an odd number of contours overlap; direction does not matter.
  ///
  /// Rings that share an edge join without a seam only when they turn the same way.
  case evenOdd
}
