import Testing
import TransparencyLog

/// What a witness answers, and whom a trust policy trusts.
@Suite struct WitnessTests {
    static let log = NoteSigner(name: "registry.example/audit", kind: .ed25519, secret: .init(repeating: 1, count: 32))!
    static let tree = SampleTree(SampleTree.entries(50))

    static func note(_ size: UInt64, root: TreeHash? = nil, signer: NoteSigner = log) throws -> SignedNote {
        let head = Checkpoint(origin: log.verifier.name, size: size, root: try root ?? tree.reader.root(size: size))
        return SignedNote(text: head.text, signatures: [try signer.sign(head.text)])
    }

    static func request(_ old: UInt64, _ size: UInt64) throws -> AddCheckpoint {
        AddCheckpoint(old: old, proof: try tree.reader.consistencyProof(from: old, to: size), note: try note(size))
    }

    let witness = Witness(logs: [log.verifier.name: [log.verifier]])

    func answer(_ request: AddCheckpoint, seen size: UInt64? = nil) throws -> Witness.Answer {
        let latest = try size.map { Witness.Latest(size: $0, root: try Self.tree.reader.root(size: $0)) }
        return witness.answer(request) { _ in latest }
    }

    @Test func `a log that has only grown is signed`() throws {
        let root = try Self.tree.reader.root(size: 31)
        #expect(try answer(Self.request(0, 31)) == .cosign(.init(size: 31, root: root)))
        #expect(try answer(Self.request(20, 31), seen: 20) == .cosign(.init(size: 31, root: root)))
        #expect(try answer(Self.request(31, 31), seen: 31) == .cosign(.init(size: 31, root: root)))
    }

    @Test func `what is wrong gets the answer of the protocol`() throws {
        #expect(try answer(Self.request(20, 31), seen: 25) == .conflict(25))
        #expect(try answer(Self.request(0, 31), seen: 25) == .conflict(25))
        #expect(try answer(.init(old: 32, proof: [], note: Self.note(31)), seen: 32) == .malformed)
        #expect(try answer(.init(old: 20, proof: [], note: Self.note(31)), seen: 20) == .inconsistent)
        #expect(try answer(.init(old: 0, proof: [.empty], note: Self.note(31))) == .inconsistent)
        let other = Self.note(_:root:signer:)
        #expect(
            try answer(.init(old: 31, proof: [], note: other(31, .leaf([1]), Self.log)), seen: 31) == .otherRoot(31))
        #expect(try answer(.init(old: 0, proof: [], note: other(0, .leaf([1]), Self.log))) == .otherRoot(0))
        let stranger = try #require(
            NoteSigner(name: Self.log.verifier.name, kind: .ed25519, secret: NoteSigner.newSecret()))
        #expect(try answer(.init(old: 0, proof: [], note: other(31, nil, stranger))) == .notSigned)
        let forged = SignedNote(text: try Self.note(31).text, signatures: try Self.note(30).signatures)
        #expect(try answer(.init(old: 0, proof: [], note: forged)) == .notSigned)
        #expect(Witness(logs: [:]).answer(try Self.request(0, 31)) { _ in nil } == .unknownLog)
        let plain = SignedNote(text: "no head\n", signatures: [try Self.log.sign("no head\n")])
        #expect(try answer(.init(old: 0, proof: [], note: plain)) == .malformed)
    }

    @Test func `a request is read as it was written`() throws {
        let request = try Self.request(20, 31)
        #expect(AddCheckpoint(request.bytes) == request)
        let text = String(decoding: request.bytes, as: UTF8.self)
        for (part, other) in [("old 20", "old 020"), ("old 20", "new 20"), ("\n\n", "\n"), ("=\n", "\n")] {
            #expect(AddCheckpoint(Array(text.replacing(part, with: other, maxReplacements: 1).utf8)) == nil, "\(other)")
        }
        let long = AddCheckpoint(old: 1, proof: Array(repeating: .empty, count: 64), note: try Self.note(31))
        #expect(AddCheckpoint(long.bytes) == nil)
    }
}
