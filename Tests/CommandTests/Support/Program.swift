import Foundation
import Provision

/// What one run of the built `registryctl` wrote, and its exit code.
struct Transcript: Equatable, CustomStringConvertible {
    var output: String
    var talk: String
    var exit: Int32

    init(_ output: String, _ talk: String = "", exit: Int32 = 0) {
        self.output = output
        self.talk = talk
        self.exit = exit
    }

    var description: String { "exit \(exit)\n--- stdout\n\(output)--- stderr\n\(talk)---" }
}

/// The built `registryctl`, with a home of its own and as many runs as a test needs.
struct Program {
    let home: URL
    /// Variables on top of the few that every run gets.
    var variables: [String: String] = [:]

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "registryctl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    }

    /// A program that speaks to `server` with a token that it doesn't look at.
    static func speaking(to server: String, zone: String = "Europe/Amsterdam") throws -> Program {
        let program = try Program()
        try program.write(
            """
            {"current":"test","contexts":{"test":{"server":"\(server)","token":"reg_test","login":"p.devries",
            "timeZone":"\(zone)"}}}
            """, to: "config.json")
        return program
    }

    func remove() throws { try FileManager.default.removeItem(at: home) }

    func path(_ name: String) -> String { home.appending(path: name).path }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: home.appending(path: name))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: home.appending(path: name)), as: UTF8.self)
    }

    /// Runs it with the words of `line` (single quotes keep blanks together) and waits for its end.
    func run(_ line: String, input: String = "") async throws -> Transcript {
        try await run(Self.executable, Self.words(line), input)
    }

    /// Runs a line of Bash in which `registryctl` is the built one.
    func shell(_ line: String) async throws -> Transcript {
        let define = "registryctl() { '\(Self.executable.path)' \"$@\"; }; "
        return try await script(define + line)
    }

    /// Runs lines of Bash as a script of that name.
    func script(_ lines: String, name: String = "bash") async throws -> Transcript {
        try await run(URL(filePath: "/bin/bash"), ["-c", lines, name], "")
    }

    /// Not by `Process`: it waits for a descriptor that any server started meanwhile inherits, so it may never end.
    private func run(_ executable: URL, _ arguments: [String], _ input: String) async throws -> Transcript {
        let name = "\(UUID().uuidString).in"
        try write(input, to: name)
        let own = [
            "HOME": home.path, "REGISTRYCTL_CONFIG": path("config.json"), "XDG_CACHE_HOME": path("cache"),
            "TZ": "UTC", "PATH": "/usr/bin:/bin",
        ].merging(variables) { $1 }
        let ending = try await Command(
            "/usr/bin/env",
            ["-i", "-C", home.path] + own.map { "\($0.key)=\($0.value)" }
                + ["/bin/bash", "-c", "exec \"$0\" \"$@\" < '\(path(name))'", executable.path] + arguments
        ).run()
        return Transcript(ending.output, ending.errors, exit: ending.status)
    }

    /// It is built beside the bundle of the tests.
    static var executable: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "registryctl")
    }

    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        for (place, part) in line.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
            if place.isMultiple(of: 2) {
                words += part.split(separator: " ").map(String.init)
            } else {
                words.append(String(part))
            }
        }
        return words
    }
}
