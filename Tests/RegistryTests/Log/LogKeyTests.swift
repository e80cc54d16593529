import Postgres
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// The log is handed over from one key to the next.
@Suite struct LogKeyTests {
    @Test func `heads are signed by both keys once the announcement is in the log, and by the new one alone then`()
        async throws
    {
        try await withLog { world, log in
            let next = TestLog.signer(8)
            let keys = LogKeys(database: log.signing)
            try await keys.announce(next.verifier, from: log.signer)
            try await keys.announce(next.verifier, from: log.signer)
            #expect(try await !keys.isSigned(by: log.signer.verifier, and: next.verifier))
            try await log.catchUp(next: next)
            #expect(try await keys.isSigned(by: log.signer.verifier, and: next.verifier))
            let both = try #require(log.memory.withLock { $0 }.flatMap { SignedNote($0) })
            #expect(Set(both.signatures.map(\.id)) == [log.signer.verifier.id, next.verifier.id])
            try await world.inspect(60)
            try await log.catchUp(signer: next)
            let new = try #require(log.memory.withLock { $0 }.flatMap { SignedNote($0) })
            #expect(new.signatures.map(\.id) == [next.verifier.id])
            for signer in [log.signer, next] {
                let policy = try TrustPolicy("log \(signer.verifier.vkey)\nquorum none\n")
                let report = try await log.audit(known: [both], policy: policy)
                #expect(report.findings == [] && report.provenEntries == report.entries)
            }
        }
    }

    @Test func `a signer without the new key signs nothing that covers its announcement`() async throws {
        try await withLog { world, log in
            let next = TestLog.signer(8)
            let index = try await log.audit(deep: false).entries
            try await LogKeys(database: log.signing).announce(next.verifier, from: log.signer)
            let fault = LogFault.keyHandedOver(to: next.verifier.vkey, index: index)
            await #expect(throws: fault) { try await log.catchUp() }
            #expect(
                fault.description
                    == "Entry \(index) of the log hands it over to the key \(next.verifier.vkey), which is not here. "
                    + "Nothing more is signed. Put the key file that ends with .next beside the log key.")
        }
    }

    @Test func `an announcement that the key in force has not signed hands over nothing, and the audit names it`()
        async throws
    {
        try await withLog { world, log in
            let next = TestLog.signer(8)
            let index = try await log.audit(deep: false).entries
            let ending = try await world.test.psql(
                as: .signer,
                """
                INSERT INTO audit.log_key (new_key, old_key, signature)
                VALUES ('\(next.verifier.vkey)', '\(log.signer.verifier.vkey)', decode(repeat('07', 64), 'hex'))
                """)
            #expect(ending.status == 0, "\(ending)")
            // And two keys that somebody made up: the first of the one, in the other's place.
            let (mine, another) = (TestLog.signer(11), TestLog.signer(12))
            try await LogKeys(database: log.signing).announce(another.verifier, from: mine)
            try await log.catchUp()
            let report = try await log.audit(deep: false)
            #expect(report.provenEntries == report.entries && report.entries == index + 2)
            func finding(_ key: VerifierKey, _ index: UInt64) -> LogFinding {
                LogFinding(
                    .keyRetired, table: "audit.log_key", key: key.vkey, index: index,
                    "Entry \(index) announces the key \(key.vkey), and the key in force then has not signed that.")
            }
            #expect(report.findings == [finding(next.verifier, index), finding(another.verifier, index + 1)])
        }
    }

    @Test func `a changed announcement is found, and nobody changes one or announces for another log`() async throws {
        try await withLog { world, log in
            let next = TestLog.signer(8)
            let key = log.signer.verifier.vkey
            try await LogKeys(database: log.signing).announce(next.verifier, from: log.signer)
            try await log.catchUp(next: next)
            let signature = "decode(repeat('07', 64), 'hex')"
            let refused: [(TestDatabase.Login, String, String)] = [
                (.admin, "UPDATE audit.log_key SET old_key = 'x'", "log_key is append-only: UPDATE is refused."),
                (.signer, "DELETE FROM audit.log_key", "permission denied for table log_key"),
                (
                    .sequencer, "INSERT INTO audit.log_key VALUES ('a', 'b', \(signature))",
                    "permission denied for table log_key"
                ),
                (
                    .signer,
                    "INSERT INTO audit.log_key (new_key, old_key, signature) VALUES ('other+1+x', '\(key)', \(signature))",
                    "violates check constraint \"keys_are_of_one_log\""
                ),
                (
                    .signer,
                    "INSERT INTO audit.log_key (new_key, old_key, signature) VALUES ('\(TestLog.name)+1+x', '\(key)', \(signature))",
                    "violates unique constraint \"one_next_key\""
                ),
                (.signer, "SELECT entry FROM audit.log_entry", "permission denied for table log_entry"),
            ]
            for (login, statement, words) in refused {
                let ending = try await world.test.psql(as: login, statement)
                #expect(ending.errors.contains(words), "\(statement): \(ending)")
            }
            try await log.tamper("UPDATE audit.log_key SET at = at + interval '1 microsecond'")
            #expect(try await log.audit(deep: false).findings.map(\.kind) == [.entryChanged])
        }
    }
}
