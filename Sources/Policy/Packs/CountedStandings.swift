/// Which standing an earlier violation needs in order to count.
package enum CountedStandings: String, Codable, Sendable, CaseIterable {
    case established
    case establishedOrAlleged = "established_or_alleged"

    /// Whether a violation of this standing counts.
    package func include(_ standing: Standing) -> Bool {
        switch standing {
        case .established: true
        case .alleged: self == .establishedOrAlleged
        case .setAside: false
        }
    }
}
