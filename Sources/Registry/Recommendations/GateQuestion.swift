import Policy
import Postgres
import Records

/// The question that an answer is meant for: a gate of one recommendation, about one failed criterion or more.
struct GateQuestion {
    let asked: AskedRecommendation
    private let criteria: [String]

    /// - Throws: `Refusal` `unknown_gate`, `gate_of_another_criterion`, `recommendation_not_named`.
    init(_ new: NewGateAnswer, among all: [AskedRecommendation]) throws {
        let asking = all.filter { $0.codes.contains(new.gate) }
        guard let asked = asking.first else { throw Self.unknown(new.gate, all) }
        guard asking.count == 1 else { throw Self.notNamed(new.gate, asking) }
        let about = asked.questions.filter { $0.codes.contains(new.gate) }.map(\.criterion)
        criteria = about.filter { new.criterion == nil || $0 == new.criterion }
        self.asked = asked
        if criteria.isEmpty { throw Self.anotherCriterion(new, about) }
    }

    func store(_ new: NewGateAnswer, _ actor: Actor, _ db: Transaction) throws {
        try db.execute(
            """
            INSERT INTO registry.gate_answer (jurisdiction_id, recommendation_id, criterion, gate, holds, reason, recorded_by)
            SELECT \(actor.jurisdiction)::integer, \(asked.id)::bigint, c.criterion, \(new.gate)::text, \(new.holds)::boolean,
                \(new.reason)::text, \(actor.person)::bigint
            FROM unnest(\(criteria)::text[]) AS c(criterion)
            """)
    }

    private static func unknown(_ gate: String, _ all: [AskedRecommendation]) -> Refusal {
        let asked = all.filter { !$0.codes.isEmpty }.map {
            "\($0.name.id) \($0.name.version) asks: \($0.codes.joined(separator: ", "))."
        }
        let nothing = all.allSatisfy(\.codes.isEmpty)
        let names = all.map { "\($0.name.id) \($0.name.version)" }.joined(separator: " and ")
        if all.contains(where: { !$0.meanings(of: gate).isEmpty }) {
            return Refusal(
                .badInput, "gate_is_a_fact",
                "\"\(gate)\" is a fact that has a value, and no question of the rules, so nothing was answered.",
                hint: "State it with its value (recommendation state).")
        }
        let closest = Spelling.closest(to: gate, among: all.flatMap(\.codes))
        return Refusal(
            .badInput, "unknown_gate", "No rule about what failed asks for \"\(gate)\", so nothing was answered.",
            detail: nothing ? "\(names) asks a person nothing about it." : asked.joined(separator: " "),
            hint: closest.map { "Did you mean \($0)?" }
                ?? (nothing ? "Follow the recommendation, or depart from it with reasons." : "Use one of these codes."))
    }

    private static func notNamed(_ gate: String, _ asking: [AskedRecommendation]) -> Refusal {
        WaitingRecommendation.notNamed(
            asking.map(\.waiting), "Several recommendations ask for \"\(gate)\"",
            hint: "Name the recommendation that you answer.")
    }

    private static func anotherCriterion(_ new: NewGateAnswer, _ about: [String]) -> Refusal {
        Refusal(
            .badInput, "gate_of_another_criterion",
            "\"\(new.gate)\" is not asked about criterion \(new.criterion ?? ""); it is asked about \(about.joined(separator: ", ")).",
            hint: "Name one of these, or leave the criterion out to answer for all.")
    }
}
