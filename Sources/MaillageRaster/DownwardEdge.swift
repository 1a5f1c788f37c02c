/// An edge turned to run down, with the exact places where it crosses horizontal lines.
///
/// Both directions of one edge give the same crossings, so that shapes on either side of it fit.
struct DownwardEdge {
  let start: PixelPoint
  let end: PixelPoint
  /// 1 when the edge ran down, −1 when it was turned.
  let sign: Int

  /// How far the edge moves to the right on its whole way.
  var dx: Int { end.x &- start.x }
  /// How far the edge moves down on its whole way, above 0.
  var dy: Int { end.y &- start.y }

  /// Turns an edge that is not horizontal.
  @inline(__always)
  init(_ edge: Edge) {
    let runsDown = edge.start.y < edge.end.y
    start = runsDown ? edge.start : edge.end
    end = runsDown ? edge.end : edge.start
    sign = runsDown ? 1 : -1
  }

  /// A place on the edge: `x` and what its rounding left over, in units of 1 / (256 · `dy`) px.
  struct Crossing {
    var x: Int
    var remainder: Int
  }

  /// Where the edge crosses a line, rounded to the nearest 1/256 px.
  @inline(__always)
  func crossing(at y: Int) -> Crossing {
    let quotient = FloorQuotient(y &- start.y, times: dx, plus: dy &>> 1, by: dy)
    return Crossing(x: start.x &+ quotient.value, remainder: quotient.remainder)
  }

  /// How a crossing moves from one pixel row to the next.
  @inline(__always)
  var step: FloorQuotient { FloorQuotient(256, times: dx, plus: 0, by: dy) }

  /// The crossing one pixel row below: exactly what ``crossing(at:)`` gives there.
  @inline(__always)
  func advance(_ crossing: inout Crossing, by step: FloorQuotient) {
    let remainder = crossing.remainder &+ step.remainder
    let carry = remainder >= dy ? 1 : 0
    crossing.x &+= step.value &+ carry
    crossing.remainder = remainder &- carry &* dy
  }
}

/// A quotient rounded down, with its remainder from 0 up to the divisor.
struct FloorQuotient {
  var value: Int
  var remainder: Int

  private init(value: Int, remainder: Int) {
    self.value = value
    self.remainder = remainder
  }

  /// Divides `left` · `right` + `addend` by a divisor above 0, without overflow.
  ///
  /// - Parameters:
  ///   - left: At most 2⁴⁷ in size.
  ///   - right: At most 2⁴⁷ in size.
  ///   - addend: At most 2⁴⁷ in size.
  ///   - divisor: Above 0; the quotient must fit in 64 bits.
  @inline(__always)
  init(_ left: Int, times right: Int, plus addend: Int, by divisor: Int) {
    if left.magnitude | right.magnitude < 1 << 31 {
      let whole = left &* right &+ addend
      let (quotient, remainder) = whole.quotientAndRemainder(dividingBy: divisor)
      let borrow = remainder < 0 ? 1 : 0
      value = quotient &- borrow
      self.remainder = remainder &+ borrow &* divisor
    } else {
      self = Self.wide(left, times: right, plus: addend, by: divisor)
    }
  }

  @inline(never)
  private static func wide(
    _ left: Int, times right: Int, plus addend: Int, by divisor: Int
  ) -> FloorQuotient {
    let whole = Int128(left) * Int128(right) + Int128(addend)
    let (quotient, remainder) = whole.quotientAndRemainder(dividingBy: Int128(divisor))
    let borrow: Int128 = remainder < 0 ? 1 : 0
    return FloorQuotient(
      value: Int(quotient - borrow), remainder: Int(remainder + borrow * Int128(divisor)))
  }
}
