import Testing
import TransparencyLog

/// Keys of a log that follow one another.
@Suite struct KeyChainTests {
    private static func signer(_ number: UInt8, _ name: String = "registry.example/log") throws -> NoteSigner {
        try #require(NoteSigner(name: name, kind: .ed25519, secret: [UInt8](repeating: number, count: 32)))
    }

    private static func note(_ size: UInt64, _ signers: NoteSigner...) throws -> SignedNote {
        let head = Checkpoint(origin: "registry.example/log", size: size, root: .empty)
        return SignedNote(text: head.text, signatures: try signers.map { try $0.sign(head.text) })
    }

    private static func policy(_ signer: NoteSigner) throws -> TrustPolicy {
        try TrustPolicy("log \(signer.verifier.vkey)\nquorum none\n")
    }

    private static func announced(_ index: UInt64, _ old: NoteSigner, _ new: NoteSigner) throws -> KeyChain.Announced {
        .init(index: index, handover: try #require(try KeyHandover(from: old, to: new.verifier)))
    }

    @Test func `whoever trusts a key follows to the next ones, and back under a head of the later key`() throws {
        let (one, two, three) = (try Self.signer(1), try Self.signer(2), try Self.signer(3))
        let chain = KeyChain(
            [try Self.announced(5, one, two), try Self.announced(9, two, three)], anchoredIn: [two.verifier])
        #expect(chain.terms.map(\.from) == [0, 6, 10] && chain.void == [])
        let notes = [
            try Self.note(4, one), try Self.note(6, two, one), try Self.note(8, two), try Self.note(12, three),
        ]
        for trusted in [one, two, three] {
            let policy = try Self.policy(trusted).following(chain, notes)
            for note in notes {
                guard case .trusted = policy.verify(note) else {
                    Issue.record("\(trusted.verifier.vkey): \(note.text)")
                    continue
                }
            }
        }
        // Without a head of the later key nothing says that the earlier one was of this log.
        let later = try Self.policy(two).following(chain, [notes[0]])
        #expect(later.verify(notes[0]) == .notOfTheLog)
        let stranger = try Self.policy(try Self.signer(4)).following(chain, notes)
        #expect(stranger.verify(notes[1]) == .notOfTheLog)
    }

    @Test func `a key that was handed over signs no head any more, and none signs before its time`() throws {
        let (one, two) = (try Self.signer(1), try Self.signer(2))
        let chain = KeyChain([try Self.announced(5, one, two)], anchoredIn: [one.verifier])
        let policy = try Self.policy(one).following(chain, [])
        #expect(policy.verify(try Self.note(6, one)) == .retired("registry.example/log"))
        #expect(policy.verify(try Self.note(5, two)) == .retired("registry.example/log"))
    }

    @Test func `an announcement that the key in force has not signed hands over nothing`() throws {
        let (one, two, three) = (try Self.signer(1), try Self.signer(2), try Self.signer(3))
        let good = try Self.announced(5, one, two)
        let forged = KeyHandover(old: two.verifier, new: three.verifier, signature: good.handover.signature)
        // Whoever has stolen the old key, later.
        let stolen = try Self.announced(8, one, three)
        // And whoever has made up two keys, first of all.
        let (four, five) = (try Self.signer(4), try Self.signer(5))
        let madeUp = try Self.announced(2, four, five)
        let chain = KeyChain([madeUp, good, stolen, .init(index: 9, handover: forged)], anchoredIn: [two.verifier])
        #expect(chain.terms.map(\.key) == [one.verifier, two.verifier])
        #expect(chain.void.map(\.index) == [2, 8, 9])
        #expect(KeyChain([madeUp], anchoredIn: [one.verifier]).terms == [])
        #expect(try KeyHandover(from: one, to: Self.signer(2, "another.example").verifier) == nil)
        #expect(try KeyHandover(from: one, to: one.verifier) == nil)
    }
}
