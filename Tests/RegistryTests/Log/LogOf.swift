import Postgres
import TestSupport
import TransparencyLog

@testable import Registry

/// The log of a test's database, with a signer whose memory is a value.
struct LogOf: Sendable {
    let test: TestDatabase
    let signer: NoteSigner
    let memory = Locked<[UInt8]?>(nil)
    /// The key that follows, from when it is announced.
    let next = Locked<NoteSigner?>(nil)
    private let sequencing: Database
    let signing: Database

    init(_ test: TestDatabase) throws {
        self.test = test
        guard let signer = NoteSigner(name: TestLog.name, kind: .ed25519, secret: TestLog.secret)
        else { throw LogFault.memoryUnreadable }
        self.signer = signer
        func database(_ login: TestDatabase.Login) -> Database {
            Database(
                TestCluster.configuration(test.connectionString(login), poolSize: 4), logger: TestCluster.quiet)
        }
        (sequencing, signing) = (database(.sequencer), database(.signer))
    }

    var sequencer: LogSequencer { LogSequencer(database: sequencing) }

    var logSigner: LogSigner { logSigner(signer, next: next.withLock { $0 }) }

    /// A signer with another key, or with the next one beside it.
    func logSigner(_ signer: NoteSigner, next: NoteSigner? = nil) -> LogSigner {
        LogSigner(
            database: signing, signer: signer, next: next,
            memory: .init(
                recall: { memory.withLock { $0 } }, keep: { bytes in memory.withLock { $0 = bytes } }))
    }

    /// Sequences all that waits, and signs.
    func catchUp(signer other: NoteSigner? = nil, next: NoteSigner? = nil) async throws {
        while let batch = try await sequencer.sequence(), batch.appended > 0 {}
        _ = try await logSigner(other ?? signer, next: next ?? self.next.withLock { $0 }).sign()
    }

    /// What an audit finds, with heads that were kept outside.
    func audit(
        deep: Bool = true, known: [SignedNote] = [], receipts: [Receipt] = [], policy: TrustPolicy? = nil
    ) async throws -> LogAudit.Report {
        let trusted = try policy ?? TrustPolicy("log \(signer.verifier.vkey)\nquorum none\n")
        return try await LogAudit(database: test.admin, trusted: trusted, known: known, receipts: receipts).run(
            deep ? .everyState : .log)
    }

    /// Takes the state of the hour and puts it into the log; gives how many steps that took.
    @discardableResult
    func takeState() async throws -> Int {
        for step in 1...200 {
            switch try await sequencer.takeState() {
            case .part: continue
            case .later, nil: _ = try await sequencer.sequence()
            case .ready?: return step
            case .none?: return 0
            }
        }
        return 200
    }

    /// What a superuser does past every guard: with the triggers off, also those that are always on.
    func tamper(_ statements: SQL...) async throws {
        try await TestLog.tamper(test, statements)
    }

    /// Sequences until nothing has to be looked for any more; other tests' transactions are in the way for a while.
    /// Gives how many numbers are still behind.
    func settle() async throws -> Int {
        var behind = 0
        for _ in 0..<400 {
            _ = try await sequencer.sequence()
            behind = try await test.admin.query(
                "SELECT (SELECT max(id) FROM audit.outbox) - (SELECT sequenced_to FROM audit.log_head)"
            ) { try $0[0].decode(Int.self, 0) }
            if behind == 0 { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        return behind
    }

    /// A witness's key that every test has.
    static func witness(_ number: UInt8 = 1) -> NoteSigner {
        guard
            let signer = NoteSigner(
                name: "court.example/w\(number)", kind: .cosignature,
                secret: [UInt8](repeating: 100 + number, count: 32))
        else { preconditionFailure("These bytes are a key.") }
        return signer
    }

    /// Lets witnesses sign the newest head, and keeps it.
    func witnessed(by witnesses: [NoteSigner] = [witness()]) async throws {
        let heads = WitnessedHeads(database: signing)
        guard let note = try await heads.waiting() else { return }
        try await heads.keep(note.adding(try witnesses.map { try $0.sign(note.text, at: 1_790_000_000) }))
    }

    /// Announces the key that follows; heads are signed by both from then on.
    func announce() async throws {
        let key = TestLog.signer(8)
        try await LogKeys(database: signing).announce(key.verifier, from: signer)
        next.withLock { $0 = key }
    }

    func close() async {
        await sequencing.close()
        await signing.close()
    }
}

/// Runs `body` in a world with a case that came to an issued action, and its log.
/// - Parameter filled: with at least one row in every table.
func withLog(filled: Bool = false, _ body: @escaping @Sendable (World, LogOf) async throws -> Void) async throws {
    try await withWorld(outlets: filled ? 3 : 1) { world in
        let log = try LogOf(world.test)
        do {
            if filled { try await world.fillEveryTable() } else { try await world.issuedAndReported() }
            try await log.catchUp()
            _ = try await log.settle()
            if filled {
                try await log.announce()
                try await log.takeState()
                try await log.catchUp()
                try await log.witnessed()
            }
            try await body(world, log)
        } catch {
            await log.close()
            throw error
        }
        await log.close()
    }
}

extension World {
    fileprivate func issuedAndReported() async throws {
        let action = try await proposed()
        _ = try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2))
        try await sealContacts()
        _ = try await registry.receiveNuisanceReport(.reachable, Call(by: intake))
    }
}
