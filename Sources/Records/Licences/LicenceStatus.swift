/// What was recorded of a licence; a lapse or a transfer may be of a later day. What holds today is its `LicenceStanding`.
package enum LicenceStatus: String, Sendable, CaseIterable, Codable {
    case valid, suspended, withdrawn, transferred, lapsed
    case takenBack = "taken_back"
}
