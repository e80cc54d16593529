import EvidenceFiles
import FoundationEssentials
import Postgres
import Records
import Testing
import TestSupport

@testable import Registry

/// How long evidence files are kept, and how they end.
@Suite struct EvidenceRetentionTests {
    private var now: Int { Int(Date().timeIntervalSince1970) }

    @Test func `a file ends with the last of its records, and its copies with it`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let original = try await world.received(TestEvidence.photo("a face"), by: world.inspector)
            let copy = try await world.received(TestEvidence.photo("no face"), by: world.inspector)
            for record in [EvidenceRecord.inspection("I-2026-0001"), .caseFile("C-2026-0001")] {
                _ = try await world.registry.attachEvidence(
                    to: record, NewAttachment(digest: original), Call(by: world.officer))
            }
            _ = try await world.registry.redactEvidence(original, NewRedaction(copy: copy), Call(by: world.inspector))
            try await world.correct("J", .pass)
            #expect(try await outcome(original, world) == "in_open_case")
            try await world.close()
            #expect(try await outcome(original, world) == "case_closed")
            #expect(try await outcome(copy, world) == "case_closed")
            try await age(world, months: 59)
            #expect(try await run(world) == [])
            try await age(world, months: 2)
            let dry = try await run(world, dryRun: true)
            #expect(dry.map(\.kind) == [.destroy, .destroy] && dry.map(\.digest) == [original, copy])
            #expect(dry[0].records == ["C-2026-0001", "I-2026-0001"])
            #expect(dry[0].why.hasPrefix("case closed since 20") && dry[0].why.hasSuffix(", kept for 60 months"))
            #expect(try world.folder.files().count == 2)
            // A hold on either keeps both.
            _ = try await world.registry.holdEvidence(copy, Reason("An appeal is pending."), Call(by: world.officer))
            #expect(try await run(world) == [])
            let twice = try await refusalOf {
                try await world.registry.holdEvidence(copy, Reason("An appeal is pending."), Call(by: world.officer))
            }
            #expect(twice.message == "The file is held already.")
            _ = try await world.registry.releaseEvidence(
                copy, Reason("The appeal is decided."), Call(by: world.officer))
            let lifted = try await refusalOf {
                try await world.registry.releaseEvidence(
                    copy, Reason("The appeal is decided."), Call(by: world.officer))
            }
            #expect(lifted.message == "The file \(copy.short) is not held.")
            #expect(try await run(world).map(\.digest) == [original, copy])
            #expect(try world.folder.files() == [])
            #expect(try await run(world) == [])
            for digest in [original, copy] {
                let gone = try await refusalOf {
                    try await world.handedOut(digest, for: "The court asks.", to: world.officer)
                }
                #expect(gone.message == "The file \(digest.short) is destroyed; nobody has it any more.")
            }
            let shown = try await world.registry.inspection("I-2026-0001", world.officer).json["evidence"]?[0]
            #expect(shown?["destroyed"] == true)
            // Who has it still may bring it in once more: a file of its own, which is kept.
            _ = try await world.received(TestEvidence.photo("a face"), by: world.inspector)
            #expect(try await run(world) == [])
            #expect(try await world.handedOut(original, for: "The court asks.", to: world.officer).isOriginal)
        }
    }

    @Test func `months are data, and what belongs to nothing ends first`() async throws {
        try await withWorld { world in
            let photo = try await world.received(TestEvidence.photo("a street"), by: world.intake)
            #expect(try await outcome(photo, world) == "unattached")
            try await age(world, months: 2)
            _ = try await world.registry.setEvidenceRetention(
                EvidenceRetentionChange(outcome: .unattached, months: 3, reason: "The schedule of 2026 says so."),
                Call(by: world.policy))
            #expect(try await run(world) == [])
            _ = try await world.registry.setEvidenceRetention(
                EvidenceRetentionChange(outcome: .unattached, months: 1, reason: "The schedule of 2027 says so."),
                Call(by: world.policy))
            #expect(try await run(world).map(\.digest) == [photo])
            let officer = try await refusalOf {
                try await world.registry.setEvidenceRetention(
                    EvidenceRetentionChange(outcome: .closed, months: 1, reason: "The schedule says so."),
                    Call(by: world.officer))
            }
            #expect(
                officer.message == "To set how long evidence files are kept the role policy or administrator is needed."
            )
        }
    }

    @Test func `a run that ended before its files were gone is finished by the next one`() async throws {
        try await withWorld { world in
            let photo = try await world.received(TestEvidence.photo("a street"), by: world.inspector)
            let path = try "\(world.folder.path)/files/\(world.jurisdiction)/\(photo.text.prefix(2))/\(photo)"
            let bytes = try Data(contentsOf: URL(filePath: path))
            try await age(world, months: 2)
            #expect(try await run(world).map(\.kind) == [.destroy])
            // As if it had been killed between its record and the file.
            try bytes.write(to: URL(filePath: path))
            #expect(try await run(world, dryRun: true).map(\.kind) == [.finish])
            #expect(
                try await run(world) == [
                    EvidenceStep(kind: .finish, digest: photo, why: "it was recorded as destroyed before")
                ])
            #expect(try world.folder.files() == [])
        }
    }

    @Test func `a run without the folder takes nothing away and says so, where files are kept`() async throws {
        try await withWorld { world in
            let bare = Registry(
                database: world.test.service, contextKey: world.test.contextKey, packs: .reading(),
                evidence: EvidenceFolder("/nowhere/evidence"))
            #expect(try await bare.runEvidenceRetention(Call(by: world.administrator), now: now) == [])
            _ = try await world.received(TestEvidence.photo("a street"), by: world.inspector)
            let refused = try await refusalOf {
                try await bare.runEvidenceRetention(Call(by: world.administrator), now: now)
            }
            #expect(refused.code == "evidence_folder_missing")
            #expect(
                refused.message
                    == "Evidence files are kept (1), and their folder /nowhere/evidence is not there, so none was taken away."
            )
        }
    }

    @Test func `a file that got no row is taken away after 30 days, and not before`() async throws {
        try await withWorld { world in
            // Who has placed it is gone, and its lock with it.
            let digest = try orphan(TestEvidence.photo("a street"), world)
            // However long it lies there: an older database may have been put back, and nobody has seen that yet.
            let first = now + 400 * 24 * 3600
            func run(at time: Int) async throws -> [EvidenceStep] {
                try await world.registry.runEvidenceRetention(Call(by: world.administrator), now: time)
            }
            #expect(try await run(at: first) == [])
            #expect(try await run(at: first + EvidenceFolder.orphanSeconds) == [])
            let swept = try await run(at: first + EvidenceFolder.orphanSeconds + 60)
            #expect(swept == [EvidenceStep(kind: .sweep, digest: digest, why: "no row is about it, for 30 days")])
            #expect(try world.folder.files() == [])
        }
    }

    @Test func `PostgreSQL refuses to call destroyed what is kept, held or a copy`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let original = try await world.received(TestEvidence.photo("a face"), by: world.inspector)
            let copy = try await world.received(TestEvidence.photo("no face"), by: world.inspector)
            _ = try await world.registry.redactEvidence(original, NewRedaction(copy: copy), Call(by: world.inspector))
            func destroy(_ digest: FileDigest) async throws -> String? {
                try await world.failure(
                    as: world.administrator,
                    """
                    UPDATE registry.evidence SET status = 'destroyed', act = 'destroy', version = 2, reason = 'It is in the way.',
                        changed_by = \(world.administrator.person) WHERE sha256 = \(digest.bytes)
                    """)?.message
            }
            #expect(
                try await destroy(original)?.hasPrefix(
                    "The file \(original.short) was not destroyed: it is kept until 20") == true)
            try await age(world, months: 2)
            #expect(
                try await destroy(copy)
                    == "The file \(copy.short) was not destroyed: it is a redacted copy, and its original is kept.")
            _ = try await world.registry.holdEvidence(
                original, Reason("An appeal is pending."), Call(by: world.officer))
            #expect(
                try await destroy(original)
                    == "The file \(original.short) was not destroyed: it, or a copy of it, is held.")
            _ = try await world.registry.releaseEvidence(
                original, Reason("The appeal is decided."), Call(by: world.officer))
            #expect(try await destroy(original) == nil)
            let held = try await refusalOf {
                try await world.registry.holdEvidence(
                    original, Reason("An appeal is pending."), Call(by: world.officer))
            }
            #expect(held.code == "destroyed_evidence_stays_so")
        }
    }

    private func orphan(_ bytes: [UInt8], _ world: World) throws -> FileDigest {
        try world.placed(bytes, by: world.inspector).digest
    }

    private func run(_ world: World, dryRun: Bool = false) async throws -> [EvidenceStep] {
        try await world.registry.runEvidenceRetention(Call(by: world.administrator, dryRun: dryRun), now: now)
    }

    private func outcome(_ digest: FileDigest, _ world: World) async throws -> String? {
        try await world.registry.evidenceDetails(digest, world.officer).json["outcome"]?.text
    }

    /// As if all had happened so many months earlier.
    private func age(_ world: World, months: Int) async throws {
        try await TestLog.tamper(
            world.test,
            [
                "UPDATE registry.case_file SET changed_at = changed_at - make_interval(months => \(months))",
                "UPDATE registry.evidence SET received_at = received_at - make_interval(months => \(months)) WHERE status = 'kept'",
                "UPDATE registry.inspection SET recorded_at = recorded_at - make_interval(months => \(months))",
            ])
    }
}
