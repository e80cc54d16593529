import Testing

@testable import registryctl

@Test func `a stream is cut into its lines, whatever the pieces`() {
    var splitter = LineSplitter()
    let pieces = ["{\"a\":1}\n{\"b\"", ":2}", "\n\n{\"c\":3}\n", "rest"]
    let lines = pieces.map { piece in
        splitter.lines(in: Array(piece.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(lines == [["{\"a\":1}"], [], ["{\"b\":2}", "", "{\"c\":3}"], []])
}
