/// What holds of a licence today; its `LicenceStatus` is what was recorded of it.
package enum LicenceStanding: String, Sendable, CaseIterable, Codable {
    case beginsLater = "begins_later"
    case valid, suspended, withdrawn, transferred, lapsed, ended
    case takenBack = "taken_back"
}
