import MaillageModel
import MaillageRaster

/// Values that stand in several parts of a style.
extension StyleReader {
  mutating func number(
    _ member: ConfigurationReader?, into number: inout Double, in range: ClosedRange<Double>
  ) {
    read(member, into: &number) { value throws(SchemaError) in try value.number(in: range) }
  }

  mutating func integer(
    _ member: ConfigurationReader?, into integer: inout Int, in range: ClosedRange<Int>
  ) {
    read(member, into: &integer) { value throws(SchemaError) in try value.integer(in: range) }
  }

  mutating func boolean(_ member: ConfigurationReader?, into flag: inout Bool) {
    read(member, into: &flag) { value throws(SchemaError) in try value.boolean() }
  }

  mutating func color(_ member: ConfigurationReader?, into color: inout Color) {
    read(member, into: &color) { value throws(SchemaError) in try value.color() }
  }

  mutating func colors(
    _ member: ConfigurationReader?, into colors: inout [Color], count: ClosedRange<Int>
  ) {
    read(member, into: &colors, count: count) { reader, item in
      var color = Color.black
      reader.color(item, into: &color)
      return color
    }
  }

  mutating func zooms(_ member: ConfigurationReader?, into zooms: inout ClosedRange<Int>) {
    read(member, into: &zooms) { value throws(SchemaError) in try value.zooms() }
  }

  mutating func line(
    _ member: ConfigurationReader?, into line: inout Style.Line, required: [String] = []
  ) {
    guard let member else { return }
    let members = members(of: member, ["color", "width"], required: required)
    color(members["color"], into: &line.color)
    number(members["width"], into: &line.width, in: 0...10)
  }

  /// Reads how a text looks; only a text with a halo may say so.
  mutating func text(
    _ member: ConfigurationReader?, into text: inout Style.Text, hasHalo: Bool,
    required: [String] = []
  ) {
    guard let member else { return }
    let members = members(
      of: member, ["color", "size", "bold"] + (hasHalo ? ["halo", "haloColor"] : []),
      required: required)
    color(members["color"], into: &text.color)
    number(members["size"], into: &text.size, in: 6...40)
    boolean(members["bold"], into: &text.isBold)
    number(members["halo"], into: &text.halo, in: 0...5)
    color(members["haloColor"], into: &text.haloColor)
  }
}
