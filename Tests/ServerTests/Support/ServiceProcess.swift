import FoundationEssentials
import Glibc
import Provision
import Registry
import TestSupport

/// The built `registryd serve` in a process of its own, as an operator runs it.
struct ServiceProcess: Sendable {
    let process: pid_t
    let port: Int
    /// What followed `registryd serve --port 0`.
    let words: [String]
    private let logFile: String

    /// What it has written so far.
    func log() throws -> String { try String(contentsOfFile: logFile, encoding: .utf8) }

    /// Runs `body` against the service, stops it with SIGTERM and waits for its end.
    /// - Parameter words: what follows `registryd serve --port 0`.
    static func run<R: Sendable>(
        _ words: [String], as command: String = "serve", _ body: @Sendable (ServiceProcess) async throws -> R
    ) async throws -> R {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        let log = folder + "/log"
        // The number is written by the shell that becomes the program.
        let start = "echo $$ > '\(folder)/process' && exec \"$0\" \(command) --port 0 \"$@\" > '\(log)' 2>&1"
        let shell = Command("/bin/sh", ["-c", start, program] + words)
        async let ending = shell.run()
        let service = try await started(words, folder: folder, log: log)
        do {
            let value = try await body(service)
            kill(service.process, SIGTERM)
            let status = try await ending.status
            guard status == 0 else { throw Unexpected(log: text(log), status: status) }
            return value
        } catch {
            kill(service.process, SIGKILL)
            throw error
        }
    }

    /// Runs `body` against the service over a test's own database.
    /// - Parameter evidence: the folder of evidence files.
    static func run<R: Sendable>(
        over database: TestDatabase, evidence: String? = nil, _ body: @Sendable (ServiceProcess) async throws -> R
    ) async throws -> R {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        let key = folder + "/context.key"
        try Data(database.contextKey).write(to: URL(filePath: key))
        chmod(key, 0o600)
        let words = [
            "--database", database.connectionString(.service), "--context-key-file", key, "--sql-folder",
            database.cluster.sqlFolder,
        ]
        return try await run(words + (evidence.map { ["--evidence", $0] } ?? []), body)
    }

    /// A line of `/proc/PROCESS/status` that is in kB, as bytes: `VmRSS` is the memory now, `VmHWM` the most it ever was.
    func memory(_ line: String) throws -> Int {
        let lines = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8).split(separator: "\n")
        let found = lines.first { $0.hasPrefix(line + ":") } ?? ""
        guard let kilobytes = Int(found.filter(\.isNumber)) else { throw Unexpected(log: "\(lines)", status: 0) }
        return kilobytes * 1024
    }

    /// From here on `VmHWM` is the most since now (`proc(5)`, `clear_refs`).
    func forgetPeak() throws {
        try "5".write(toFile: "/proc/\(process)/clear_refs", atomically: false, encoding: .utf8)
    }

    /// It is built beside the bundle of the tests.
    static var program: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "registryd").path
    }

    private static func started(_ words: [String], folder: String, log: String) async throws -> ServiceProcess {
        for _ in 0..<1200 {
            try await Task.sleep(for: .milliseconds(100))
            guard let process = pid_t(text(folder + "/process").filter(\.isNumber)) else { continue }
            if let port = text(log).split(separator: "\n").lazy.compactMap(port).first {
                return ServiceProcess(process: process, port: port, words: words, logFile: log)
            }
            if kill(process, 0) != 0 { break }
        }
        throw Unexpected(log: text(log), status: -1)
    }

    /// The port in `registryd listens on http://127.0.0.1:PORT`, or in the line of a witness.
    private static func port(_ line: Substring) -> Int? {
        guard line.hasPrefix("registryd listens on ") || line.hasPrefix("witness ") else { return nil }
        return line.split(separator: ":").last.flatMap { Int($0) }
    }

    private static func text(_ file: String) -> String {
        FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The service did not do as it should.
    struct Unexpected: Error {
        let log: String
        let status: Int32
    }
}
