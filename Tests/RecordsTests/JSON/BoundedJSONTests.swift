import Foundation
import Records
import Testing

@Suite struct BoundedJSONTests {
    @Test(
        arguments: [
            ("null", JSONValue.null), (" true ", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
            ("9223372036854775807", 9_223_372_036_854_775_807), ("9223372036854775808", 9.223372036854775808e18),
            ("1.5", 1.5), ("1e3", 1000.0), ("-2.5E-2", -0.025), (#""""#, ""),
            (#""Sint Antoniësbreestraat""#, "Sint Antoniësbreestraat"),
            (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{c}\n\r\tz"), (#""\u00e9\ud83d\ude00""#, "é😀"),
            ("[]", []), ("{}", [:]), ("[1,[2],{\"a\":[]}]", [1, [2], ["a": []]]),
            ("\t{ \"a\" : 1 ,\r\n \"b\" : null }", ["a": 1, "b": nil]),
        ] as [(String, JSONValue)])
    func `a document gives its value`(text: String, value: JSONValue) throws {
        #expect(try BoundedJSON.parse(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", "at byte 0: a value is expected, and the document ends"),
        ("  ", "at byte 2: a value is expected, and the document ends"),
        ("nul", "at byte 0: a value is expected, found \"n\""),
        ("tru3", "at byte 0: a value is expected, found \"t\""),
        ("{} {}", "at byte 3: the document ends here, yet \"{\" follows"),
        ("[1,]", "at byte 3: a value is expected, found \"]\""),
        ("[1 2]", "at byte 3: a comma or ] is expected, found \"2\""),
        ("{\"a\":1,}", "at byte 7: the name of a member is expected, found \"}\""),
        ("{\"a\" 1}", "at byte 5: a colon is expected, found \"1\""),
        ("{\"a\":1", "at byte 6: a comma or } is expected, found the end"),
        ("{\"a\":1,\"b\":2,\"a\":3}", "at byte 13: the member \"a\" is there twice"),
        (
            "{\"\(String(repeating: "n", count: 61))\":1,\"\(String(repeating: "n", count: 61))\":2}",
            "at byte 67: the member \"\(String(repeating: "n", count: 60))…\" is there twice"
        ),
        ("01", "at byte 1: a number has no leading zero"),
        ("-", "at byte 1: a digit is expected, found the end"),
        ("1.", "at byte 2: a digit is expected, found the end"),
        ("1e+", "at byte 3: a digit is expected, found the end"),
        ("+1", "at byte 0: a value is expected, found \"+\""),
        ("NaN", "at byte 0: a value is expected, found \"N\""),
        ("1e999", "at byte 0: the number is beyond what a double can hold"),
        ("\"a", "at byte 2: the text that starts at byte 1 has no end"),
        ("\"a\n\"", "at byte 2: a control character in a text must be written as an escape"),
        ("\"\\x\"", "at byte 2: JSON has no escape \\ with \"x\""),
        ("\"\\u12g4\"", "at byte 5: four hexadecimal digits are expected, found \"g\""),
        ("\"\\ud83d\"", "at byte 3: the escape is half of a surrogate pair"),
        ("\"\\ud83d\\u0041\"", "at byte 3: the escape is half of a surrogate pair"),
        ("\u{FEFF}{}", "at byte 0: the document starts with a byte order mark"),
        ("// no\n1", "at byte 0: a value is expected, found \"/\""),
    ])
    func `what is not JSON is refused with its place and the reason`(text: String, reason: String) {
        let problem = #expect(throws: JSONProblem.self) { try BoundedJSON.parse(Array(text.utf8)) }
        #expect(problem?.description == reason)
    }

    @Test func `a text that is not UTF-8 is refused`() {
        let latin1: [UInt8] = Array("[\"Antoni".utf8) + [0xEB] + Array("s\"]".utf8)
        let problem = #expect(throws: JSONProblem.self) { try BoundedJSON.parse(latin1) }
        #expect(problem?.description == "at byte 2: the text that starts here is not UTF-8")
    }

    @Test func `32 levels are read and 33 are refused`() throws {
        let deep = { (levels: Int) in
            Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        }
        #expect(try BoundedJSON.parse(deep(32)).items?.count == 1)
        let problem = #expect(throws: JSONProblem.self) { try BoundedJSON.parse(deep(33)) }
        #expect(problem?.description == "at byte 32: the document is nested deeper than 32 levels")
    }

    @Test func `10,000 values are read and one more is refused`() throws {
        let wide = { (items: Int) in Array(("[" + String(repeating: "1,", count: items - 1) + "1]").utf8) }
        #expect(try BoundedJSON.parse(wide(9_999)).items?.count == 9_999)
        let problem = #expect(throws: JSONProblem.self) { try BoundedJSON.parse(wide(10_000)) }
        #expect(problem?.description == "at byte 19999: the document holds more than 10000 values")
    }

    @Test func `a megabyte of opening brackets is refused at once`() {
        let bomb = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
        let problem = #expect(throws: JSONProblem.self) { try BoundedJSON.parse(bomb) }
        #expect(problem?.offset == 32)
    }

    @Test func `random documents read as Foundation reads them, and survive being written`() throws {
        var source = DocumentSource(seed: 2026)
        for _ in 0..<2_000 {
            let value = source.value(depth: 4)
            let bytes = value.bytes()
            #expect(try BoundedJSON.parse(bytes) == value)
            let oracle = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(value.equals(oracle), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func `a damaged document is refused, or reads as Foundation reads it`() throws {
        var source = DocumentSource(seed: 7)
        var accepted = 0
        for _ in 0..<4_000 {
            let bytes = source.damaged(source.value(depth: 3).bytes())
            guard let value = try? BoundedJSON.parse(bytes) else { continue }
            accepted += 1
            let oracle = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(value.equals(oracle), "\(bytes)")
        }
        #expect(accepted > 100)
    }

    @Test func `Codable gives and takes the same document`() throws {
        let value: JSONValue = ["a": [1, 2.5, "x", true, nil], "b": [:]]
        let written = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: written) == value)
    }

    @Test func `a value is written with sorted members and without spaces`() {
        let value: JSONValue = ["b": [1, -2.5, nil], "a": ["é\"\\\u{1}\n", true], "": [:]]
        let text = String(decoding: value.bytes(), as: UTF8.self)
        #expect(text == #"{"":{},"a":["é\"\\\u0001\n",true],"b":[1,-2.5,null]}"#)
    }
}
