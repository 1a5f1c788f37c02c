import Testing

@testable import MaillageImport

@Suite("Contacts, addresses and dates")
struct ContactTests {
  @Test(
    "telephone numbers take their territory's prefix",
    arguments: [
      ("02 41 00 00 00", "49000", "+33241000000"), ("02.41.00.00.00", nil, "+33241000000"),
      ("+33 (0)2 41 00 00 00", nil, "+33241000000"), ("0033241000000", nil, "+33241000000"),
      ("241000000", "49000", "+33241000000"), ("0262 12 34 56", "97400", "+262262123456"),
      ("0590123456", "97110", "+590590123456"), ("24 12 34", "98800", "+687241234"),
      ("+687 24 12 34", nil, "+687241234"),
      ("02 41 00 00 00 / 06 00 00 00 00", nil, "+33241000000"),
      ("02 41 00 00 00 ou 06 00 00 00 00", nil, "+33241000000"),
      ("+33241000000", nil, "+33241000000"), ("02/41/00/00/00", "49000", "+33241000000"),
    ] as [(String, String?, String)])
  func phone(_ text: String, _ postalCode: String?, _ number: String) {
    let normalised = PhoneNumber.normalised(text, postalCode: postalCode)
    #expect(normalised.value == number)
    #expect((normalised.change == nil) == (text == number))
    #expect(PhoneNumber.normalised(number, postalCode: postalCode).change == nil)
  }

  @Test("only a cell of several numbers gives a partial value")
  func severalPhones() {
    for text in ["02 41 00 00 00 / 06 00 00 00 00", "0241000000 ou 0600000000"] {
      let normalised = PhoneNumber.normalised(text, postalCode: nil)
      #expect(normalised.isPartial && normalised.change?.action == .repaired, "\(text)")
    }
    let one = PhoneNumber.normalised("02/41/00/00/00", postalCode: nil)
    #expect(!one.isPartial && one.change?.action == .normalised)
  }

  @Test(
    "what is no number is dropped", arguments: ["3949", "sur demande", "+687", "12 34", "0000"])
  func noPhone(_ text: String) {
    #expect(PhoneNumber.normalised(text, postalCode: nil).value == nil)
  }

  @Test("e-mail addresses are lower case, each once")
  func emails() {
    #expect(EmailAddress.addresses(in: "Accueil@Exemple.FR") == ["accueil@exemple.fr"])
    #expect(
      EmailAddress.addresses(in: "a@exemple.fr ; b@exemple.fr|a@exemple.fr")
        == ["a@exemple.fr", "b@exemple.fr"])
    #expect(
      EmailAddress.addresses(in: "mailto:a@exemple.fr ou b@exemple.fr - c@exemple.fr")?.count == 3)
    for text in [
      "www.exemple.fr", "a@exemple", "a@@exemple.fr", "a@exemple..fr", "@exemple.fr", "voir site",
      "é@exemple.fr",
    ] {
      #expect(EmailAddress.addresses(in: text) == nil, "\(text)")
    }
  }

  @Test(
    "web addresses are completed",
    arguments: [
      ("https://Exemple.FR/Chemin?Q=A", "https://exemple.fr/Chemin?Q=A"),
      ("www.exemple.fr", "http://www.exemple.fr"), ("ttps://exemple.fr", "https://exemple.fr"),
      ("http//exemple.fr", "http://exemple.fr"),
      ("https://https://exemple.fr/a", "https://exemple.fr/a"),
      ("exemple.fr", "http://exemple.fr"),
    ])
  func web(_ text: String, _ address: String) {
    #expect(WebAddress.addresses(in: text) == [address])
    #expect(WebAddress.addresses(in: address) == [address])
  }

  @Test("several web addresses are told apart, others refused")
  func webLists() {
    #expect(
      WebAddress.addresses(in: "https://a.fr/x;y, https://b.fr;www.c.fr|http://d.fr")
        == ["https://a.fr/x;y", "https://b.fr", "http://www.c.fr", "http://d.fr"])
    for text in [
      "javascript:alert(1)", "NEANT", "63122", "https://", "http://a b", "ftp://a.fr/<x>",
      "https://a.fr/\"x\"",
    ] {
      #expect(WebAddress.addresses(in: text) == nil, "\(text)")
    }
  }

  @Test(
    "days are written as ISO",
    arguments: [
      ("2024-02-29", "2024-02-29"), ("2022-09-28 11:05:08", "2022-09-28"),
      ("2024-01-01T23:30:00+02:00", "2024-01-01"), ("19/02/2020", "2020-02-19"),
      ("9/2/2020 08:00", "2020-02-09"), ("1700000000", "2023-11-14"), ("09/0102023", "2023-01-09"),
      ("Espace labellisé 01/01/2020", "2020-01-01"), ("2024/02/03", "2024-02-03"),
    ])
  func date(_ text: String, _ day: String) {
    #expect(DateText.normalised(text).value == day)
  }

  @Test(
    "what is no day is dropped",
    arguments: [
      "2023-02-29", "2024/02-03", "31/04/2020", "01/01/1970", "hier", "13/13/2020",
      "du 01/01/2020 au 02/02/2020",
    ])
  func noDate(_ text: String) {
    #expect(DateText.normalised(text).value == nil)
  }

  @Test("numbers take decimal commas and blanks, and nothing that is no number")
  func numbers() {
    #expect(DecimalText.number("475198,121680863") == 475198.121680863)
    #expect(DecimalText.number("6 692 424.5") == 6692424.5)
    #expect(DecimalText.number("-0.55°") == -0.55)
    for text in ["NaN", "inf", "0x1p3", "1e400", "", "1,2,3", "47.1N", "--1"] {
      #expect(DecimalText.number(text) == nil, "\(text)")
    }
  }

  @Test("blanks are trimmed and no-break spaces made plain")
  func tidy() {
    #expect("  a\u{A0}b \n".tidied == "a b")
    #expect("é\u{A0}".tidied == "é")
    #expect("\u{202F}".tidied.isEmpty)
    #expect("a\nb".tidied == "a\nb")
    #expect("\u{200F}شكرا".tidied == "\u{200F}شكرا")
  }
}
