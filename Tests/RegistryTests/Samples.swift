import Policy
import Postgres
import Records

@testable import Registry

extension Town {
    /// Registers an outlet on the Damrak and gives its reference.
    func outlet(number: String = "1") async throws -> String {
        let answer = try await registry.registerOutlet(
            NewOutlet(kind: .consumption, address: Address(street: "DAMRAK", houseNumber: number, postcode: "1012LG")),
            Call(by: officer))
        return try answer.text("reference") ?? ""
    }

    /// Registers a legal person and gives its reference.
    func party(_ name: String = "Groene Hand B.V.", number: String? = nil) async throws -> String {
        let answer = try await registry.registerParty(
            NewParty(kind: .legal, name: name, registrationNumber: number), Call(by: officer))
        return try answer.text("reference") ?? ""
    }

    /// Grants a licence and gives its reference.
    func licence(
        _ outlet: String, _ holder: String, from: LocalDate = .sample("2026-01-01"), until: LocalDate? = nil
    ) async throws -> String {
        let answer = try await registry.grantLicence(
            for: outlet, NewLicence(holder: holder, validFrom: from, endsOn: until, conditions: ["No music"]),
            Call(by: officer))
        return try answer.text("reference") ?? ""
    }

    /// A change by the officer to version `version`.
    func change(_ version: Int) -> Call { Call(by: officer, expectedVersion: version) }

    /// Logs an inspection of yesterday with its findings by criterion, past the policy.
    /// - Parameter number: tells it apart from the others.
    func inspection(
        _ number: Int, _ outlet: String, _ findings: [String: String], outcome: String = "access", daysAgo: Int = 1
    ) async throws {
        try await database.write([registry.signer.statement(for: inspector)]) { [self] db in
            let outletId = try Registry.id(of: .outlet, outlet, inspector, db)
            let id = "01936f2e-7c1a-7b3e-8f01-" + String(1_000_000_000_000 + number).dropFirst()
            let criteria = findings.keys.sorted()
            try db.execute(
                """
                INSERT INTO registry.inspection (jurisdiction_id, id, number, reference, outlet_id, kind, outcome,
                    inspector_id, started_at, local_day, content_digest, recorded_by)
                VALUES (\(inspector.jurisdiction), \(id)::text::uuid, 0, '', \(outletId), 'unannounced', \(outcome),
                    \(inspector.person), now() - \(daysAgo)::integer * interval '1 day', current_date, sha256(''::bytea),
                    \(inspector.person))
                """)
            guard !findings.isEmpty else { return }
            try db.execute(
                """
                INSERT INTO registry.finding (jurisdiction_id, outlet_id, inspection_id, criterion, result)
                SELECT \(inspector.jurisdiction), \(outletId), \(id)::text::uuid, f.criterion, f.result
                FROM unnest(\(criteria)::text[], \(criteria.map { findings[$0] ?? "" })::text[]) AS f (criterion, result)
                """)
        }
    }

    /// Appends a correction to the inspection with that number.
    func correct(_ number: Int, _ criterion: String, _ result: String) async throws {
        try await database.write([registry.signer.statement(for: inspector)]) { [self] db in
            let id = "01936f2e-7c1a-7b3e-8f01-" + String(1_000_000_000_000 + number).dropFirst()
            try db.execute(
                """
                INSERT INTO registry.correction (jurisdiction_id, inspection_id, criterion, result, reason, recorded_by)
                SELECT i.jurisdiction_id, i.id, \(criterion), \(result), 'Read wrongly.', \(inspector.person)
                FROM registry.inspection AS i WHERE i.id = \(id)::text::uuid
                """)
        }
    }

    /// An issued action of a kind against an outlet, written past the inspections and the policy, which are tested elsewhere.
    /// - Parameter visit: tells the inspections of one outlet apart.
    func issuedAction(_ kind: String, against outlet: String, visit: Int = 0) async throws -> String {
        let reference = try await draftedAction(kind, against: outlet, visit: visit)
        try await issue(reference)
        return reference
    }

    /// A drafted action of a kind, in a case of its own.
    private func draftedAction(_ kind: String, against outlet: String, visit: Int) async throws -> String {
        try await database.write([registry.signer.statement(for: officer)]) { [self] db in
            let home = officer.jurisdiction
            let outletId = try Registry.id(of: .outlet, outlet, officer, db)
            let inspection = "01936f2e-7c1a-7b3e-8f00-" + String(1_000_000_000_000 + outletId * 10 + visit).dropFirst()
            _ = try db.execute(
                """
                INSERT INTO registry.inspection (jurisdiction_id, id, number, reference, outlet_id, kind, outcome,
                    inspector_id, started_at, local_day, content_digest, recorded_by)
                VALUES (\(home), \(inspection)::text::uuid, 0, '', \(outletId), 'unannounced', 'access',
                    \(officer.person), now() - interval '1 day', current_date, sha256(''::bytea), \(officer.person))
                """)
            try allegeViolation(in: inspection, of: outletId, db)
            let caseId: Int = try db.one(
                """
                INSERT INTO registry.case_file (jurisdiction_id, number, reference, outlet_id, opened_on, status, act,
                    changed_by)
                VALUES (\(home), 0, '', \(outletId), current_date, 'open', 'open', \(officer.person)) RETURNING id
                """)
            try activatePack(db)
            let advice: Int = try db.one(
                """
                INSERT INTO registry.recommendation (jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version,
                    pack_sha256, day, measure, person_decides, facts, trace, recorded_by)
                VALUES (\(home), \(outletId), \(caseId), \(inspection)::text::uuid, 'p', '1', encode(sha256('a pack'), 'hex'), current_date, \(kind), false, '{}',
                    '{}', \(officer.person)) RETURNING id
                """)
            let decision: Int = try db.one(
                """
                INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, recorded_by)
                VALUES (\(home), \(caseId), \(advice), 'follow', \(kind), \(officer.person)) RETURNING id
                """)
            return try db.one(
                """
                INSERT INTO registry.action (jurisdiction_id, number, reference, case_id, decision_id, kind, starts_on,
                    text, proposed_by, status, act, changed_by)
                VALUES (\(home), 0, '', \(caseId), \(decision), \(kind), current_date, 'It is ordered.',
                    \(officer.person), 'draft', 'draft', \(officer.person)) RETURNING reference
                """)
        }
    }

    /// A failed finding of an inspection of this transaction, and its violation: what a decision rests on.
    private func allegeViolation(in inspection: String, of outlet: Int, _ db: Transaction) throws {
        let home = officer.jurisdiction
        try db.execute(
            """
            INSERT INTO registry.finding (jurisdiction_id, outlet_id, inspection_id, criterion, result)
            VALUES (\(home), \(outlet), \(inspection)::text::uuid, 'J', 'fail')
            """)
        try db.execute(
            """
            INSERT INTO registry.violation (jurisdiction_id, outlet_id, inspection_id, criterion, day, status, act, changed_by)
            SELECT i.jurisdiction_id, i.outlet_id, i.id, 'J', i.local_day, 'alleged', 'allege', \(officer.person)
            FROM registry.inspection AS i WHERE i.id = \(inspection)::text::uuid
            """)
    }

    /// The made-up pack `p`, active by plain SQL, unless it is so already: proposed by the policy officer, activated by the
    /// reviewer. Ends in the officer's context.
    private func activatePack(_ db: Transaction) throws {
        let isThere: Bool = try db.one("SELECT EXISTS (SELECT FROM registry.policy_pack WHERE pack_id = 'p')")
        if isThere { return }
        func sign(_ actor: Actor) throws {
            try db.execute("SELECT set_config('registry.context', \(registry.signer.claim(for: actor)), true)")
        }
        try sign(policy)
        try db.execute(
            """
            INSERT INTO registry.policy_pack (jurisdiction_id, pack_id, pack_version, sha256, source_text,
                ladder_criteria, recorded_by, status, act, changed_by)
            VALUES (\(policy.jurisdiction), 'p', '1', encode(sha256('a pack'), 'hex'), 'a pack', '{}', \(policy.person), 'draft',
                'draft', \(policy.person))
            """)
        try db.execute(
            """
            UPDATE registry.policy_pack SET act = 'check', checked_sha256 = sha256, version = 2,
                report = jsonb_build_object('sha256', sha256, 'problems', '[]'::jsonb, 'choices', '[]'::jsonb)
            WHERE pack_id = 'p'
            """)
        try db.execute(
            """
            UPDATE registry.policy_pack SET status = 'proposed', act = 'propose', proposed_by = \(policy.person),
                valid_from = current_date, version = 3 WHERE pack_id = 'p'
            """)
        try sign(reviewer)
        try db.execute(
            """
            UPDATE registry.policy_pack SET status = 'active', act = 'activate', activated_by = \(reviewer.person),
                version = 4, changed_by = \(reviewer.person) WHERE pack_id = 'p'
            """)
        try sign(officer)
    }

    /// Proposes the drafted action as the officer and issues it as the reviewer.
    private func issue(_ action: String) async throws {
        try await database.write([registry.signer.statement(for: officer)]) { [self] db in
            _ = try db.execute(
                """
                UPDATE registry.action SET status = 'proposed', act = 'propose', proposed_at = now(), version = version + 1,
                    changed_by = \(officer.person) WHERE reference = \(action)
                """)
        }
        try await database.write([registry.signer.statement(for: reviewer)]) { [self] db in
            _ = try db.execute(
                """
                UPDATE registry.action SET status = 'issued', act = 'issue', approved_digest = registry.action_digest(action), issued_by = \(reviewer.person),
                    issued_at = now(), version = version + 1, changed_by = \(reviewer.person)
                WHERE reference = \(action)
                """)
        }
    }
}

extension LocalDate {
    /// A day that is known to exist.
    static func sample(_ text: String) -> LocalDate { LocalDate(text)! }
}
