import Postgres
import Records

extension Checks {
    /// A place lies within the bounds of the authority, where it has them. The database checks it again as it stores.
    mutating func place(_ place: Place?, _ actor: Actor, _ db: Transaction) throws {
        guard let place else { return }
        guard let home = try Home(actor, db), let bounds = home.bounds,
            !bounds.contains(longitude: place.longitude, latitude: place.latitude)
        else { return }
        note(Self.outside(place, bounds, of: home.name), at: "/longitude")
    }

    private static func outside(_ place: Place, _ bounds: Bounds, of home: String) -> Refusal {
        let looksSwapped = bounds.contains(longitude: place.latitude, latitude: place.longitude)
        let (longitude, latitude) = (Degrees.text(place.longitude), Degrees.text(place.latitude))
        let (west, east) = (Degrees.text(bounds.west), Degrees.text(bounds.east))
        let (south, north) = (Degrees.text(bounds.south), Degrees.text(bounds.north))
        return Refusal(
            .badInput, "place_is_in_the_jurisdiction",
            "Longitude \(longitude) and latitude \(latitude) lie outside \(home)\(looksSwapped ? " and look swapped" : "").",
            hint: "Longitude is \(west) to \(east) and latitude \(south) to \(north) there.")
    }
}

/// Degrees as PostgreSQL writes them: without a fraction that is zero.
private enum Degrees {
    static func text(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}
