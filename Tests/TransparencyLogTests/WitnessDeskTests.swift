import Foundation
import Synchronization
import Testing
import TransparencyLog

/// A witness at work: of two histories it signs one.
@Suite struct WitnessDeskTests {
    /// What a desk keeps, in memory.
    private final class Shelf: Sendable {
        let kept = Mutex<[String: [UInt8]]>([:])
    }

    private static let signer = NoteSigner(
        name: "court.example/w1", kind: .cosignature, secret: .init(repeating: 5, count: 32))!

    private static func desk(_ shelf: Shelf) -> WitnessDesk {
        WitnessDesk(
            witness: Witness(logs: [WitnessTests.log.verifier.name: [WitnessTests.log.verifier]]), signer: signer,
            memory: .init(
                recall: { origin in shelf.kept.withLock { $0[origin] } },
                keep: { origin, bytes in shelf.kept.withLock { $0[origin] = bytes } }), now: { 1_790_000_000 })
    }

    @Test func `a head that continues the log is kept and then signed, with the time`() async throws {
        let shelf = Shelf()
        let desk = Self.desk(shelf)
        let first = try await desk.answer(WitnessTests.request(0, 20).bytes)
        #expect(first.status == 200)
        let signature = try #require(NoteSignature(line: first.body.dropLast()))
        let note = try WitnessTests.note(20).adding([signature])
        #expect(note.verify(with: [Self.signer.verifier]) == .signed([Self.signer.verifier]))
        #expect(VerifierKey.time(of: signature.bytes) == 1_790_000_000)
        // Another desk with the same shelf goes on where this one was.
        let other = Self.desk(shelf)
        #expect(
            try await other.answer(WitnessTests.request(0, 31).bytes)
                == .init(status: 409, type: "text/x.tlog.size", body: "20\n"))
        #expect(try await other.answer(WitnessTests.request(20, 31).bytes).status == 200)
        #expect(try await desk.answer(WitnessTests.request(20, 25).bytes).status == 409)
    }

    @Test func `of two histories that a log shows it signs one, a hundred times of a hundred`() async throws {
        var numbers = SystemRandomNumberGenerator()
        var refused = 0
        for _ in 0..<100 {
            let seen = UInt64.random(in: 1...40, using: &numbers)
            let changed = Int.random(in: 0..<Int(seen), using: &numbers)
            let size = UInt64.random(in: seen...50, using: &numbers)
            var entries = SampleTree.entries(50)
            entries[changed] = [0xFF]
            let other = SampleTree(entries)
            let desk = Self.desk(Shelf())
            #expect(try await desk.answer(WitnessTests.request(0, seen).bytes).status == 200)
            let head = Checkpoint(
                origin: WitnessTests.log.verifier.name, size: size, root: try other.reader.root(size: size))
            let note = SignedNote(text: head.text, signatures: [try WitnessTests.log.sign(head.text)])
            let proof = try other.reader.consistencyProof(from: seen, to: size)
            let reply = try await desk.answer(AddCheckpoint(old: seen, proof: proof, note: note).bytes)
            // C2SP tlog-witness: of the same size another root is a conflict.
            if reply.status == (size == seen ? 409 : 422) { refused += 1 }
            // The saboteur: a witness that has forgotten what it signed would sign it.
            let forgetful = try await Self.desk(Shelf()).answer(AddCheckpoint(old: 0, proof: [], note: note).bytes)
            #expect(forgetful.status == 200)
        }
        #expect(refused == 100)
    }

    @Test func `what is no request, and what was kept and is not readable any more, is not signed`() async throws {
        let shelf = Shelf()
        let desk = Self.desk(shelf)
        #expect(try await desk.answer(Array("old 0\n".utf8)).status == 400)
        let origin = WitnessTests.log.verifier.name
        shelf.kept.withLock { $0[origin] = try? WitnessTests.note(20).bytes }
        let failure = await #expect(throws: WitnessDesk.MemoryUnreadable.self) {
            try await desk.answer(WitnessTests.request(0, 31).bytes)
        }
        #expect(
            failure?.description
                == "What was kept for the log \(origin) is no head that this witness has signed. Nothing more is signed for "
                + "it. Put the file back from a backup.")
    }

    @Test func `a receipt is read as it was written, and a changed one is forged`() throws {
        let signer = try #require(
            NoteSigner(name: "registry.example/receipts", kind: .ed25519, secret: .init(repeating: 6, count: 32)))
        let receipt = Receipt(
            origin: "registry.example/log", time: 1_790_000_000,
            acts: [
                .init(jurisdiction: 1, id: 17, digest: .leaf([1])), .init(jurisdiction: 1, id: 18, digest: .leaf([2])),
            ],
            hasMore: true)
        let field = try receipt.field(signedBy: signer)
        let note = try #require(Receipt.note(field: field))
        #expect(
            Receipt(text: note.text) == receipt && note.verify(with: [signer.verifier]) == .signed([signer.verifier]))
        let changed = SignedNote(text: note.text.replacing("1/17", with: "1/16"), signatures: note.signatures)
        #expect(changed.verify(with: [signer.verifier]) == .forged(signer.verifier))
        for other in ["", "a b", "1/2:x", "1/2", "x"] { #expect(Receipt(origin: "a", time: 1, noted: other) == nil) }
        #expect(Receipt(text: note.text.replacing("time ", with: "at ")) == nil)
        #expect(Receipt(text: note.text.replacing("act 1/17", with: "act 1")) == nil)
    }
}
