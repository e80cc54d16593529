import FoundationEssentials
import Postgres
import Records
import Registry
import Testing
import TestSupport
import TransparencyLog

/// `registryd witness` as another organisation runs it, beside a service whose heads it signs.
@Suite struct WitnessProgramTests {
    @Test func `heads are signed by a quorum of witnesses, which an auditor can demand`() async throws {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            try await Self.witness(run, "w1") { first in
                try await Self.witness(run, "w2") { second in
                    let policy = try Self.policy(run, [first, second], quorum: 2)
                    let words = run.words + ["--witness-policy", policy]
                    for _ in 0..<5 { try await run.act() }
                    try await ServiceProcess.run(words) { service in
                        let standing = try await Self.witnessed(service)
                        #expect(standing["witnessedEntries"] == standing["entries"])
                        let client = Client(port: service.port, token: nil)
                        let note = try #require(SignedNote(try await client.get("/log/checkpoint").body))
                        #expect(note.signatures.map(\.name) == [TestLog.name, "w1", "w2"])
                    }
                    let proved = try await run.audit("--policy", policy)
                    #expect(proved.status == 0, "\(proved)")
                    let doctor = try await LogServiceTests.registryd(["doctor"] + run.words)
                    #expect(doctor.output.contains("under a head that witnesses have signed, 0 min ago\n"), "\(doctor)")
                    let stricter = try Self.policy(run, [first, second, Self.stranger], quorum: 3)
                    let unproved = try await run.audit("--policy", stricter)
                    #expect(unproved.status == 2, "\(unproved)")
                    #expect(
                        unproved.output.hasPrefix(
                            "can't be told: No head of the log is signed by a key that you trust and by enough witnesses, so its "
                        ),
                        "\(unproved)")
                }
                // One of the two is gone: the head stays signed, and not witnessed.
                let policy = run.folder + "/policy-2"
                try await run.act()
                let log = try await ServiceProcess.run(run.words + ["--witness-policy", policy]) { service in
                    for _ in 0..<300 where try !service.log().contains("Too few witnesses have signed the head of") {
                        try await Task.sleep(for: .milliseconds(100))
                    }
                    return try service.log()
                }
                #expect(
                    log.contains("Too few witnesses have signed the head of") && log.contains("w2 can't be reached"),
                    "\(log)")
            }
        }
    }

    @Test func `another history of the log is refused over HTTP, also after the witness was killed`() async throws {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            let log = try #require(NoteSigner(name: TestLog.name, kind: .ed25519, secret: TestLog.secret))
            @Sendable func request(_ old: UInt64, _ size: UInt64, _ salt: String) throws -> [UInt8] {
                var frontier = Frontier()
                for place in 0..<size { frontier.append(.leaf(Array("\(salt)\(place)".utf8))) }
                let text = Checkpoint(origin: TestLog.name, size: size, root: frontier.root).text
                return AddCheckpoint(
                    old: old, proof: [], note: SignedNote(text: text, signatures: [try log.sign(text)])
                ).bytes
            }
            try await Self.witness(run, "w1") { witness in
                #expect(try await witness.add(try request(0, 5, "a")).status == 200)
                #expect(try await witness.add(try request(0, 5, "b")).status == 409)
                #expect(try await witness.add(try request(5, 5, "b")).status == 409)
                #expect(try await witness.add(try request(5, 6, "b")).status == 422)
                #expect(try await witness.add(try request(5, 5, "a")).status == 200)
                #expect(try await witness.add(Array("old 1".utf8)).status == 400)
                let elsewhere = try await witness.client.get("/")
                #expect(elsewhere.status == 404)
                let taken = try await LogServiceTests.registryd(
                    ["witness", "--log", run.key, "--key", run.folder + "/w1.key", "--state", run.folder + "/w1"])
                #expect(
                    taken.errors.contains(
                        "Another witness works with \(run.folder)/w1: one folder is for one witness."),
                    "\(taken)")
            }
            try await Self.witness(run, "w1") { witness in
                let reply = try await witness.add(try request(0, 7, "a"))
                #expect(reply.status == 409 && reply.body == Array("5\n".utf8))
                #expect(reply.header("Content-Type") == "text/x.tlog.size")
            }
        }
    }

    @Test func `a policy that names no key of the log, or can't be read, is told`() async throws {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            let unread = try await LogServiceTests.registryd(["serve", "--witness-policy", "/nowhere"] + run.words)
            #expect(unread.errors.contains("The policy /nowhere can't be read."), "\(unread)")
            let both = try await run.verify("--policy", "/nowhere")
            #expect(
                both.status == 64 && both.errors.contains("--policy has the keys in it: leave --key out."), "\(both)")
            let alone = try await run.verify("--every-hour")
            #expect(alone.status == 64 && alone.errors.contains("--every-hour needs --deep."), "\(alone)")
            let none = try await LogServiceTests.registryd(["witness", "--key", "k", "--state", "s"])
            #expect(none.status == 64 && none.errors.contains("No log is named: --log KEY"), "\(none)")
            let (key, folder) = (run.folder + "/forgot.key", run.folder + "/forgot")
            try "a key\n".write(toFile: key, atomically: true, encoding: .utf8)
            let forgot = try await LogServiceTests.registryd([
                "witness", "--log", run.key, "--key", key, "--state", folder,
            ])
            #expect(
                forgot.errors
                    == "error: There is a witness key \(key), and no folder \(folder) with the heads that it signed. "
                    + "Put the folder back; where the key has signed nothing yet, make an empty one.\n", "\(forgot)")
        }
    }

    @Test func `receipts that nobody signed, and such without a key, can't be told`() async throws {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            try await run.act()
            try await TestLog.catchUp(database)
            let signer = try #require(
                NoteSigner(name: "registry.example/receipts", kind: .ed25519, secret: .init(repeating: 9, count: 32)))
            let act = Receipt.Act(jurisdiction: 1, id: 1, digest: .leaf([1]))
            let receipt = Receipt(origin: TestLog.name, time: 1_700_000_000, acts: [act], hasMore: false)
            let file = run.folder + "/receipts.txt"
            try "\(try receipt.field(signedBy: signer))\n".write(toFile: file, atomically: true, encoding: .utf8)
            let keyless = try await run.verify("--receipts", file)
            #expect(
                keyless.status == 2 && keyless.output.hasPrefix("can't be told: There is no key to check receipts"),
                "\(keyless)")
            let foreign = try await run.verify("--receipts", file, "--receipt-key", run.key)
            #expect(
                foreign.output
                    == "can't be told: The receipt on line 1 of \(file) is not signed by a key that you named, so it proves nothing.\n"
            )
            let missing = try await run.verify("--receipts", "/nowhere")
            #expect(
                missing.output
                    == "can't be told: There is no key to check receipts with. Name the one that you put away with --receipt-key; registryd audit key --receipts prints it where receipts are signed.\n"
            )
            let broken = try await run.verify("--receipts", file, "--receipt-key", signer.verifier.vkey)
            #expect(
                broken.output.hasPrefix(
                    "receipt_broken: The receipt of 2023-11-14T22:13:20Z is about act 1/1, and the log has another one under "
                        + "that number.\nchanged: 1 thing is not as the log says; "), "\(broken)")
            #expect(broken.status == 1)
        }
    }

    @Test func `heads are witnessed after the log was handed over, by a policy that names the old key`() async throws {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            for _ in 0..<3 { try await run.act() }
            let rotate = ["audit", "rotate-key"] + run.words
            let key = try await ServiceProcess.run(run.words) { service in
                let new = String(try await LogServiceTests.registryd(rotate).output.prefix { $0 != "\n" })
                for _ in 0..<50 where try await LogServiceTests.registryd(rotate + ["--finish"]).status != 0 {
                    try await Task.sleep(for: .milliseconds(200))
                }
                _ = try await LogServiceTests.settled(service)
                return new
            }
            #expect(VerifierKey(vkey: key)?.name == TestLog.name)
            try await Self.witness(run, "w1", also: [key]) { witness in
                let words = run.words + ["--witness-policy", try Self.policy(run, [witness], quorum: 1)]
                try await run.act()
                try await ServiceProcess.run(words) { service in
                    let standing = try await Self.witnessed(service)
                    let log = try service.log()
                    #expect(standing["witnessedEntries"] == standing["entries"], "\(log)")
                }
            }
            // Another key's policy: the reason says so.
            try await Self.witness(run, "w2", also: [key]) { witness in
                let policy = try Self.policy(run, [witness], quorum: 1)
                let text = try String(contentsOfFile: policy, encoding: .utf8)
                let other = NoteSigner(name: TestLog.name, kind: .ed25519, secret: .init(repeating: 91, count: 32))
                try text.replacing("log \(run.key)\n", with: "log \(other?.verifier.vkey ?? "")\n")
                    .write(toFile: policy, atomically: true, encoding: .utf8)
                try await run.act()
                let log = try await ServiceProcess.run(run.words + ["--witness-policy", policy]) { service in
                    for _ in 0..<100 where try !service.log().contains("is not signed as the witness policy has it") {
                        try await Task.sleep(for: .milliseconds(100))
                    }
                    return try service.log()
                }
                #expect(
                    log.contains("entries is not signed as the witness policy has it (notOfTheLog). Name the key"),
                    "\(log)")
            }
        }
    }

    // MARK: Witnesses

    /// A witness that runs.
    struct Running: Sendable {
        let client: Client
        /// Its line of a policy file.
        let line: String

        func add(_ body: [UInt8]) async throws -> Reply { try await client.send("POST", "/add-checkpoint", body, [:]) }
    }

    static let stranger = Running(
        client: Client(port: 1, token: nil),
        line: "witness w9 "
            + (NoteSigner(name: "w9", kind: .cosignature, secret: .init(repeating: 90, count: 32))?.verifier.vkey ?? "")
    )

    static func witness(
        _ run: LogRun, _ name: String, also keys: [String] = [], _ body: @Sendable (Running) async throws -> Void
    ) async throws {
        let words =
            ([run.key] + keys).flatMap { ["--log", $0] } + [
                "--key", "\(run.folder)/\(name).key", "--state", "\(run.folder)/\(name)", "--name", name,
            ]
        try await ServiceProcess.run(words, as: "witness") { process in
            let line = try process.log().split(separator: "\n").first { $0.hasPrefix("witness ") }
            try await body(
                Running(
                    client: Client(port: process.port, token: nil),
                    line: line.map { "witness " + $0.split(separator: " ").dropFirst().joined(separator: " ") } ?? ""))
        }
    }

    /// A file with a policy that asks for so many of these witnesses.
    static func policy(_ run: LogRun, _ witnesses: [Running], quorum: Int) throws -> String {
        let file = "\(run.folder)/policy-\(quorum)"
        let names = witnesses.map { $0.line.split(separator: " ")[1] }.joined(separator: " ")
        let text = (["log \(run.key)"] + witnesses.map(\.line) + ["group g \(quorum) \(names)", "quorum g", ""])
            .joined(separator: "\n")
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    /// The numbers of `/health/log` when all that is signed is witnessed.
    static func witnessed(_ service: ServiceProcess) async throws -> JSONValue {
        let client = Client(port: service.port, token: nil)
        var standing: JSONValue = .null
        for _ in 0..<300 {
            standing = try await client.get("/health/log").json
            if standing["waiting"] == 0, standing["entries"] == standing["witnessedEntries"],
                standing["witnessedAt"] != .null
            {
                break
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        return standing
    }
}
