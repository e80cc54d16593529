import Postgres
import Records

extension Checks {
    /// No other outlet has the address, or the history of what happened there. The database checks it again as it stores.
    /// - Parameter outlet: the key of the outlet that comes to the address; nil for a new one.
    mutating func address(_ address: Address, of outlet: Int?, _ actor: Actor, _ db: Transaction) throws {
        try postcode(address.postcode, actor, db)
        guard isGood("/street"), isGood("/houseNumber", "/houseNumberSuffix", "/postcode", "/locality") else { return }
        let rows = try db.rows(
            """
            SELECT rule, message, hint FROM registry.who_has_address(\(actor.jurisdiction)::integer, \(outlet)::bigint,
                \(address.street)::text, \(address.houseNumber)::text, \(address.houseNumberSuffix)::text,
                \(address.postcode)::text, \(address.locality)::text) LIMIT 1
            """)
        guard rows.count > 0 else { return }
        let (rule, message, hint): (String, String, String) = (
            try rows[0].get("rule"), try rows[0].get("message"), try rows[0].get("hint")
        )
        note(Refusal(.conflict, rule, message, hint: hint), at: "/street")
    }
}
