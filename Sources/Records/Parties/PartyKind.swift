/// Whether a party is a human being or an organisation.
package enum PartyKind: String, Sendable, CaseIterable, Codable {
    case natural, legal
}
