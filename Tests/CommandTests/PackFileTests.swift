import Foundation
import Testing

@testable import registryctl

@Test func `an empty pack file is told as empty, with where a text to begin from comes`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "empty-\(UUID().uuidString).yaml").path
    try Data().write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let failure = #expect(throws: Failure.self) { try PackFile(path, examples: nil) }
    #expect(failure?.code == "empty_file")
    #expect(failure?.what == "the file \(path) is empty.")
    #expect(failure?.why == ["Nothing was sent."])
    #expect(failure?.attempt == "registryctl policy built-in --template > \(path)")
}
