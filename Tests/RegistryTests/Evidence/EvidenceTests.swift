import EvidenceFiles
import FoundationEssentials
import Postgres
import Records
import Testing
import TestSupport

@testable import Registry

/// To what a file belongs, who gets it, and what is refused.
@Suite struct EvidenceTests {
    @Test func `colleagues get the redacted copy, and the original for a purpose that is recorded first`() async throws
    {
        try await withWorld { world in
            try await world.inspect(1)
            let (photo, copy) = (TestEvidence.photo("a face"), TestEvidence.photo("no face"))
            let original = try await world.received(photo, by: world.inspector)
            let attached = try await world.registry.attachEvidence(
                to: .inspection("I-2026-0001"), NewAttachment(digest: original, description: "the counter"),
                Call(by: world.inspector))
            #expect(try attached.json["record"] == "I-2026-0001" && attached.json["mediaType"] == "image/jpeg")
            let bare = try await refusalOf { try await world.handedOut(original, to: world.officer) }
            #expect(
                bare.message
                    == "The file \(original.short) has no redacted copy, and an original is handed out for a purpose alone."
            )
            let redacted = try await world.received(copy, by: world.inspector)
            _ = try await world.registry.redactEvidence(
                original, NewRedaction(copy: redacted), Call(by: world.inspector))
            let usual = try await world.handedOut(original, to: world.reviewer)
            #expect(usual.bytes == copy && !usual.isOriginal)
            #expect(try await world.count("registry.evidence_view") == 0)
            let whole = try await world.handedOut(original, for: "The court asks for it.", to: world.reviewer)
            #expect(whole.bytes == photo && whole.isOriginal)
            let card = try await world.registry.evidenceDetails(original, world.officer).json
            #expect(card["redactedCopy"]?.text == redacted.text && card["attachments"]?.items?.count == 1)
            #expect(
                card["views"]?[0]?["by"] == "Rita Reviewer" && card["views"]?[0]?["purpose"] == "The court asks for it."
            )
            let shown = try await world.registry.inspection("I-2026-0001", world.officer).json["evidence"]?[0]
            #expect(shown?["sha256"]?.text == original.text && shown?["description"] == "the counter")
            // A copy that showed too much is read like the original, once a better one is there.
            let better = try await world.received(TestEvidence.photo("nothing at all"), by: world.officer)
            _ = try await world.registry.redactEvidence(original, NewRedaction(copy: better), Call(by: world.officer))
            let former = try await refusalOf { try await world.handedOut(redacted, to: world.officer) }
            #expect(former.code == "original_needs_a_purpose")
            #expect(
                former.message
                    == "The file \(redacted.short) is an earlier redacted copy. \(better.short) took its place, because this one may "
                    + "show too much, so it is handed out like an original, for a purpose alone.")
            #expect(
                try await world.handedOut(original, to: world.officer).bytes == TestEvidence.photo("nothing at all"))
        }
    }

    @Test func `a view that can't be recorded hands nothing out`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let photo = try await world.received(TestEvidence.photo("a face"), by: world.inspector)
            let short = try await refusalOf { try await world.handedOut(photo, for: "curious", to: world.officer) }
            #expect(short.message == "An original is handed out for a purpose of 10 to 500 characters.")
            let policy = try await refusalOf {
                try await world.handedOut(photo, for: "The court asks for it.", to: world.policy)
            }
            #expect(policy.message == "To view an original file the role inspector or officer or reviewer is needed.")
            #expect(try await world.count("registry.evidence_view") == 0)
            // The saboteur: without the guard somebody of another role gets it.
            _ = try await world.test.admin.query("DROP TRIGGER guard_1_fact ON registry.evidence_view") { $0.count }
            _ = try await world.handedOut(photo, for: "The court asks for it.", to: world.policy)
        }
    }

    @Test func `a file that was changed or lost is not handed out, and nobody is recorded`() async throws {
        try await withWorld { world in
            let photo = try await world.received(TestEvidence.photo("a face"), by: world.inspector)
            let path = try "\(world.folder.path)/files/\(world.jurisdiction)/\(photo.text.prefix(2))/\(photo)"
            try Data(TestEvidence.photo("a mask")).write(to: URL(filePath: path))
            let changed = try await refusalOf {
                try await world.handedOut(photo, for: "The court asks.", to: world.officer)
            }
            #expect(
                changed.message
                    == "The file \(photo.short) is not what was received: its bytes were changed. It was not handed out."
            )
            try FileManager.default.removeItem(atPath: path)
            let lost = try await refusalOf {
                try await world.handedOut(photo, for: "The court asks.", to: world.officer)
            }
            #expect(lost.message == "The file \(photo.short) is missing from the folder of evidence files.")
            #expect(try await world.count("registry.evidence_view") == 0)
        }
    }

    @Test func `the same file once more is one file, and somebody else's stays unseen to who only brings in`()
        async throws
    {
        try await withWorld { world in
            let bytes = TestEvidence.photo("the street")
            let photo = try await world.received(bytes, by: world.officer)
            #expect(try await world.received(bytes, by: world.officer) == photo)
            #expect(try await world.received(bytes, by: world.inspector) == photo)
            #expect(try await world.count("registry.evidence") == 1)
            #expect(try world.folder.files().count == 1)
            let hidden = try await refusalOf { try await world.received(bytes, by: world.intake) }
            #expect(hidden.message == "Somebody else has brought this file in already.")
            let unknown = try await refusalOf { try await world.registry.evidenceDetails(photo, world.intake) }
            #expect(unknown.message == "There is no evidence file \(photo).")
            // One's own is seen, and attached to one's own report alone.
            let own = try await world.received(TestEvidence.photo("my street"), by: world.intake)
            _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.intake))
            _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.officer))
            _ = try await world.registry.attachEvidence(
                to: .nuisanceReport("N-2026-0001"), NewAttachment(digest: own), Call(by: world.intake))
            let foreign = try await refusalOf {
                try await world.registry.attachEvidence(
                    to: .nuisanceReport("N-2026-0002"), NewAttachment(digest: own), Call(by: world.intake))
            }
            #expect(foreign.message == "There is no nuisance report N-2026-0002.")
            let card = try await world.registry.nuisanceReport("N-2026-0001", world.intake).json
            #expect(card["evidence"]?.items?.count == 1)
            let original = try await refusalOf {
                try await world.handedOut(own, for: "To look at it.", to: world.intake)
            }
            #expect(original.kind == .notAllowed)
        }
    }

    @Test func `another authority has nothing of it, in the table and in the folder`() async throws {
        try await withWorld { world in
            let photo = try await world.received(TestEvidence.photo("a face"), by: world.officer)
            let neighbour = try await Town.establish(in: world.test, code: "0394")
            let unknown = try await refusalOf { try await world.registry.evidenceDetails(photo, neighbour.officer) }
            #expect(unknown.message == "There is no evidence file \(photo).")
            #expect(try await world.registry.keptEvidence(photo, neighbour.officer) == nil)
            #expect(try world.folder.standing(of: photo, of: neighbour.officer.jurisdiction) == .missing)
            // The same bytes there are another file, and end by themselves.
            #expect(try await world.received(TestEvidence.photo("a face"), by: neighbour.officer) == photo)
            #expect(try world.folder.files().count == 2)
            #expect(try await world.count("registry.evidence") == 2)
        }
    }

    @Test func `an inspector attaches to own inspections, an officer to all, and detaching destroys nothing`()
        async throws
    {
        try await withWorld { world in
            try await world.inspect(1)
            let photo = try await world.received(TestEvidence.photo("a counter"), by: world.otherInspector)
            let stranger = try await refusalOf {
                try await world.registry.attachEvidence(
                    to: .inspection("I-2026-0001"), NewAttachment(digest: photo), Call(by: world.otherInspector))
            }
            #expect(
                stranger.message
                    == "The file was not attached: without the role officer one attaches files to one's own inspections and to "
                    + "nuisance reports that one brought in.")
            let attached = try await world.registry.attachEvidence(
                to: .caseFile("C-2026-0001"), NewAttachment(digest: photo), Call(by: world.officer))
            let twice = try await refusalOf {
                try await world.registry.attachEvidence(
                    to: .caseFile("C-2026-0001"), NewAttachment(digest: photo), Call(by: world.officer))
            }
            #expect(twice.message == "The file is attached to that record already.")
            let number = "\(try attached.json["number"]?.wholeNumber ?? 0)"
            let short = try await refusalOf {
                try await world.registry.detachEvidence(number, Reason("wrong"), Call(by: world.officer))
            }
            #expect(short.message == "Detaching a file needs a reason of at least 10 characters.")
            let inspector = try await refusalOf {
                try await world.registry.detachEvidence(
                    number, Reason("It is another outlet."), Call(by: world.inspector))
            }
            #expect(inspector.message == "To detach a file the role officer is needed.")
            let gone = try await world.registry.detachEvidence(
                number, Reason("It is another outlet."), Call(by: world.officer))
            #expect(try gone.json["status"] == "detached" && gone.json["detachedBy"] == "Otto Officer")
            #expect(try await world.registry.caseFile("C-2026-0001", world.officer).json["evidence"]?.items?.count == 0)
            let list = try await world.registry.evidence(of: .caseFile("C-2026-0001"), world.officer).json["items"]
            #expect(list?[0]?["reason"] == "It is another outlet.")
            // It ends with the case all the same.
            #expect(try await world.registry.evidenceDetails(photo, world.officer).json["outcome"] == "in_open_case")
            // And may be attached once more.
            _ = try await world.registry.attachEvidence(
                to: .caseFile("C-2026-0001"), NewAttachment(digest: photo), Call(by: world.officer))
        }
    }

    @Test func `a copy is of an original and attached to nothing, else it would take the purpose off one`() async throws
    {
        try await withWorld { world in
            try await world.inspect(1)
            let first = try await world.received(TestEvidence.photo("1"), by: world.inspector)
            let second = try await world.received(TestEvidence.photo("2"), by: world.inspector)
            let third = try await world.received(TestEvidence.photo("3"), by: world.inspector)
            for digest in [first, second] {
                _ = try await world.registry.attachEvidence(
                    to: .inspection("I-2026-0001"), NewAttachment(digest: digest), Call(by: world.inspector))
            }
            func redact(_ original: FileDigest, _ copy: FileDigest) async throws -> Refusal {
                try await refusalOf {
                    try await world.registry.redactEvidence(
                        original, NewRedaction(copy: copy), Call(by: world.inspector))
                }
            }
            #expect(
                try await redact(first, second).message
                    == "The copy was not recorded: the file is, or was, attached to a record itself, so it is an original."
            )
            #expect(try await redact(third, third).message == "A file is no redacted copy of itself.")
            // A colleague's file is no copy of a file of one's own, under which it would be read without a purpose.
            let colleagues = try await world.received(TestEvidence.photo("4"), by: world.otherInspector)
            let taken = try await redact(first, colleagues)
            #expect(taken.code == "copy_is_ones_own")
            #expect(taken.message == "The copy was not recorded: somebody else sent that file.")
            #expect(
                taken.hint
                    == "Save the redacted copy anew and send it yourself: the same bytes stay those of who sent them first."
            )
            // Nor an officer's: as a copy it would be read, and no record kept of that.
            let officers = try await refusalOf {
                try await world.registry.redactEvidence(first, NewRedaction(copy: colleagues), Call(by: world.officer))
            }
            #expect(officers.code == "copy_is_ones_own")
            _ = try await world.registry.redactEvidence(first, NewRedaction(copy: third), Call(by: world.inspector))
            #expect(try await redact(second, third).message == "The file is the redacted copy of an original already.")
            #expect(
                try await redact(third, second).message
                    == "The copy was not recorded: a redacted copy is of an original, and has no copies itself.")
            let attach = try await refusalOf {
                try await world.registry.attachEvidence(
                    to: .caseFile("C-2026-0001"), NewAttachment(digest: third), Call(by: world.officer))
            }
            #expect(attach.message == "The file is a redacted copy of another one, so it was not attached by itself.")
        }
    }

    @Test func `a conflict of interest bars, but not from one's own visit`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            let photo = try await world.received(TestEvidence.photo("a counter"), by: world.inspector)
            let other = try await world.received(TestEvidence.photo("a letter"), by: world.inspector)
            for person in ["ilse", "otto"] {
                _ = try await world.registry.declareConflict(
                    NewConflict(
                        person: person, outlet: world.outlet, startsOn: .sample("2026-01-01"),
                        why: "A sister works there."),
                    Call(by: world.otherOfficer))
            }
            let file = try await world.registry.attachEvidence(
                to: .inspection("I-2026-0001"), NewAttachment(digest: photo), Call(by: world.inspector))
            func barred(_ act: () async throws -> Void) async throws {
                let refused = try await refusalOf { try await act() }
                #expect(refused.code == "barred_by_a_conflict_of_interest")
                #expect(
                    refused.message.hasPrefix(
                        "You are barred from outlet \(world.outlet) from 2026-01-01 on, so this was not done"))
            }
            try await barred {
                _ = try await world.registry.attachEvidence(
                    to: .caseFile("C-2026-0001"), NewAttachment(digest: other), Call(by: world.officer))
            }
            try await barred {
                _ = try await world.registry.detachEvidence(
                    "\(try file.json["number"]?.wholeNumber ?? 0)", Reason("It shows my sister."),
                    Call(by: world.officer))
            }
            try await barred { _ = try await world.handedOut(photo, for: "To see my sister.", to: world.officer) }
            try await barred {
                _ = try await world.registry.redactEvidence(photo, NewRedaction(copy: other), Call(by: world.officer))
            }
            try await barred {
                _ = try await world.registry.holdEvidence(photo, Reason("To keep it a while."), Call(by: world.officer))
            }
            _ = try await world.registry.holdEvidence(
                photo, Reason("An objection is pending."), Call(by: world.otherOfficer))
            try await barred {
                _ = try await world.registry.releaseEvidence(
                    photo, Reason("To lose it sooner."), Call(by: world.officer))
            }
            #expect(try await world.handedOut(photo, for: "The court asks.", to: world.otherOfficer).isOriginal)
        }
    }

    @Test func `a server without a folder takes and hands out nothing`() async throws {
        try await withTestDatabase { test in
            let registry = Registry(database: test.service, contextKey: test.contextKey, packs: try .installed())
            #expect(throws: Refusal.self) { try registry.evidenceFolder() }
            let refused = try await refusalOf { try registry.evidenceFolder() }
            #expect(
                refused.message == "This server has no place for evidence files, so none is taken or handed out."
                    && refused.kind == .busy)
        }
    }

    @Test func `SQL of the service's own brings in no type or size that isn't taken`() async throws {
        try await withWorld { world in
            for (type, bytes, words) in [
                ("text/html", 5, "A file of the type text/html is not taken."),
                ("image/png", 1 << 30, "The file has 1073741824 bytes; of the type image/png one may have 33554432."),
            ] {
                let refused = try await world.failure(
                    as: world.officer,
                    """
                    INSERT INTO registry.evidence (jurisdiction_id, sha256, bytes, media_type, received_by, changed_by)
                    VALUES (\(world.jurisdiction), sha256('x'), \(bytes), \(type), \(world.officer.person), \(world.officer.person))
                    """)
                #expect(refused?.sqlstate == "RG007" && refused?.message == words)
            }
            // What is listed is data.
            _ = try await world.test.admin.query("DELETE FROM ops.evidence_limit WHERE media_type = 'image/jpeg'") {
                $0.count
            }
            let refused = try await refusalOf { try await world.received(TestEvidence.photo("x"), by: world.officer) }
            #expect(refused.message == "A file of the type image/jpeg is not taken.")
            #expect(try await world.registry.uploadLimits(world.officer).types[.jpeg] == nil)
            let policy = try await refusalOf { try await world.registry.uploadLimits(world.policy) }
            #expect(policy.message == "To bring in a file the role intake or inspector or officer is needed.")
        }
    }
}
