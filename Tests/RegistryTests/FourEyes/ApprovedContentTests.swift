import Postgres
import Records
import Testing

@testable import Registry

/// What is approved is what was proposed: an action by the digest that comes with the approval (`ApprovalRaceTests`), all else
/// because nobody can change it from when it is proposed.
@Suite struct ApprovedContentTests {
    /// What every act states about itself.
    private static let told = ["status", "version", "act", "effective_on", "reason", "changed_by", "changed_at"]

    @Test func `nothing of what is proposed can be changed with the service's rights but what an act states`()
        async throws
    {
        try await withWorld { world in
            let changeable = try await world.test.admin.query(
                """
                SELECT c.table_name::text, c.column_name::text FROM information_schema.column_privileges AS c
                WHERE c.grantee = 'registry_service' AND c.privilege_type = 'UPDATE' AND c.table_schema = 'registry'
                    AND c.table_name = ANY (\(DutyAudit.secondSteps.map(\.object)))
                    AND c.table_name NOT IN ('action', 'policy_pack') AND c.column_name <> ALL (\(Self.told))
                ORDER BY 1, 2
                """
            ) { rows in try rows.map { try $0.decode(String.self, 0) + "." + $0.decode(String.self, 1) } }
            #expect(changeable == [])
        }
    }

    @Test func `who activates a policy pack changes nothing of it`() async throws {
        try await withWorld { world in
            let act = try #require(TwoPersonAct.all.first { $0.description == "activate a policy pack" })
            try await act.begin(world, world.both.with(Role.allCases))
            let second = world.otherInspector.with(Role.allCases)
            let columns = try await world.test.admin.query(
                """
                SELECT c.column_name::text, format_type(a.atttypid, NULL) FROM information_schema.column_privileges AS c
                JOIN pg_attribute AS a ON a.attrelid = 'registry.policy_pack'::regclass AND a.attname = c.column_name
                WHERE c.grantee = 'registry_service' AND c.privilege_type = 'UPDATE' AND c.table_schema = 'registry'
                    AND c.table_name = 'policy_pack' AND c.column_name <> ALL (\(Self.told + ["activated_by", "activated_at"]))
                ORDER BY 1
                """
            ) { rows in try rows.map { (try $0.decode(String.self, 0), try $0.decode(String.self, 1)) } }
            #expect(columns.count > 5)
            for (column, type) in columns {
                let other = try #require(Self.other[type], "\(column) \(type)")
                let whole: SQL = """
                    UPDATE registry.policy_pack SET status = 'active', act = 'activate', activated_by = \(second.person),
                        version = version + 1, changed_by = \(second.person), \(identifier: column) = \(sql: other)
                    WHERE status = 'proposed'
                    """
                let said = try await world.said(by: second, whole)
                #expect(said != nil, "\(column)")
            }
            #expect(try await world.said(by: second, act.statement(second)) == nil)
        }
    }

    /// A value of each type that no pack of the test has.
    private static let other: [String: SQL] = [
        "text": "'other'", "text[]": "'{other/pack}'", "date": "'2031-05-05'", "bigint": "987654",
        "bigint[]": "'{987654}'",
        "integer": "987", "jsonb": "'{\"other\": 1}'", "json": "'{\"other\": 1}'", "boolean": "true",
        "timestamp with time zone": "'2031-05-05T00:00:00Z'",
    ]
}
