/// Whether two texts are the same bytes.
///
/// Swift's `==` also holds for other forms of the same letters; comparing UTF-8 views through
/// iterators takes several times as long. The loop has no branch, so that it is compiled to vectors.
func haveEqualBytes(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
  guard first.count == second.count else { return false }
  var difference: UInt8 = 0
  var index = 0
  while index < first.count {
    difference |= first[index] ^ second[index]
    index &+= 1
  }
  return difference == 0
}
