import MaillageModel

/// A value in the standard's form, with what had to be done to it.
struct Normalised {
  /// The value; `nil` when the text cannot be one of its field.
  var value: String?
  /// What was done; `nil` when nothing was.
  var change: (action: ImportReport.Action, reason: LocalizedText)?
  /// Whether the value leaves out something of the original, which then stays beside it.
  var isPartial = false

  /// The value as it came.
  static func unchanged(_ value: String) -> Normalised { Normalised(value: value) }

  /// The value in another form.
  static func changed(
    _ value: String, _ action: ImportReport.Action, fr: String, en: String
  ) -> Normalised {
    Normalised(value: value, change: (action, LocalizedText(fr: fr, en: en)))
  }

  /// No value.
  static func dropped(fr: String, en: String) -> Normalised {
    Normalised(value: nil, change: (.dropped, LocalizedText(fr: fr, en: en)))
  }
}
