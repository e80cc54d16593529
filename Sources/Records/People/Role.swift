/// What an official may do. The database decides it (`ops.legal_act`); this is the list of words.
package enum Role: String, Sendable, CaseIterable, Codable {
    case officer, reviewer, inspector, policy, administrator, intake
    /// Reads the signals about officials, alone, and decides nothing else: nobody has it beside another role.
    case integrity
}
