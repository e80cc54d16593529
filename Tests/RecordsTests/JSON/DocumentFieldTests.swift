import Records
import Testing

/// Texts that are kept byte for byte.
@Suite struct DocumentFieldTests {
    @Test func `a document keeps the space around it and its line ends`() throws {
        let text = "\n  pack: x\r\n\t# end \n"
        let read = try Fields.read(["text": .string(text)]) { $0.document("text", max: 100) }
        #expect(read == text)
    }

    @Test func `an empty, a long, an absent and a wrong document are told`() {
        func said(_ value: JSONValue?) -> [String] {
            do {
                _ = try Fields.read(.object(value.map { ["text": $0] } ?? [:])) { $0.document("text", max: 5) }
                return []
            } catch {
                return (error as? Refusal)?.problems.map { "\($0.code): \($0.detail)" } ?? []
            }
        }
        #expect(said("") == ["too_short: \"text\" is empty; at least 1 byte is needed."])
        #expect(said("ééé") == ["too_long: \"text\" has 6 bytes; at most 5 are kept."])
        #expect(said(nil) == ["missing: \"text\" is missing; a text of 1 to 5 bytes is needed."])
        #expect(said(1) == ["wrong_type: \"text\" is a whole number; a text of 1 to 5 bytes is needed."])
        #expect(said("a\0b") == ["control_character: \"text\" holds the control character U+0; take it out."])
    }
}
