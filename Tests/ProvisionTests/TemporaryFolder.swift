import Foundation
import Testing

/// A folder for one test, short enough for a socket, that is removed afterwards.
func withFolder<R>(_ body: (String) async throws -> R) async throws -> R {
    let path = "/tmp/registry-folder-\(String(UInt32.random(in: .min ... .max), radix: 36))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: path) } }
    return try await body(path)
}
