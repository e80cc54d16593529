import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// What the service role can't do with SQL of its own, past all of this program's code.
struct DirectSQLTests {
    @Test func `nothing is deleted or truncated`() async throws {
        try await withTown() { town in
            _ = try await town.outlet()
            for table in ["outlet", "party", "licence", "person", "history", "import_batch", "policy_pack", "account"] {
                let deleted = try await town.failure("DELETE FROM registry.\(identifier: table)")
                #expect(deleted == "42501 permission denied for table \(table)")
                let emptied = try await town.failure("TRUNCATE registry.\(identifier: table)")
                #expect(emptied == "42501 permission denied for table \(table)")
            }
            #expect(try await town.failure("DELETE FROM audit.outbox") == "42501 permission denied for schema audit")
        }
    }

    @Test func `even a superuser's own delete meets the trip wire`() async throws {
        try await withTestDatabase { scratch in
            let town = try await Town.establish(in: scratch)
            _ = try await town.outlet()
            for (statement, message) in [
                ("DELETE FROM registry.outlet", "outlet is append-only: DELETE is refused."),
                ("TRUNCATE registry.history", "history is append-only: TRUNCATE is refused."),
                ("UPDATE registry.history SET reason = ''", "history is append-only: UPDATE is refused."),
            ] as [(SQL, String)] {
                let error = await #expect(throws: PostgresError.self) {
                    try await scratch.admin.query(statement) { _ in }
                }
                #expect(error?.sqlstate == "RG006")
                #expect(error?.message == message)
                #expect(error?.hint == "Record a correction with a reason instead.")
            }
        }
    }

    @Test func `without a signed context there are no rows`() async throws {
        try await withTown() { town in
            _ = try await town.outlet()
            for table in ["outlet", "person", "jurisdiction", "history", "role_grant", "access_token", "account"] {
                let count = try await town.database.query("SELECT count(*) FROM registry.\(identifier: table)") {
                    rows in
                    try rows[0].decode(Int.self, 0)
                }
                #expect(count == 0, "\(table)")
            }
        }
    }

    @Test(arguments: ["unsigned", "foreign key", "other jurisdiction", "expired", "garbage"])
    func `a forged context shows nothing and changes nothing`(forgery: String) async throws {
        try await withTown() { town in
            _ = try await town.outlet()
            let genuine = town.registry.signer.claim(for: town.officer)
            let parts = genuine.split(separator: "|").map(String.init)
            let claim =
                switch forgery {
                case "unsigned": parts.dropLast().joined(separator: "|") + "|" + String(repeating: "0", count: 64)
                case "foreign key": ContextSigner(key: Array(repeating: 9, count: 32)).claim(for: town.officer)
                case "other jurisdiction":
                    "\(town.officer.jurisdiction + 1)|" + parts.dropFirst().joined(separator: "|")
                case "expired":
                    town.registry.signer.claim(for: town.officer, now: .init(timeIntervalSince1970: 1_000_000))
                default: "1|2|officer|soon|x"
                }
            let context: SQL = "SELECT set_config('registry.context', \(claim), true)"
            let seen: Int = try await town.database.read([context]) { db in
                try db.one("SELECT count(*) FROM registry.outlet")
            }
            #expect(seen == 0)
            let written = try await town.failure(
                """
                INSERT INTO registry.party (jurisdiction_id, number, reference, kind, name, status, act, changed_by)
                VALUES (\(town.officer.jurisdiction), 0, '', 'legal', 'N', 'active', 'register', \(town.officer.person))
                """, context: context)
            #expect(written == "42501 new row violates row-level security policy for table \"party\"")
        }
    }

    @Test func `the rows of another jurisdiction are neither seen nor touched`() async throws {
        try await withTestDatabase { scratch in
            let town = try await Town.establish(in: scratch)
            let neighbour = try await Town.establish(in: scratch, code: "0394")
            let reference = try await town.outlet()
            let unknown = try await refusalOf { try await town.registry.outlet(reference, neighbour.officer) }
            #expect(unknown.message == "There is no outlet \(reference).")
            let changed = try await neighbour.database.write([
                neighbour.registry.signer.statement(for: neighbour.officer)
            ]) {
                try $0.execute(
                    """
                    UPDATE registry.outlet SET name = 'Mine', act = 'amend', version = version + 1,
                        changed_by = \(neighbour.officer.person) WHERE jurisdiction_id = \(town.officer.jurisdiction)
                    """)
            }
            #expect(changed == 0)
            let planted = try await neighbour.failure(
                """
                INSERT INTO registry.party (jurisdiction_id, number, reference, kind, name, status, act, changed_by)
                VALUES (\(town.officer.jurisdiction), 0, '', 'legal', 'N', 'active', 'register', \(neighbour.officer.person))
                """)
            #expect(planted == "42501 new row violates row-level security policy for table \"party\"")
        }
    }

    @Test func `an outlet has no two licences at a time`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            _ = try await town.licence(outlet, holder)
            let second = try await town.failure(town.grantStatement(outlet, holder))
            #expect(
                second
                    == "23P01 conflicting key value violates exclusion constraint \"one_licence_per_outlet_at_a_time\"")
        }
    }

    @Test func `a licence is not suspended without an issued action`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            _ = try await town.licence(outlet, holder)
            let refused = try await town.failure(
                """
                UPDATE registry.licence SET status = 'suspended', act = 'suspend', version = version + 1,
                    changed_by = \(town.officer.person)
                """)
            #expect(refused == "RG007 No issued action for this outlet orders to suspend its licence.")
            let smuggled = try await town.failure(
                """
                UPDATE registry.licence SET status = 'suspended', act = 'amend', version = version + 1,
                    changed_by = \(town.officer.person)
                """)
            #expect(smuggled == "RG002 The licence is valid; \"amend\" is possible from: no status.")
        }
    }

    @Test func `a licence only succeeds the one that was transferred`() async throws {
        try await withTown() { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            let licence = try await town.licence(outlet, holder)
            let other = try await town.outlet(number: "2")
            let refused = try await town.failure(
                """
                INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, previous_id, valid_from,
                    status, act, changed_by)
                SELECT l.jurisdiction_id, 0, '', o.id, l.holder_id, l.id, l.valid_from, 'valid', 'succeed',
                    \(town.officer.person)
                FROM registry.licence AS l, registry.outlet AS o WHERE l.reference = \(licence) AND o.reference = \(other)
                """)
            #expect(
                refused == """
                    RG007 A succeeding licence continues a transferred one: same outlet, from the day that one stopped until \
                    the day it would have ended.
                    """)
        }
    }

    @Test(arguments: [Isolation.readCommitted, .repeatableRead, .serializable])
    func `two sessions at once don't exceed the maximum`(isolation: Isolation) async throws {
        try await withTown(packs: .sample) { town in
            try await town.activate("nl/test", "1", from: "2026-01-01")
            let holder = try await town.party()
            _ = try await town.licence(try await town.outlet(), holder)
            let outlets = [try await town.outlet(number: "2"), try await town.outlet(number: "3")]
            let failures = try await withThrowingTaskGroup(of: String?.self) { group in
                for outlet in outlets {
                    group.addTask { try await town.failure(town.grantStatement(outlet, holder), isolation: isolation) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(
                failures.compactMap(\.self) == ["RG004 The policy allows 2 licences; 2 are in force on 2026-01-01."])
        }
    }
}

extension Town {
    /// The grant of a licence as plain SQL.
    func grantStatement(_ outlet: String, _ holder: String) -> SQL {
        """
        INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, valid_from, status, act,
            changed_by)
        SELECT o.jurisdiction_id, 0, '', o.id, p.id, '2026-01-01', 'valid', 'grant', \(officer.person)
        FROM registry.outlet AS o JOIN registry.party AS p ON p.reference = \(holder) WHERE o.reference = \(outlet)
        """
    }

    /// SQLSTATE and message with which a statement fails in the officer's (or another) context, or nil when it succeeds.
    /// After 40001 it is run again, as any client does.
    func failure(_ statement: SQL, context: SQL? = nil, isolation: Isolation = .readCommitted) async throws -> String? {
        do {
            try await database.write([context ?? registry.signer.statement(for: officer)], isolation: isolation) { db in
                _ = try db.execute(statement)
            }
            return nil
        } catch let error as PostgresError {
            return "\(error.sqlstate ?? "") \(error.message)"
        }
    }
}
