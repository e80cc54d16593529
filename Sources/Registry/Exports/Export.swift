import Postgres
import Records

extension Registry {
    /// Streams all records of a kind in the actor's jurisdiction, oldest first, chunk by chunk: the next chunk is fetched
    /// when `consume` has returned, so that memory stays flat and a slow reader slows the database.
    ///
    /// Parties, officials, reporters and free texts are never in it.
    /// - Throws: `Refusal` for want of one of the roles policy, officer, reviewer, before `consume` is called; what
    ///   `consume` throws.
    package func export(
        _ kind: ExportKind, _ format: ExportFormat, _ actor: Actor,
        _ consume: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        try Self.requireExporter(of: kind, actor)
        let prologue = [signer.statement(for: actor)]
        try await refusing {
            switch format {
            case .jsonl: _ = try await database.copyOut(prologue, Self.lines(of: kind, actor), consume)
            case .csv:
                _ = try await database.copyOut(prologue, Self.table(of: kind, actor)) { rows in
                    try await consume(CSVLines.withCRLF(rows))
                }
            }
        }
    }

    /// - Throws: `Refusal` for want of one of the roles policy, officer, reviewer.
    package static func requireExporter(of kind: ExportKind, _ actor: Actor) throws {
        guard actor.roles.isDisjoint(with: [.policy, .officer, .reviewer]) else { return }
        throw Refusal(
            .notAllowed, "role_missing", "To export \(kind.rawValue) the role policy or officer or reviewer is needed.",
            hint: "Ask someone who has one of these roles.")
    }

    private static func table(of kind: ExportKind, _ actor: Actor) -> SQL {
        """
        COPY (\(sql: rows(of: kind, actor))) TO STDOUT WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')
        """
    }

    /// JSON has no control characters, so with these two as quote and delimiter the CSV form leaves the text as it is.
    private static func lines(of kind: ExportKind, _ actor: Actor) -> SQL {
        """
        COPY (
            SELECT (SELECT json_object_agg(registry.camel(m.key), m.value) FROM json_each(row_to_json(e)) AS m)
            FROM (\(sql: rows(of: kind, actor))) AS e
        ) TO STDOUT WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02', ENCODING 'UTF8')
        """
    }

    private static func rows(of kind: ExportKind, _ actor: Actor) -> SQL {
        let home = actor.jurisdiction
        return switch kind {
        case .outlets:
            """
            SELECT reference, name, kind, status, street, house_number, house_number_suffix, postcode, locality, longitude,
                latitude, tolerated_from, closed_on, licence, licence_standing, licence_valid_from, licence_ends_on, source
            FROM registry.export_outlets WHERE jurisdiction_id = \(home) ORDER BY _order
            """
        case .inspections:
            """
            SELECT reference, id, outlet, kind, outcome, day, started_at, ended_at, passed, failed, not_checked,
                not_applicable, measured, conduct, corrected, before_correction, corrected_at, voided_at, recorded_at
            FROM registry.export_inspections WHERE jurisdiction_id = \(home) ORDER BY _order
            """
        case .nuisanceReports:
            """
            SELECT reference, category, occurred_at, longitude, latitude, address, claimed_for, received_at, status,
                closed_at
            FROM registry.export_nuisance_reports WHERE jurisdiction_id = \(home) ORDER BY _order
            """
        case .actions:
            """
            SELECT reference, case_reference, outlet, kind, status, decision, policy_pack, policy_pack_version,
                recommended_measure, starts_on, ends_on, amount, currency, proposed_at, issued_at, revoked_at,
                revocation_reason
            FROM registry.export_actions WHERE jurisdiction_id = \(home) ORDER BY _order
            """
        case .earlierRecords:
            """
            SELECT former_system, outlet, licence_number, record, day, time, case_number, notice, violation, provision,
                criterion, proposed, imposed, measure, amount, currency, days, effective_on, standing, is_counted, doubt,
                file, line, recorded_at
            FROM registry.export_earlier_records WHERE jurisdiction_id = \(home) ORDER BY _order
            """
        }
    }
}
