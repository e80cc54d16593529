import Testing

@testable import Registry

struct CSVReaderTests {
    private func rows(_ text: String) -> ([[String]], CSVReader.Malformed?) {
        var reader = CSVReader(Array(text.utf8))
        var rows: [[String]] = []
        while let row = reader.next() { rows.append(row.fields) }
        return (rows, reader.malformed)
    }

    @Test(arguments: [
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("a,\n,b\n", [["a", ""], ["", "b"]]),
        ("a,", [["a", ""]]),
        ("\"a,b\",\"say \"\"hi\"\"\"\n", [["a,b", "say \"hi\""]]),
        ("\"two\r\nlines\",x\n", [["two\r\nlines", "x"]]),
        ("\n\na\n", [[""], [""], ["a"]]),
        ("", []),
        ("a;b\n\"1;2\";3,5\n", [["a", "b"], ["1;2", "3,5"]]),
        ("a,b;c\n1;2,3\n", [["a", "b;c"], ["1;2", "3"]]),
    ])
    func `a file gives its rows`(text: String, expected: [[String]]) {
        let (read, malformed) = rows(text)
        #expect(read == expected)
        #expect(malformed == nil)
    }

    @Test(arguments: [
        ("a\nb\"c\n", 2, "a quote stands in the middle of a field; put the field between quotes and double it."),
        ("a\n\"b\"c\n", 2, "something stands behind the closing quote of a field; a quote inside is doubled."),
        ("a\n\"b\nc\n", 2, "a field that begins with a quote has no closing quote."),
        ("a\nb\rc\n", 2, "a carriage return stands in the middle of a field; put the field between quotes."),
        ("a\nb\u{0}c\n", 2, "a zero byte stands in a field; save the file as text again."),
    ])
    func `what RFC 4180 does not allow is told with its line`(text: String, line: Int, message: String) {
        let (_, malformed) = rows(text)
        #expect(malformed == CSVReader.Malformed(line: line, message: message))
    }

    @Test func `a row knows its line and its own bytes`() {
        var reader = CSVReader(Array("h\n\"a\nb\",1\nc,2\n".utf8))
        _ = reader.next()
        let (first, second) = (reader.next(), reader.next())
        #expect(first.map { [String($0.line), String(decoding: $0.source, as: UTF8.self)] } == ["2", "\"a\nb\",1"])
        #expect(second.map { [String($0.line), String(decoding: $0.source, as: UTF8.self)] } == ["4", "c,2"])
    }
}
