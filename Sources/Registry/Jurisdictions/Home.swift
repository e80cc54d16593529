import Postgres
import Records

/// The actor's authority, as far as the checks of places need it.
struct Home {
    let name: String
    /// Nil where the authority has none.
    let bounds: Bounds?

    /// Nil when the actor can't see it.
    init?(_ actor: Actor, _ db: Transaction) throws {
        let rows = try db.rows(
            "SELECT name, west, south, east, north FROM registry.jurisdiction WHERE id = \(actor.jurisdiction)")
        guard rows.count > 0 else { return nil }
        name = try rows[0].get("name")
        bounds = try rows[0].get("west", as: Double?.self).map { west in
            Bounds(
                west: west, south: try rows[0].get("south"), east: try rows[0].get("east"),
                north: try rows[0].get("north")
            )
        }
    }
}
