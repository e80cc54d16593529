import Foundation
import NIOConcurrencyHelpers
import Testing

/// Runs `line`, and interrupts it as soon as the server has its last request, or a moment after the server began to answer.
private func interrupted(
    _ line: String, after requests: Int = 1, amid answer: String? = nil,
    _ body: (Transcript, CannedServer, Program) throws -> Void
) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "interrupted-\(UUID().uuidString)").path
    let counted = NIOLockedValueBox(0)
    try await CannedServer.serving { _ in
        let count = counted.withLockedValue { count in
            count += 1
            return count
        }
        guard count == requests else { return .json(Samples.linde, etag: "\"v4\"") }
        let process = Int32((try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n").first ?? "")
        guard let answer else {
            if let process { kill(process, SIGINT) }
            return .silence
        }
        Task.detached {
            try await Task.sleep(for: .milliseconds(500))
            if let process { kill(process, SIGINT) }
        }
        return .begun(answer)
    } _: { (server, program) async throws in
        let ran = try await program.shell("echo $BASHPID > '\(file)'; exec '\(Program.executable.path)' \(line)")
        try body(ran, server, program)
    }
    try FileManager.default.removeItem(atPath: file)
}

@Test func `an interrupted read says that nothing was changed`() async throws {
    try await interrupted("outlet list") { ran, _, _ in
        #expect(ran == Transcript("", "error: interrupted; nothing was changed.\n", exit: 130))
    }
}

@Test func `an interrupted change offers the same command with the same key`() async throws {
    try await interrupted("outlet close 0363-042-J --on 2026-12-01 --reason ended --idempotency-key k-1", after: 2) {
        ran, server, _ in
        #expect(
            ran
                == Transcript(
                    "",
                    """
                    error: interrupted after the request was sent; the result is not known.
                           Sent again like this it is done once at most.
                      try: registryctl outlet close 0363-042-J --on 2026-12-01 --reason ended --idempotency-key k-1

                    """, exit: 130))
        #expect(server.requests.last?.headers["idempotency-key"] == "k-1")
    }
}

@Test func `an interrupted export leaves no part of a file`() async throws {
    try await interrupted("export outlets --out outlets.csv") { ran, _, program in
        #expect(ran.exit == 130)
        let files = try FileManager.default.contentsOfDirectory(atPath: program.home.path)
        #expect(!files.contains { $0.hasPrefix("outlets.csv") })
    }
}

@Test(arguments: [
    "export outlets", "export outlets --out outlets.csv",
    "policy compare --pack a@1 --against a@2 --from 2026-01-01 --to 2026-02-01",
])
func `Ctrl-C in the middle of a stream ends with 130, and no part of a file stays`(line: String) async throws {
    try await interrupted(line, amid: "{\"reference\":") { ran, server, program in
        #expect(ran.exit == 130)
        #expect(ran.talk == "error: interrupted; nothing was changed.\n")
        #expect(server.requests.count == 1)
        let files = try FileManager.default.contentsOfDirectory(atPath: program.home.path)
        #expect(!files.contains { $0.hasPrefix("outlets.csv") })
    }
}

@Test func `Ctrl-C at a question cancels, and the terminal shows what is typed again`() async throws {
    let program = try Program()
    let ran = try await program.shell(
        """
        set -m; mkfifo keys; touch seen
        timeout 60 script -qefc "trap : INT; '\(Program.executable.path)' login --server http://127.0.0.1:9 --login p.devries --jurisdiction 0363; echo exit \\$?; stty -a" \
        /dev/null < keys > seen & exec 3> keys
        until grep -q Credential seen || ! kill -0 $!; do sleep 0.05; done
        printf '\\003' >&3; wait $!; exec 3>&-; tr -d '\\r' < seen | grep -oE 'Credential of.*|Cancelled.*|exit .*| echo '
        """)
    #expect(
        ran.output == "Credential of p.devries at 127.0.0.1:9: \nCancelled; nothing was done.\nexit 2\n echo \n",
        "\(ran)")
    try program.remove()
}
