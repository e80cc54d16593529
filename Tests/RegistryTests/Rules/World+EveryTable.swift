import Policy
import Postgres
import Records
import TestSupport

@testable import Registry

extension World {
    /// At least one row in every table: an issued closure at the first outlet, an alleged violation at the second, a voided
    /// inspection at the third.
    func fillEveryTable() async throws {
        try await licensed()
        try await inspect(1)
        try await closed()
        try await inspect(2, at: outlets[1])
        try await inspect(3, failed: [], at: outlets[2])
        _ = try await registry.voidInspection(
            "I-2026-0003", InspectionVoiding(reason: "It was another outlet."), Call(by: otherOfficer))
        let wrong = try await correction("not_checked", by: inspector, recordedAs: inspector)
        if let wrong { throw wrong }
        try await reported()
        let answered = try await failure(
            as: officer,
            """
            INSERT INTO registry.gate_answer (jurisdiction_id, recommendation_id, criterion, gate, holds, reason, recorded_by)
            SELECT \(jurisdiction), max(r.id), 'J', 'proof', true, 'It was seen.', \(officer.person)
            FROM registry.recommendation AS r
            """)
        if let answered { throw answered }
        let stated = try await failure(
            as: officer,
            """
            INSERT INTO registry.stated_fact (jurisdiction_id, recommendation_id, kind, name, value, number, reason, recorded_by)
            SELECT \(jurisdiction), max(r.id), 'figure', 'retail_value', 'EUR 12', 1200, 'It was seen.', \(officer.person)
            FROM registry.recommendation AS r
            """)
        if let stated { throw stated }
        _ = try await registry.issueToken(
            "\(officer.person)", NewToken(label: "laptop", expiresInDays: 1), Call(by: administrator))
        try await signedIn()
        let kept = try await failure(
            as: otherInspector,
            """
            INSERT INTO ops.idempotency (jurisdiction_id, person_id, key, request_digest, status, answer)
            VALUES (\(jurisdiction), \(otherInspector.person), 'k', sha256('x'), 201, '{}')
            """)
        if let kept { throw kept }
        let imported = try await failure(
            as: officer,
            """
            INSERT INTO registry.import_batch (jurisdiction_id, profile, file_sha256, read_count, new_count, changed_count,
                unchanged_count, vanished_count, rejected_count, recorded_by)
            VALUES (\(jurisdiction), 'generic', sha256('x'), 1, 1, 0, 0, 0, 0, \(officer.person))
            """)
        if let imported { throw imported }
        try await earlierRecords()
        try await photographed()
        _ = try await registry.recordDeputy(
            NewDeputy(
                person: "\(policy.person)", deputy: "\(intake.person)", startsOn: .sample("2026-01-01"),
                endsOn: .sample("2026-01-31")), Call(by: administrator))
        _ = try await registry.declareConflict(
            NewConflict(outlet: outlets[2], startsOn: .sample("2026-01-01"), why: "A cousin works there."),
            Call(by: policy))
        try await integrityKept()
    }

    /// A role that is proposed, a reading, a setting, a draw that is settled, asked to be made anew and departed from, a back-check.
    private func integrityKept() async throws {
        _ = try await registry.appoint(
            NewPerson(name: "Hanna Integer", login: "hanna", roles: [.integrity]), Call(by: administrator))
        _ = try await registry.readSignals(SignalQuery(kind: .samePair), integrity)
        _ = try await registry.setIntegritySetting(
            IntegritySettingChange(setting: .sealedHours, value: 2, reason: "The manual says so."), Call(by: policy))
        _ = try await backChecked()
        let drawn = try await drawn([outlets[2]])
        let reference = drawn["reference"]?.text ?? ""
        let names = (drawn["assignments"]?.items ?? []).filter { $0["outlet"]?.text == outlets[2] }.map {
            $0["person"]?.text
        }
        _ = try await visit(900, outlets[2], by: names == ["Ilse Inspector"] ? otherInspector : inspector)
        _ = try await registry.explainDeparture(
            from: reference, NewDeparture(inspection: World.id(900), reason: "A fight was reported."), Call(by: officer)
        )
        _ = try await registry.requestRedraw(
            of: reference, NewRedraw(why: "Somebody has fallen ill."), Call(by: officer))
    }

    /// A credential that was replaced, the one in its place, a session, and a token that was used.
    private func signedIn() async throws {
        let person = "\(officer.person)"
        for _ in 1...2 {
            _ = try await registry.issueCredential(
                person, NewCredential(expiresInDays: 1, reason: "It was forgotten."),
                FreshCredential(ScryptCost(cost: 1024, blockSize: 1, parallelization: 1)), Call(by: administrator))
        }
        guard let credential = try await registry.storedCredential(officer.login, in: officer.jurisdictionCode) else {
            return
        }
        _ = try await registry.openSession(credential, seconds: 60)
        let (issuer, subject) = ("https://id.example.nl", "f3a1")
        _ = try await registry.bindSubject(
            person, NewSubjectBinding(issuer: issuer, subject: subject), Call(by: administrator))
        if let bound = try await registry.boundSubject(subject, of: issuer, in: officer.jurisdictionCode) {
            _ = try await registry.openSession(bound, subject: subject, of: issuer, idToken: "x", seconds: 60)
        }
        let tokens: [Int] = try await test.admin.query("SELECT id FROM registry.access_token") {
            try $0.map { try $0.get("id") }
        }
        try await registry.note(
            tokens.map {
                .init(jurisdiction: jurisdiction, token: $0, at: Instant(microseconds: 1_800_000_000_000_000))
            })
    }

    private func earlierRecords() async throws {
        let file = """
            record,licence_number,outlet,day,case_number,criterion,standing,measure
            licence,1,\(outlet),,,,,
            penalty,1,,2020-01-01,C1,J,established,fine
            """
        let order = HistoryImport(profile: .generic, file: "earlier.csv", apply: true)
        _ = try await registry.importHistory(Array(file.utf8), order, Call(by: officer))
    }

    /// A photo with its redacted copy, attached, seen and held.
    private func photographed() async throws {
        let photo = try await received(TestEvidence.photo("a counter"), by: inspector)
        let copy = try await received(TestEvidence.photo("a counter without people"), by: inspector)
        for record in [EvidenceRecord.inspection("I-2026-0001"), .caseFile("C-2026-0001")] {
            _ = try await registry.attachEvidence(to: record, NewAttachment(digest: photo), Call(by: officer))
        }
        _ = try await registry.redactEvidence(photo, NewRedaction(copy: copy), Call(by: inspector))
        _ = try await handedOut(photo, for: "The court asks for it.", to: officer)
        _ = try await registry.holdEvidence(photo, Reason("An objection is pending."), Call(by: officer))
        _ = try await registry.setEvidenceRetention(
            EvidenceRetentionChange(outcome: .noCase, months: 24, reason: "The schedule says so."), Call(by: policy))
    }

    private func licensed() async throws {
        let party = try await registry.registerParty(
            NewParty(kind: .legal, name: "Groene Hand B.V.", registrationNumber: "kvk:68750110"), Call(by: officer))
        let holder = try party.text("reference") ?? ""
        let day = LocalDate.sample("2026-01-01")
        _ = try await registry.grantLicence(
            for: outlet, NewLicence(holder: holder, validFrom: day), Call(by: officer))
        _ = try await registry.beginRole(
            at: outlet, NewPartyRole(party: holder, role: .operator, validFrom: day), Call(by: officer))
    }

    private func closed() async throws {
        let depart = NewDecision(choice: .depart, measure: .closure, reasons: "It is the third time this year.")
        _ = try await registry.decide(in: "C-2026-0001", depart, Call(by: officer))
        let action = try await propose("C-2026-0001")
        _ = try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2))
    }

    private func reported() async throws {
        try await sealContacts()
        _ = try await registry.receiveNuisanceReport(.reachable, Call(by: intake))
        let claim = NewAttribution(outlet: outlet, reason: "Its customers park there.")
        _ = try await registry.proposeAttribution(of: "N-2026-0001", claim, Call(by: officer))
        _ = try await registry.receiveNuisanceReport(.sample, Call(by: intake))
        _ = try await registry.closeNuisanceReport(
            "N-2026-0002", Reason("It belongs to no outlet."), Call(by: officer))
        try await sealed()
    }

    private func sealed() async throws {
        _ = try await registry.receiveNuisanceReport(.reachable, Call(by: intake))
        let asked = NewUnsealing(purpose: "Ask what was heard.")
        _ = try await registry.requestContact(of: "N-2026-0001", asked, Call(by: officer))
        let why = Reason("An objection is pending.")
        _ = try await registry.holdContact(of: "N-2026-0001", why, Call(by: officer))
        _ = try await registry.setContactRetention(
            RetentionChange(outcome: .closed, months: 3, reason: "The schedule says so."), Call(by: policy))
        _ = try await registry.requestErasure(of: "N-2026-0003", Reason("The reporter asks."), Call(by: officer))
        _ = try await registry.decideErasure(
            of: "N-2026-0003", approves: true, Reason("No case needs it."), Call(by: reviewer))
        _ = try await registry.runRetention(Call(by: system()))
    }
}
