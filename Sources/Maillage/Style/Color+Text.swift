import MaillageRaster

extension Color {
  /// `#rrggbb`, or `#rrggbbaa` when it is not opaque.
  var hexText: String {
    let channels = [red, green, blue] + (alpha == 255 ? [] : [alpha])
    return channels.reduce(into: "#") { text, channel in
      text += (channel < 16 ? "0" : "") + String(channel, radix: 16)
    }
  }
}
