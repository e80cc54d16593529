import Policy
import Records

/// One recommendation before it has a number: the facts that a pack was given, and what it said.
struct Advice: Sendable {
    var facts: Facts
    var decision: Decision

    /// What every governing pack says about the findings of an inspection and what is known about its outlet, by pack id.
    /// - Parameters:
    ///   - inspection: its reference; nil while it has none.
    ///   - only: the pack that is asked; nil asks all.
    static func all(
        _ findings: [ObservedFinding], _ known: OutletFacts, on day: LocalDate, inspection: String? = nil,
        answers: GateAnswers = .none, packs: GoverningPacks, only: String? = nil
    ) -> [Advice] {
        packs.shares(of: findings).filter { only == nil || $0.pack.id == only }.map { pack, own in
            let versions = packs.versions[pack.id]
            var facts = known.facts(
                own, on: day, inspection: inspection, answers: answers, under: pack, among: versions ?? [])
            if let versions {
                facts.decidedOn = packs.decidedOn
                facts.versions = versions.map(CandidateVersion.init)
            }
            let coming = packs.coming[pack.id] ?? []
            facts.coming = coming.isEmpty ? nil : coming.map(ComingVersion.init)
            return Advice(facts, under: pack, among: versions ?? [], coming: coming)
        }
    }

    /// - Parameter pack: the version of the day of the violation; it judges alone where the facts name no other.
    /// - Parameter versions: those that the facts name.
    /// - Parameter coming: what they say of the rules later on.
    /// - Parameter format: that of a stored decision which is decided again.
    init(
        _ facts: Facts, under pack: Pack, among versions: [AdoptedVersion], coming: [ComingRules],
        format: Int = Decision.format
    ) {
        self.facts = facts
        let among = facts.decidedOn.flatMap {
            decide(facts, among: versions, decidedOn: $0, coming: coming, format: format)
        }
        decision = among ?? decide(facts, under: pack, coming: coming, format: format)
    }

    /// Appends the columns of `registry.recommendation` as a JSON object with the names of the columns.
    private func append(_ place: Int, to bytes: inout [UInt8]) {
        bytes += "{\"place\":\(place),\"person_decides\":\(decision.isLeftToAPerson)".utf8
        for (name, text) in [
            ("pack_id", decision.pack.id), ("pack_version", decision.pack.version),
            ("pack_sha256", decision.pack.sha256), ("measure", decision.recommendedKind),
        ] {
            guard let text else { continue }
            bytes += ",\"\(name)\":".utf8
            JSONValue.append(text: text, to: &bytes)
        }
        bytes += ",\"facts\":".utf8
        bytes += facts.json()
        bytes += ",\"trace\":".utf8
        bytes += decision.json()
        bytes += "}".utf8
    }

    /// The rows of several recommendations as one JSON array.
    static func rows(_ advice: [Advice]) -> [UInt8] {
        var bytes = Array("[".utf8)
        for (place, one) in advice.enumerated() {
            if place > 0 { bytes += ",".utf8 }
            one.append(place, to: &bytes)
        }
        return bytes + "]".utf8
    }

    /// What `json_to_recordset` makes of `rows`, as an SQL column list.
    static let recordset: StaticString = """
        r(place integer, pack_id text, pack_version text, pack_sha256 text, measure text, person_decides boolean, \
        facts json, trace json)
        """
}
