import Postgres
import Records

extension Checks {
    /// A postcode is of the form that the country of the authority has, where that is certain: a Dutch one (a CBS code, in
    /// the zone of Amsterdam) has four digits, not beginning with 0, and two letters.
    /// - Parameter postcode: nil and empty are none.
    mutating func postcode(_ postcode: String?, _ actor: Actor, _ db: Transaction) throws {
        guard let postcode, !postcode.isEmpty, isGood("/postcode"),
            Address.postcode(postcode).wholeMatch(of: /[1-9][0-9]{3}[A-Z]{2}/) == nil
        else { return }
        let isDutch: Bool = try db.one(
            """
            SELECT code ~ '^[0-9]{4}$' AND time_zone = 'Europe/Amsterdam' FROM registry.jurisdiction
            WHERE id = \(actor.jurisdiction)
            """)
        guard isDutch else { return }
        note(
            FieldProblem(
                "/postcode", "no_dutch_postcode",
                "\"postcode\" is \"\(postcode)\"; a Dutch postcode has four digits and two letters, like 1012 JD."))
    }
}
