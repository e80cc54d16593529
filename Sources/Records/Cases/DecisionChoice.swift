/// What a person chooses about a recommendation.
package enum DecisionChoice: String, Sendable, CaseIterable, Codable {
    case follow, depart
}
