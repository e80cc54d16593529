import Crypto
import Postgres
import Records
import Testing
import TestSupport

@testable import Registry

/// The log commits itself to a row and gives nobody a guess of it to try.
@Suite struct CommitmentTests {
    @Test func `an entry holds the hash of salt and digest, and no two of one content alike`() async throws {
        try await withLog { world, log in
            // The same content twice: what a guess would hit.
            try await world.test.admin.write { try $0.execute(LogSequencerTests.act) }
            try await log.catchUp()
            let acts = try await world.test.admin.query(
                """
                SELECT o.salt, o.digest, convert_from(e.entry, 'UTF8') AS entry FROM audit.outbox AS o
                JOIN audit.log_entry AS e ON e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id
                """
            ) { rows in
                try rows.map {
                    (
                        try $0.get("salt", as: [UInt8].self), try $0.get("digest", as: [UInt8].self),
                        try $0.get("entry", as: String.self)
                    )
                }
            }
            #expect(acts.count > 20)
            #expect(Set(acts.map(\.0)).count == acts.count && acts.allSatisfy { $0.0.count == 16 })
            #expect(Set(acts.map(\.1)).count == acts.count - 1)
            for (salt, digest, entry) in acts {
                let commitment = Hex.text(SHA256.hash(data: salt + digest))
                #expect(entry.contains(#""digest":"\#(commitment)","#) && entry.contains(#","v":2,"#))
                #expect(!entry.contains(Hex.text(digest)) && !entry.contains(Hex.text(salt)))
            }
        }
    }

    @Test func `an act from before there were salts is in the log with its digest, and the states are as before`()
        async throws
    {
        try await withLog { world, log in
            try await world.rename("Second")
            try await log.tamper(
                "UPDATE audit.outbox AS o SET salt = NULL WHERE NOT EXISTS (SELECT FROM audit.log_entry AS e WHERE e.outbox_id = o.id)"
            )
            try await log.catchUp()
            try await log.takeState()
            try await log.catchUp()
            let entry = try await world.test.admin.query(
                "SELECT convert_from(e.entry, 'UTF8') FROM audit.log_entry AS e JOIN audit.outbox AS o ON o.id = e.outbox_id WHERE o.salt IS NULL"
            ) { try $0[0].decode(String.self, 0) }
            #expect(entry.contains(#","v":1,"#))
            #expect(try await log.audit().findings == [])
        }
    }

    @Test(arguments: ["substr(sha256('x'), 1, 16)", "NULL"])
    func `another salt, or none, is another entry`(salt: String) async throws {
        try await withLog { world, log in
            try await log.tamper(
                .file("UPDATE audit.outbox SET salt = \(salt) WHERE object = 'decision'"))
            #expect(try await log.audit().findings.map(\.kind) == [.entryChanged])
        }
    }
}
