import Records
import Testing

@Suite struct SensitiveTests {
    private struct Holder {
        var contact: Sensitive<String>
        var maybe: Sensitive<String>?
    }

    @Test func `no text of a sensitive value shows it`() {
        let value = Sensitive("Wim Zwart")
        var dumped = ""
        dump(Holder(contact: value, maybe: value), to: &dumped)
        let texts = [
            "\(value)", String(describing: value), String(reflecting: value), "\([value])", "\(Optional(value) as Any)",
            "\(Holder(contact: value, maybe: value))", String(reflecting: Holder(contact: value, maybe: value)), dumped,
            "\(["a": value])", "\((value, 1))",
        ]
        for text in texts { #expect(!text.contains("Zwart"), "\(text)") }
        #expect(texts[0] == "(not shown)")
    }

    @Test func `it is neither encodable nor the key of anything`() {
        #expect(!((Sensitive("x") as Any) is any Encodable))
        #expect(!((Sensitive("x") as Any) is any Hashable))
    }
}
