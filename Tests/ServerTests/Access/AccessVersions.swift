import Postgres

/// The version that each record has, so that a refusal is never one of the version.
struct AccessVersions: Sendable {
    private var versions: [String: Int] = [:]
    /// Whether version 1 is sent whatever the record has.
    let isBlind: Bool

    init(_ db: Transaction, isBlind: Bool = false) throws {
        self.isBlind = isBlind
        let rows = try db.rows(
            """
            SELECT 'outlets/' || reference AS name, version FROM registry.outlet
            UNION ALL SELECT 'parties/' || reference, version FROM registry.party
            UNION ALL SELECT 'licences/' || reference, version FROM registry.licence
            UNION ALL SELECT 'cases/' || reference, version FROM registry.case_file
            UNION ALL SELECT 'actions/' || reference, version FROM registry.action
            UNION ALL SELECT 'policy-packs/' || id, version FROM registry.policy_pack
            UNION ALL SELECT 'people/' || id, version FROM registry.person
            UNION ALL SELECT 'deputies/' || id, version FROM registry.deputy
            UNION ALL SELECT 'conflicts/' || id, version FROM registry.conflict_of_interest
            UNION ALL SELECT 'roles/' || id, version FROM registry.party_role
            """)
        for row in rows { versions[try row.get("name")] = try row.get("version") }
        versions["jurisdiction"] = try db.one("SELECT max(version) FROM registry.jurisdiction")
    }

    /// The tag to send with a change at `path`.
    func tag(_ path: String) -> String {
        let parts = path.split(separator: "/")
        let names =
            parts.indices.dropFirst().reversed().map { "\(parts[$0 - 1])/\(parts[$0])" } + parts.map(String.init)
        let version = isBlind ? nil : names.lazy.compactMap { versions[$0] }.first
        return "\"v\(version ?? 1)\""
    }
}
