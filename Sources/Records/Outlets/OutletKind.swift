/// What kind of selling point an outlet is.
package enum OutletKind: String, Sendable, CaseIterable, Codable {
    case consumption, takeaway, retail, club, pharmacy, unknown
}
