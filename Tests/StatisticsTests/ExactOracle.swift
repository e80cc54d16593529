import Foundation

/// The independent program in Python that counts every way.
enum ExactOracle {
    static let isFull = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1"

    /// The answers to questions in JSON, one a line.
    static func answers(_ questions: [String]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "exact-\(UUID().uuidString)")
        try Data(questions.joined(separator: "\n").utf8).write(to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-B", program]
        process.standardInput = try FileHandle(forReadingFrom: folder)
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static let program = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "exact_integrity.py").path
}
