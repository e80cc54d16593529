import Testing
import TransparencyLog

/// The policy file of C2SP tlog-policy.
@Suite struct TrustPolicyTests {
    static let witnesses = (1...5).map {
        NoteSigner(name: "w\($0).example", kind: .cosignature, secret: .init(repeating: UInt8(10 + $0), count: 32))!
    }
    static var keys: String {
        "log \(WitnessTests.log.verifier.vkey)\n"
            + witnesses.enumerated().map { "witness W\($0.offset + 1) \($0.element.verifier.vkey) https://w.example\n" }
            .joined()
    }

    func verdict(_ quorum: String, signed: [Int]) throws -> TrustPolicy.Verdict {
        let policy = try TrustPolicy(Self.keys + quorum)
        let note = try WitnessTests.note(31)
        return policy.verify(
            note.adding(try signed.map { try Self.witnesses[$0 - 1].sign(note.text, at: 1_700_000_000) }))
    }

    @Test func `as many witnesses as the quorum asks for make a head trusted`() throws {
        let head = TrustPolicy.Verdict.trusted(
            Checkpoint(
                origin: WitnessTests.log.verifier.name, size: 31, root: try WitnessTests.tree.reader.root(size: 31)))
        #expect(try verdict("quorum none", signed: []) == head)
        #expect(try verdict("quorum W2", signed: [2]) == head)
        #expect(try verdict("quorum W2", signed: [1]) == .quorumMissing(["W1"]))
        let two = "group G 2 W1 W2 W3\nquorum G"
        #expect(try verdict(two, signed: [1, 3]) == head)
        #expect(try verdict(two, signed: [1, 4]) == .quorumMissing(["W1", "W4"]))
        let nested = "# comment\n\tgroup A any W1 W2\n group B all W3 W4 \ngroup C all A B\n\nquorum C\n"
        #expect(try verdict(nested, signed: [2, 3, 4]) == head)
        #expect(try verdict(nested, signed: [1, 2, 3]) == .quorumMissing(["W1", "W2", "W3"]))
    }

    @Test func `a head of another log, a forged line and a text that is no head are told apart`() throws {
        let policy = try TrustPolicy(Self.keys + "quorum none")
        let stranger = try #require(NoteSigner(name: "other.example", kind: .ed25519, secret: NoteSigner.newSecret()))
        #expect(policy.verify(try WitnessTests.note(31, signer: stranger)) == .notOfTheLog)
        let note = try WitnessTests.note(31)
        let wrong = try Self.witnesses[0].sign(try WitnessTests.note(30).text, at: 1_700_000_000)
        #expect(policy.verify(note.adding([wrong])) == .forged("w1.example"))
        let forged = SignedNote(text: note.text, signatures: try WitnessTests.note(30).signatures)
        #expect(policy.verify(forged) == .forged("registry.example/audit"))
        #expect(policy.verify(SignedNote(text: "no\n", signatures: note.signatures)) == .unreadable)
    }

    @Test func `all that is wrong with a file is told at once, with its lines`() throws {
        let log = WitnessTests.log.verifier.vkey
        let witness = Self.witnesses[0].verifier.vkey
        let file = """
            log \(witness)
            log \(log)
            log \(log) https://log.example
            witness W1 \(witness)
            witness W2 \(witness)
            witness W1 \(Self.witnesses[1].verifier.vkey)
            witness none \(Self.witnesses[1].verifier.vkey)
            group G 2 W1
            group H all W1 W9
            group I any W1
            group J
            spectator X
            quorum K
            quorum W1 W1
            """
        let problems = [
            "line 1: A log is written: log VKEY [URL], with an Ed25519 key of the kind 01.",
            "line 3: This key is named twice.",
            "line 5: This key is named twice.",
            "line 6: \"W1\" is taken.",
            "line 7: \"none\" is taken.",
            "line 8: \"2\" is not all, any or a number from 1 to 1.",
            "line 9: \"W9\" is not defined on a line before.",
            "line 9: \"W1\" is a member already.",
            "line 10: \"W1\" is a member already.",
            "line 11: A group is written: group NAME all|any|NUMBER MEMBER...",
            "line 12: \"spectator\" is none of log, witness, group and quorum.",
            "line 13: \"K\" is not defined on a line before.",
            "line 14: The quorum is written: quorum NAME",
        ]
        let error = #expect(throws: TrustPolicy.Problems.self) { try TrustPolicy(file) }
        #expect(error?.description == problems.joined(separator: "\n"))
        let none = #expect(throws: TrustPolicy.Problems.self) { try TrustPolicy("log \(log)\n") }
        #expect(none?.description == "A line with the quorum is missing, for example: quorum none")
        let twice = #expect(throws: TrustPolicy.Problems.self) {
            try TrustPolicy("quorum none\nquorum none\u{1}\nquorum none")
        }
        #expect(twice?.description == "line 2: It has a control character.\nline 3: The quorum is stated twice.")
    }
}
