extension Pixmap {
  /// The picture in its most frequent colours, each other colour replaced by the nearest of them.
  ///
  /// A picture of few inks has hundreds of colours only where edges are antialiased: as a palette it
  /// takes a third of the bytes, and looks the same.
  ///
  /// - Parameter count: How many colours stay, 1 … 256.
  /// - Returns: The picture itself when it has no more.
  /// - Complexity: O(n + c · count), n the number of pixels and c that of different colours.
  public func reduced(toColors count: Int) -> Pixmap {
    precondition((1...256).contains(count), "a palette has 1 to 256 colours")
    var uses: [UInt32: Int] = [:]
    forEachRun { color, length in uses[color, default: 0] += length }
    guard uses.count > count else { return self }
    // Equally frequent colours by value, so that the same picture always gives the same one.
    let kept = uses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map(\.key)
    var nearest: [UInt32: UInt32] = [:]
    for color in uses.keys {
      nearest[color] = kept.min {
        (Self.distance($0, color), $0) < (Self.distance($1, color), $1)
      }
    }
    var reduced = self
    var position = 0
    forEachRun { color, length in
      let replacement = nearest[color] ?? color
      for pixel in position..<position + length { reduced.pixels[pixel] = replacement }
      position += length
    }
    return reduced
  }

  /// Passes the pixels, premultiplied, as runs of one colour.
  private func forEachRun(_ body: (_ color: UInt32, _ length: Int) -> Void) {
    let pixels = pixels.span
    var start = 0
    while start < pixels.count {
      let color = pixels[start]
      var end = start + 1
      while end < pixels.count && pixels[end] == color { end += 1 }
      body(color, end - start)
      start = end
    }
  }

  /// The sum of the squares of the differences of the channels.
  private static func distance(_ left: UInt32, _ right: UInt32) -> Int {
    stride(from: 0, to: 32, by: 8).reduce(0) { sum, shift in
      let difference = Int(left >> UInt32(shift) & 255) - Int(right >> UInt32(shift) & 255)
      return sum + difference * difference
    }
  }
}
