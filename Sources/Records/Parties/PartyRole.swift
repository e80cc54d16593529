/// In which relation a party stands to an outlet.
package enum PartyRole: String, Sendable, CaseIterable, Codable {
    case `operator`, owner, beneficialOwner = "beneficial_owner", manager
}
