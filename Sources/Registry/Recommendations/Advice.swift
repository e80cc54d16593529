import Policy
import Records

/// One recommendation before it has a number: the facts that a pack was given, and what it said.
struct Advice: Sendable {
    var facts: Facts
    var decision: Decision

    /// What every governing pack says about the findings and the history of an outlet, by pack id.
    static func all(
        _ findings: [ObservedFinding], history: [PastViolation], outlet: String, on day: LocalDate,
        inspection: String? = nil, packs: GoverningPacks
    ) -> [Advice] {
        packs.shares(of: findings).map { pack, own in
            let facts = Facts(day: day, outlet: outlet, findings: own, history: history, inspection: inspection)
            return Advice(facts: facts, decision: decide(facts, under: pack))
        }
    }

    /// Kind of the recommended measure; nil when a person decides.
    var measure: String? { decision.personDecides ? nil : decision.measure?.kind.rawValue }

    /// The columns of `registry.recommendation` as a JSON object with the names of the columns.
    func row(_ place: Int) throws -> [UInt8] {
        var columns: JSONValue = [
            "place": .integer(place), "pack_id": .string(decision.pack.id),
            "pack_version": .string(decision.pack.version), "pack_sha256": .string(decision.pack.sha256),
            "person_decides": .bool(decision.personDecides || measure == nil),
        ]
        if let measure, case .object(var members) = columns {
            members["measure"] = .string(measure)
            columns = .object(members)
        }
        var bytes = columns.bytes().dropLast()
        bytes += Array(",\"facts\":".utf8) + (try StableJSON.bytes(facts))
        bytes += Array(",\"trace\":".utf8) + (try StableJSON.bytes(decision)) + Array("}".utf8)
        return Array(bytes)
    }

    /// The rows of several recommendations as one JSON array.
    static func rows(_ advice: [Advice]) throws -> [UInt8] {
        let rows = try advice.enumerated().map { try $1.row($0) }
        return Array("[".utf8) + Array(rows.joined(separator: Array(",".utf8))) + Array("]".utf8)
    }

    /// What `jsonb_to_recordset` makes of `rows`, as an SQL column list.
    static let recordset: StaticString = """
        r(place integer, pack_id text, pack_version text, pack_sha256 text, measure text, person_decides boolean, \
        facts jsonb, trace jsonb)
        """
}
