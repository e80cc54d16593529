import Policy
import Postgres
import Records

/// An upper limit that the rules of an authority state for a measured value, and the days on which they govern.
struct ValueLimit: Sendable, Hashable {
    var criterion: String
    var unit: String
    /// Plainly, with a point: `5`, `0.5`.
    var value: String
    var from: LocalDate
    /// First day on which it holds no more; nil while it goes on.
    var until: LocalDate?
}

extension Registry {
    /// The upper limits of all active packs. Limits from which on something complies are none: there nobody rounds down.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    func valueLimits(_ actor: Actor, _ db: Transaction) throws -> [ValueLimit] {
        let rows = try db.rows(
            """
            SELECT p.id AS number, p.pack_id, p.pack_version, p.sha256, p.base_sha256, p.valid_from::text AS first,
                least(p.ends_on, lead(p.valid_from) OVER (PARTITION BY p.pack_id ORDER BY p.valid_from))::text AS until
            FROM registry.adopted_pack AS p WHERE p.jurisdiction_id = \(actor.jurisdiction) ORDER BY p.id
            """)
        var limits: Set<ValueLimit> = []
        for row in rows {
            let pack = try StoredPack(row).pack(on: packs, actor, db)
            guard let from = LocalDate(try row.get("first")) else { continue }
            let until = try row.get("until", as: String?.self).flatMap { LocalDate($0) }
            for criterion in pack.criteria {
                for quantity in criterion.quantities where quantity.bound != .atLeast {
                    guard let value = quantity.limit.value, value > 0 else { continue }
                    limits.insert(
                        ValueLimit(
                            criterion: criterion.code, unit: quantity.unit, value: Self.plain(value), from: from,
                            until: until))
                }
            }
        }
        return limits.sorted { ($0.criterion, $0.unit, $0.value, $0.from) < ($1.criterion, $1.unit, $1.value, $1.from) }
    }

    private static func plain(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
