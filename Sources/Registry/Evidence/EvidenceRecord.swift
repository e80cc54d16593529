import Postgres
import Records

/// What an evidence file can belong to.
package enum EvidenceRecord: Sendable, Equatable {
    /// By its UUID or its reference.
    case inspection(String)
    case nuisanceReport(String)
    case caseFile(String)

    /// The column that points at it.
    var column: SQL {
        switch self {
        case .inspection: "inspection_id"
        case .nuisanceReport: "report_id"
        case .caseFile: "case_id"
        }
    }

    /// Its key, as text.
    /// - Throws: `Refusal` `unknown_…`.
    func key(_ actor: Actor, _ db: Transaction) throws -> String {
        switch self {
        case .inspection(let name):
            return try KnownInspection(name, actor, db).id.text
        case .nuisanceReport(let reference):
            let id: String? = try db.first(
                """
                SELECT id::text FROM registry.nuisance_report
                WHERE jurisdiction_id = \(actor.jurisdiction) AND reference = \(reference.uppercased())
                """)
            guard let id else { throw Refusal.unknown("nuisance report", reference) }
            return id
        case .caseFile(let reference):
            return "\(try Registry.id(of: .caseFile, reference.uppercased(), actor, db))"
        }
    }
}
